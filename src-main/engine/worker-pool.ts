/**
 * A pool of worker threads inside the engine: metrics run here, so that the engine's own thread stays
 * free for inference. Jobs wait in order for a free thread; a thread that ends rejects its job.
 */
import { Worker } from 'node:worker_threads'
import { TouchstoneError } from '../core/errors.ts'
import type { WireError } from './protocol.ts'

export interface WorkerJob {
  readonly name: string
  readonly input: unknown
}

export type WorkerAnswer =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly error: WireError }

interface Waiting {
  readonly job: WorkerJob
  readonly resolve: (output: unknown) => void
  readonly reject: (error: Error) => void
}

export interface WorkerPool {
  run(job: WorkerJob): Promise<unknown>
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
      worker.postMessage(waiting.job)
    }
  }

  function start(): Worker {
    const worker = new Worker(workerPath)
    threads.add(worker)
    worker.on('message', (answer: WorkerAnswer) => {
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
    run: (job) =>
      new Promise((resolve, reject) => {
        queue.push({ job, resolve, reject })
        pump()
      }),
    async close() {
      await Promise.all([...threads].map((worker) => worker.terminate()))
    },
  }
}
