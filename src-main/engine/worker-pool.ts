/**
 * A pool of worker threads inside the engine: metrics and decoding run here, so that the engine's own thread
 * stays free. Jobs wait in order for a free thread; a thread that ends rejects its job. A thread that is at
 * something large may offer a part of it to threads that are idle at that moment.
 */
import { Worker, type Transferable } from 'node:worker_threads'
import { TouchstoneError } from '../core/errors.ts'
import type { WireError } from './protocol.ts'

export interface WorkerJob {
  readonly name: string
  readonly input: unknown
}

export type WorkerAnswer =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly error: WireError }

/** Sent by a thread while it is at a job. */
export interface WorkerOffer {
  readonly offer: WorkerJob
  readonly most: number
}

/** Threads that are idle take the job, each for itself and at most so many; it does not wait for any, and its output is lost. */
export type Offer = (job: WorkerJob, most: number) => void

interface Waiting {
  readonly job: WorkerJob
  readonly transfer: readonly Transferable[]
  readonly resolve: (output: unknown) => void
  readonly reject: (error: Error) => void
}

export interface RunOptions {
  /** Buffers within the input that the thread gets, and this one loses. */
  readonly transfer?: readonly Transferable[]
  /** A job that nobody waits for is not begun; one that runs is left alone, and its output lost. */
  readonly signal?: AbortSignal | undefined
}

export interface WorkerPool {
  run(job: WorkerJob, options?: RunOptions): Promise<unknown>
  readonly offer: Offer
  close(): Promise<void>
}

export function createWorkerPool(workerPath: string, size: number): WorkerPool {
  const queue: Waiting[] = []
  const threads = new Set<Worker>()
  const idle: Worker[] = []
  const busy = new Map<Worker, Waiting>()

  function pump(): void {
    while (queue.length > 0) {
      const worker = idle.pop() ?? (threads.size < size ? start() : undefined)
      if (!worker) return
      const waiting = queue.shift()!
      busy.set(worker, waiting)
      worker.postMessage(waiting.job, waiting.transfer)
    }
  }

  function offer(job: WorkerJob, most: number): void {
    for (let taken = 0; taken < most; taken++) {
      const worker = idle.pop() ?? (threads.size < size ? start() : undefined)
      if (!worker) return
      busy.set(worker, { job, transfer: [], resolve: ignore, reject: ignore })
      worker.postMessage(job)
    }
  }

  function start(): Worker {
    const worker = new Worker(workerPath)
    threads.add(worker)
    worker.on('message', (answer: WorkerAnswer | WorkerOffer) => {
      if ('offer' in answer) {
        offer(answer.offer, answer.most)
        return
      }
      const waiting = busy.get(worker)
      busy.delete(worker)
      idle.push(worker)
      if (answer.ok) waiting?.resolve(answer.output)
      else
        waiting?.reject(
          new TouchstoneError(answer.error.code, answer.error.message, answer.error.details),
        )
      pump()
    })
    const lost = (why: string): void => {
      threads.delete(worker)
      const at = idle.indexOf(worker)
      if (at >= 0) idle.splice(at, 1)
      const waiting = busy.get(worker)
      busy.delete(worker)
      waiting?.reject(
        new TouchstoneError('engine-failed', `A worker thread of the engine ended: ${why}.`),
      )
      pump()
    }
    worker.on('error', (error: unknown) => {
      lost(error instanceof Error ? error.message : String(error))
    })
    worker.on('exit', (code) => {
      if (threads.has(worker)) lost(`exit code ${code}`)
    })
    return worker
  }

  return {
    offer,
    run: (job, { transfer = [], signal } = {}) =>
      new Promise((resolve, reject) => {
        const waiting = { job, transfer, resolve, reject }
        const cancel = (): void => {
          const at = queue.indexOf(waiting)
          if (at >= 0) queue.splice(at, 1)
          reject(new TouchstoneError('cancelled', 'Nobody waits for this work any more.'))
        }
        if (signal?.aborted === true) {
          cancel()
          return
        }
        signal?.addEventListener('abort', cancel, { once: true })
        const forget = (): void => signal?.removeEventListener('abort', cancel)
        queue.push({
          ...waiting,
          resolve: (output) => {
            forget()
            resolve(output)
          },
          reject: (error) => {
            forget()
            reject(error)
          },
        })
        pump()
      }),
    async close() {
      await Promise.all([...threads].map((worker) => worker.terminate()))
    },
  }
}

function ignore(): void {
  // whoever offered a job does without an answer
}
