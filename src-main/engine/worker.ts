/**
 * A worker thread of the engine: takes one job at a time and answers it. What a job needs is loaded with the
 * first of its kind, so that a thread that only decodes stays small.
 */
import { parentPort, type Transferable } from 'node:worker_threads'
import type { EngineJobs } from '../core/engine-port.ts'
import type { ChunkTask } from '../core/images/chunk-decoder.ts'
import type { RealImage } from '../core/images/types.ts'
import type { CaseOrder } from './judge-case.ts'
import type { BandTask } from './shared-bands.ts'
import type { StatisticsTask } from './statistics-pool.ts'
import { toWireError } from './wire-error.ts'
import type { Offer, WorkerAnswer, WorkerJob, WorkerOffer } from './worker-pool.ts'

interface Done {
  readonly output: unknown
  readonly transfer?: readonly Transferable[]
}

/** Idle threads of the same pool may help with what this one is at. */
const offer: Offer = (job, most) => {
  parentPort?.postMessage({ offer: job, most } satisfies WorkerOffer)
}

async function work(job: WorkerJob): Promise<Done> {
  switch (job.name) {
    case 'decode-chunk': {
      const { decodeForTransfer } = await import('./decode-for-transfer.ts')
      return decodeForTransfer(job.input as ChunkTask)
    }
    case 'plane-statistics': {
      const { planeStatistics } = await import('../core/images/plane-statistics.ts')
      const { block, sampledFrom } = job.input as StatisticsTask
      return { output: planeStatistics(block, sampledFrom) }
    }
    case 'power-spectrum': {
      const { radialPowerSpectrum } = await import('../core/metrics/restoration/power-spectrum.ts')
      return { output: radialPowerSpectrum(job.input as RealImage) }
    }
    case 'score-case': {
      const { scorePair } = await import('./score-pair.ts')
      const { createBandSharing } = await import('./shared-bands.ts')
      const shareBands = createBandSharing(offer)
      const input = job.input as EngineJobs['score-case']['input']
      return { output: await scorePair(input, { shareBands }) }
    }
    case 'ssim-bands': {
      const { workOnBands } = await import('./shared-bands.ts')
      workOnBands(job.input as BandTask)
      return { output: null }
    }
    case 'compare-classes': {
      const { compareClasses } = await import('./compare-classes.ts')
      return { output: await compareClasses(job.input as EngineJobs['compare-classes']['input']) }
    }
    case 'predict': {
      const { predictCase } = await import('../core/tools/predict.ts')
      return { output: await predictCase(job.input as EngineJobs['predict']['input'], {}) }
    }
    case 'judge-case': {
      const { judgeCase } = await import('./judge-case.ts')
      return { output: await judgeCase(job.input as CaseOrder) }
    }
    default:
      throw new Error(`engine worker: unknown job ${job.name}`)
  }
}

parentPort?.on('message', (job: WorkerJob) => {
  work(job).then(
    ({ output, transfer = [] }) => {
      parentPort?.postMessage({ ok: true, output } satisfies WorkerAnswer, transfer)
    },
    (error: unknown) => {
      parentPort?.postMessage({ ok: false, error: toWireError(error) } satisfies WorkerAnswer)
    },
  )
})
