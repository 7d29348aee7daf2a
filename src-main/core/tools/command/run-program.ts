/**
 * Runs one program within limits of time, memory and output, and keeps what it says. Whatever it started is
 * gone when this returns.
 */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createWriteStream, type WriteStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { endProcesses, processesOf, processMark } from './process-tree.ts'

export interface ProgramOrder {
  readonly program: string
  readonly arguments: readonly string[]
  /** All of it: nothing else is handed on. */
  readonly environment: Readonly<Record<string, string>>
  /** Where it runs and is to write. */
  readonly folder: string
  /** Files for its two texts. */
  readonly stdoutPath: string
  readonly stderrPath: string
  readonly limits: {
    readonly seconds: number
    readonly memoryMb: number | null
    readonly outputMb: number
  }
  readonly signal?: AbortSignal | undefined
}

export type ProgramEnd =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'not-started'; readonly reason: string }
  | { readonly kind: 'stopped'; readonly by: 'time' | 'memory' | 'output' | 'cancelled' }

export interface ProgramResult {
  readonly end: ProgramEnd
  readonly seconds: number
  /** Of the program and its children together, sampled; null where the system does not tell. */
  readonly peakMemoryBytes: number | null
  /** The last of what it wrote to its second text; to the first, where the second is empty. */
  readonly lastWords: string
}

const sampleMs = 200
const lastWordsLength = 2000
/** Where descendants cannot be found, one may hold the texts open for ever. */
const closeGraceMs = 2000

export async function runProgram(order: ProgramOrder): Promise<ProgramResult> {
  const start = performance.now()
  const mark = randomUUID()
  const child = spawn(order.program, order.arguments, {
    cwd: order.folder,
    env: { ...order.environment, [processMark]: mark },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: false,
    windowsHide: true,
    // a group of its own, which can be ended as a whole
    detached: process.platform !== 'win32',
  })
  let stopped: Extract<ProgramEnd, { kind: 'stopped' }>['by'] | null = null
  const stop = (by: NonNullable<typeof stopped>): void => {
    if (stopped !== null) return
    stopped = by
    if (child.pid !== undefined) void endProcesses(child.pid, mark)
    child.kill('SIGKILL')
  }
  const limitBytes = order.limits.outputMb * 2 ** 20
  const texts = [
    keep(child.stdout, order.stdoutPath, limitBytes, stop),
    keep(child.stderr, order.stderrPath, limitBytes, stop),
  ] as const
  const onAbort = (): void => {
    stop('cancelled')
  }
  order.signal?.addEventListener('abort', onAbort)
  if (order.signal?.aborted) onAbort()
  const timer = setTimeout(() => {
    stop('time')
  }, order.limits.seconds * 1000)
  let peak: number | null = null
  let isOver = false
  const watching = (async () => {
    while (!isOver && child.pid !== undefined) {
      const found = await processesOf(child.pid, mark)
      const bytes = found.reduce((sum, { residentBytes }) => sum + residentBytes, 0)
      if (found.length > 0) peak = Math.max(peak ?? 0, bytes)
      const { memoryMb } = order.limits
      if (memoryMb !== null && bytes > memoryMb * 2 ** 20) stop('memory')
      if ((await bytesBelow(order.folder)) > limitBytes) stop('output')
      await new Promise((resolve) => setTimeout(resolve, sampleMs))
    }
  })()
  const closed = new Promise((resolve) => child.once('close', resolve))
  const ended = await endOf(child)
  isOver = true
  clearTimeout(timer)
  order.signal?.removeEventListener('abort', onAbort)
  // what it left running would go on writing, and holds its texts open
  if (child.pid !== undefined) {
    await endProcesses(child.pid, mark)
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, closeGraceMs))])
  }
  await Promise.all([watching, ...texts.map(({ done }) => done())])
  return {
    end: stopped === null ? ended : { kind: 'stopped', by: stopped },
    seconds: (performance.now() - start) / 1000,
    peakMemoryBytes: peak,
    lastWords: texts[1].last().trim() || texts[0].last().trim(),
  }
}

function endOf(child: ReturnType<typeof spawn>): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ kind: 'not-started', reason: error.code ?? error.message })
    })
    child.once('exit', (code, signal) => {
      resolve(
        code === null ? { kind: 'signal', signal: signal ?? 'unknown' } : { kind: 'exit', code },
      )
    })
  })
}

interface KeptText {
  last(): string
  done(): Promise<void>
}

/** To the file as it comes, up to the limit; a program that floods is stopped. */
function keep(
  from: NodeJS.ReadableStream | null,
  path: string,
  limitBytes: number,
  stop: (by: 'output') => void,
): KeptText {
  const file: WriteStream = createWriteStream(path)
  let bytes = 0
  let last = ''
  let failed: Error | null = null
  file.on('error', (error) => (failed = error))
  from?.on('data', (part: Buffer) => {
    bytes += part.length
    if (bytes > limitBytes) {
      stop('output')
      return
    }
    last = (last + part.toString('utf8')).slice(-lastWordsLength)
    if (!file.write(part)) {
      from.pause()
      file.once('drain', () => from.resume())
    }
  })
  return {
    last: () => last,
    done: async () => {
      from?.removeAllListeners('data')
      await new Promise<void>((resolve) => {
        file.end(() => {
          resolve()
        })
        if (failed !== null) resolve()
      })
      if (failed !== null) throw failed
    },
  }
}

async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
