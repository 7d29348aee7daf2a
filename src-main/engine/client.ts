/**
 * The answering side of the engine. Lanes, each one child process: `interactive` answers the pages (tiles,
 * metadata), `compute` predicts and scores, `check` judges tools without waiting for a run, `trial` does one
 * job at a time and is thrown away after each. A dead process rejects what it was doing with `engine-died`; the next request starts a fresh one.
 */
import type { Engine, EngineJobName, EngineJobs, JobOptions } from '../core/engine-port.ts'
import { messageOf, TouchstoneError } from '../core/errors.ts'
import type { Passage, Slot } from './pixel-passage.ts'
import type { EngineProcess, FromEngine, JobRequest } from './protocol.ts'

export type Lane = 'interactive' | 'compute' | 'check' | 'trial'

const lanes: Readonly<Record<EngineJobName, Lane>> = {
  'inspect-image': 'interactive',
  'describe-image': 'interactive',
  'read-tile': 'interactive',
  'read-plane': 'interactive',
  'plane-statistics': 'interactive',
  'line-profile': 'interactive',
  'power-spectrum': 'interactive',
  'object-picture': 'interactive',
  'truth-picture': 'interactive',
  'axis-hints': 'interactive',
  'find-converter': 'interactive',
  'convert-image': 'interactive',
  'survey-dataset': 'interactive',
  'list-baselines': 'interactive',
  'describe-tool': 'interactive',
  'read-transparency': 'interactive',
  'plan-metrics': 'interactive',
  'plan-measurement': 'interactive',
  'freeze-dataset': 'compute',
  'verify-dataset': 'compute',
  predict: 'compute',
  'predict-image': 'compute',
  'predict-all': 'compute',
  'dataset-statistics': 'compute',
  'annotator-agreement': 'check',
  'check-seam': 'check',
  'score-case': 'compute',
  'compare-classes': 'compute',
  'write-error-map': 'check',
  'score-micro-ssim': 'check',
  'export-objects': 'check',
  'preview-import': 'compute',
  'write-inputs': 'check',
  'make-consensus': 'check',
  'check-model': 'check',
  'read-collection': 'interactive',
  'install-tool': 'check',
  'inspect-weights': 'check',
  'preview-weights': 'check',
  'prepare-weights': 'check',
  selftest: 'check',
  'check-tool': 'trial',
  'try-provider': 'trial',
  'try-model': 'trial',
}

/** Jobs whose process is not worth ending: nobody waits for their answer, and others look at its images. */
const reading: ReadonlySet<EngineJobName> = new Set([
  'describe-image',
  'read-tile',
  'read-plane',
  'plane-statistics',
  'line-profile',
  'power-spectrum',
  'object-picture',
  'truth-picture',
  'axis-hints',
  'find-converter',
  'convert-image',
  'read-collection',
])

/** Any other cancelled job that does not answer within this time is ended with its process. */
const cancelGraceMs = 1500

interface PendingJob {
  readonly request: JobRequest
  readonly isCancelled: () => boolean
  readonly resolve: (output: unknown) => void
  readonly reject: (error: Error) => void
  readonly onProgress: JobOptions['onProgress']
  slot: Slot | null
}

interface LaneState {
  process: EngineProcess | null
  passage: Passage | null
  /** Slots of jobs that nobody waits for any more, until the engine has ended with them. */
  readonly abandoned: Map<number, Slot>
  readonly pending: Map<number, PendingJob>
  /** Why the next exit is expected; null means that the process died. */
  ending: 'cancelled' | 'closed' | null
}

export interface EngineClientOptions {
  readonly spawn: (lane: Lane) => EngineProcess
  /** For the pixels of the interactive lane; they travel in messages where absent. */
  readonly createPassage?: () => Passage | null
  readonly log: (message: string) => void
}

