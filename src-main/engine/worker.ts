/** A worker thread of the engine: takes one job at a time and answers it. */
import { parentPort } from 'node:worker_threads'
import type { EngineJobs } from '../core/engine-port.ts'
import { predictCase } from '../core/tools/predict.ts'
import { runSelftest } from './run-selftest.ts'
import { scorePair } from './score-pair.ts'
import { toWireError } from './wire-error.ts'
import type { WorkerAnswer, WorkerJob } from './worker-pool.ts'

async function work(job: WorkerJob): Promise<unknown> {
  switch (job.name) {
    case 'score-case':
      return scorePair(job.input as EngineJobs['score-case']['input'])
    case 'predict':
      return predictCase(job.input as EngineJobs['predict']['input'], {})
    case 'selftest':
      return runSelftest((job.input as EngineJobs['selftest']['input']).folder)
    default:
      throw new Error(`engine worker: unknown job ${job.name}`)
  }
}

parentPort?.on('message', (job: WorkerJob) => {
  work(job).then(
    (output) => {
      parentPort?.postMessage({ ok: true, output } satisfies WorkerAnswer)
    },
    (error: unknown) => {
      parentPort?.postMessage({ ok: false, error: toWireError(error) } satisfies WorkerAnswer)
    },
  )
})
