/**
 * Questions to the HDF5 library, which runs in a thread of its own. One question is under way at a time;
 * the thread is made anew after a failure inside the library or where an answer does not come in time,
 * and ends when nobody has needed it for a while.
 */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { TouchstoneError } from '../../errors.ts'
import { isOnLocalDisk } from '../local-disk.ts'
import type { Hdf5Answers, Hdf5Message, Hdf5Question, Hdf5Reply } from './hdf5-protocol.ts'

/** Longer than any honest answer about names, types and attributes takes on a disk of this machine. */
const localAnswerMs = 4500
/** A network drive may have to wake up. */
const remoteAnswerMs = 30_000
/** Values decode faster than this, slowly on the slowest machine. */
const slowestBytesPerMs = 10_000
const idleMs = 10_000
const undecidedMs = 1000

let thread: Worker | undefined
let idleTimer: NodeJS.Timeout | undefined
let last: Promise<unknown> = Promise.resolve()
const answerTimes = new Map<string, Promise<number>>()

/**
 * `workBytes`: bytes that have to be decoded for the answer. TouchstoneError 'format-corrupt',
 * 'unsupported-encoding' (naming the filter), or 'file-unreadable'.
 */
export async function askHdf5<Kind extends Hdf5Question['kind']>(
  path: string,
  question: Extract<Hdf5Question, { kind: Kind }>,
  workBytes = 0,
): Promise<Hdf5Answers[Kind]> {
  const answerMs = await answerMsFor(path)
  if (question.kind === 'close') answerTimes.delete(path)
  const turn = last.then(() => ask({ path, question }, answerMs + workBytes / slowestBytesPerMs))
  last = turn.catch(() => undefined)
  const reply = await turn
  if ('answer' in reply) return reply.answer as Hdf5Answers[Kind]
  throw failureOf(path, question, reply.trace)
}

/** Asked once per file: the question about a vanished drive has no answer either. */
function answerMsFor(path: string): Promise<number> {
  let known = answerTimes.get(path)
  if (known === undefined) {
    const undecided = new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(false), undecidedMs).unref()
    })
    known = Promise.race([isOnLocalDisk(path), undecided]).then((isLocal) =>
      isLocal ? localAnswerMs : remoteAnswerMs,
    )
    answerTimes.set(path, known)
  }
  return known
}

function ask(message: Hdf5Message, withinMs: number): Promise<Hdf5Reply> {
  clearTimeout(idleTimer)
  if (thread?.threadId === -1) thread = undefined // it ended on its own
  const worker = (thread ??= new Worker(threadPath(), { stdout: true, stderr: true }))
  worker.ref()
  return new Promise((resolve) => {
    const onError = (error: unknown): void => finish({ trace: String(error), isBroken: true })
    const onExit = (): void => finish({ trace: 'the thread ended', isBroken: true })
    const timer = setTimeout(() => finish({ trace: noAnswer(withinMs), isBroken: true }), withinMs)
    worker.on('message', finish)
    worker.on('error', onError)
    worker.on('exit', onExit)
    worker.postMessage(message)

    function finish(reply: Hdf5Reply): void {
      clearTimeout(timer)
      worker.off('message', finish)
      worker.off('exit', onExit)
      if ('isBroken' in reply && reply.isBroken) {
        if (thread === worker) thread = undefined
        void worker.terminate()
      } else {
        worker.off('error', onError)
        worker.unref()
        idleTimer = setTimeout(endThread, idleMs).unref()
      }
      resolve(reply)
    }
  })
}

function endThread(): void {
  const ended = thread
  thread = undefined
  void ended?.terminate()
}

/** Beside this source; in a built program an entry of its own, beside or above the file that holds this code. */
function threadPath(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const source = join(here, 'hdf5-thread.ts')
  if (existsSync(source)) return source
  const beside = join(here, 'hdf5-thread.js')
  return existsSync(beside) ? beside : join(here, '..', 'hdf5-thread.js')
}

const noAnswer = (ms: number): string => `no answer within ${Math.round(ms / 100) / 10} s`

function failureOf(path: string, question: Hdf5Question, trace: string): TouchstoneError {
  const filter =
    /required filter '([^']+)'|filter '?([\w-]+)'? is not (?:registered|available)/i.exec(trace)
  if (filter !== null) {
    const name = filter[1] ?? filter[2]!
    return new TouchstoneError(
      'unsupported-encoding',
      `${path}: its pixels are compressed with the filter ${name}, which is not read; save them with gzip.`,
      { path, filter: name },
    )
  }
  const cut = /truncated file: eof = (\d+).*stored_eof = (\d+)/.exec(trace)
  if (cut !== null) {
    const [sizeBytes, neededBytes] = [Number(cut[1]), Number(cut[2])]
    return new TouchstoneError(
      'file-truncated',
      `${path} is truncated: ${neededBytes} bytes are needed and ${sizeBytes} are there; copy or export it again.`,
      { path, neededBytes, sizeBytes },
    )
  }
  const part = 'dataset' in question ? `/${question.dataset.replace(/^\//, '')}` : 'its structure'
  return new TouchstoneError(
    'format-corrupt',
    `${path}: ${part} cannot be read (${reasonOf(trace)}); the file is damaged or was not closed when it was written. Copy or export it again.`,
    { path },
  )
}

/** The innermost message of the library's trace, in one line. */
function reasonOf(trace: string): string {
  const steps = [...trace.matchAll(/in \w+\(\): (.+)/g)].map((match) => match[1]!)
  const found = steps.at(-1) ?? trace.split('\n')[0] ?? ''
  const reason = found
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/\/hdf5\/\d+/g, 'the file')
    .slice(0, 120)
  return reason === '' ? 'no reason was given' : reason
}