export function createEngine(options: EngineClientOptions): Engine {
  const states: Record<Lane, LaneState> = {
    interactive: emptyLane(),
    compute: emptyLane(),
    check: emptyLane(),
    trial: emptyLane(),
  }
  let lastTrial: Promise<unknown> = Promise.resolve()
  let nextId = 1
  let closed = false

  function processOf(lane: Lane): EngineProcess {
    const state = states[lane]
    if (state.process) return state.process
    const started = options.spawn(lane)
    state.process = started
    state.ending = null
    const passage = (lane === 'interactive' ? options.createPassage?.() : null) ?? null
    state.passage = passage
    if (passage !== null) started.send({ kind: 'passage', path: passage.path })
    started.onMessage((message) => {
      settle(state, message)
    })
    started.onExit((reason) => {
      if (state.process === started) state.process = null
      passage?.close()
      if (state.passage === passage) state.passage = null
      state.abandoned.clear()
      const ending = state.ending
      state.ending = null
      if (ending === null) options.log(`engine (${lane}) ${reason}`)
      const waiting = [...state.pending.values()]
      state.pending.clear()
      for (const job of waiting) {
        // The process was ended to cancel one job; the others start again in a fresh one.
        if (ending === 'cancelled' && !job.isCancelled() && !closed) send(lane, job)
        else job.reject(endError(ending, reason))
      }
    })
    return started
  }

  function send(lane: Lane, job: PendingJob): void {
    states[lane].pending.set(job.request.id, job)
    const started = processOf(lane)
    job.slot = slotFor(states[lane].passage, job.request.name)
    started.send(job.slot === null ? job.request : { ...job.request, slot: job.slot })
  }

  /** The process of a lane is gone when this resolves. */
  function end(lane: Lane): Promise<void> {
    const state = states[lane]
    return new Promise((resolve) => {
      if (!state.process) {
        resolve()
        return
      }
      state.ending = 'closed'
      state.process.onExit(() => {
        resolve()
      })
      state.process.kill()
    })
  }

  /** What a provider does to its process, or leaves in it, must not reach the next trial. */
  function oneTrial<Output>(ask: () => Promise<Output>): Promise<Output> {
    const trial = lastTrial.then(ask)
    const ended = async (): Promise<void> => {
      await end('trial')
    }
    lastTrial = trial.then(ended, ended)
    return trial
  }

  const engine: Engine = {
    request<Name extends EngineJobName>(
      name: Name,
      input: EngineJobs[Name]['input'],
      jobOptions: JobOptions = {},
    ): Promise<EngineJobs[Name]['output']> {
      const ask = (): Promise<EngineJobs[Name]['output']> => askNow(name, input, jobOptions)
      return lanes[name] === 'trial' ? oneTrial(ask) : ask()
    },
    async close() {
      closed = true
      await Promise.all((Object.keys(states) as Lane[]).map(end))
    },
  }
  return engine

  function askNow<Name extends EngineJobName>(
    name: Name,
    input: EngineJobs[Name]['input'],
    jobOptions: JobOptions,
  ): Promise<EngineJobs[Name]['output']> {
    if (closed) return Promise.reject(endError('closed', ''))
    const { signal, onProgress } = jobOptions
    if (signal?.aborted) return Promise.reject(endError('cancelled', ''))
    const state = states[lanes[name]]
    const id = nextId++
    return new Promise<unknown>((resolve, reject) => {
      let graceTimer: ReturnType<typeof setTimeout> | undefined
      const onAbort = (): void => {
        state.process?.send({ kind: 'cancel', id })
        if (reading.has(name)) {
          const job = state.pending.get(id)
          state.pending.delete(id)
          if (job?.slot) state.abandoned.set(id, job.slot)
          job?.reject(endError('cancelled', ''))
          return
        }
        graceTimer = setTimeout(() => {
          if (!state.pending.has(id)) return
          state.ending = 'cancelled'
          state.process?.kill()
        }, cancelGraceMs)
      }
      const finish = (): void => {
        clearTimeout(graceTimer)
        signal?.removeEventListener('abort', onAbort)
      }
      signal?.addEventListener('abort', onAbort)
      send(lanes[name], {
        request: { kind: 'job', id, name, input },
        isCancelled: () => signal?.aborted ?? false,
        onProgress,
        slot: null,
        resolve: (output) => {
          finish()
          resolve(output)
        },
        reject: (error) => {
          finish()
          reject(error)
        },
      })
    }) as Promise<EngineJobs[Name]['output']>
  }
}

function settle(state: LaneState, message: FromEngine): void {
  if (message.kind === 'ready') return
  if (message.kind === 'passage-open') {
    state.passage?.opened()
    return
  }
  const job = state.pending.get(message.id)
  if (message.kind === 'progress') {
    job?.onProgress?.({ fraction: message.fraction, message: message.message })
    return
  }
  const slot = job?.slot ?? state.abandoned.get(message.id)
  state.pending.delete(message.id)
  state.abandoned.delete(message.id)
  if (message.kind === 'error') {
    const { code, message: sentence, details } = message.error
    job?.reject(new TouchstoneError(code, sentence, details))
  } else answer(state, job, message, slot)
  if (slot) state.passage?.giveBack(slot)
}

function answer(
  state: LaneState,
  job: PendingJob | undefined,
  message: Extract<FromEngine, { kind: 'result' }>,
  slot: Slot | undefined,
): void {
  try {
    job?.resolve(withBytes(state, message, slot))
  } catch (error) {
    job?.reject(new TouchstoneError('engine-failed', `The pixels were lost: ${messageOf(error)}.`))
  }
}

function slotFor(passage: Passage | null, name: EngineJobName): Slot | null {
  if (name === 'read-tile') return passage?.take('tile') ?? null
  return name === 'read-plane' ? (passage?.take('plane') ?? null) : null
}

/** The output as the engine made it, with the bytes that did not travel in the message. */
function withBytes(
  { passage }: LaneState,
  { output, inSlot }: Extract<FromEngine, { kind: 'result' }>,
  slot: Slot | undefined,
): unknown {
  if (inSlot === undefined || slot === undefined || passage === null) return output
  return { ...(output as object), bytes: passage.read(slot, inSlot) }
}

function emptyLane(): LaneState {
  return { process: null, passage: null, abandoned: new Map(), pending: new Map(), ending: null }
}

function endError(ending: 'cancelled' | 'closed' | null, reason: string): TouchstoneError {
  if (ending === 'cancelled') return new TouchstoneError('cancelled', 'The work was cancelled.')
  if (ending === 'closed') return new TouchstoneError('cancelled', 'The program is closing.')
  return new TouchstoneError(
    'engine-died',
    `The engine process ended while it was working on this (${reason}). It has been restarted; the work on this case is lost.`,
    { reason },
  )
}
