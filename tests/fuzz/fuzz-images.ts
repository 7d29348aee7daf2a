/** Opens seeded damaged copies of images in a process of its own and lists every failure that is no clear error. */
import { fork, type ChildProcess } from 'node:child_process'
import { cpSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createRandom } from '../contract/small-dataset.ts'
import type { Outcome } from './fuzz-child.ts'
import { headersOf } from './headers.ts'
import { mutate, type Random } from './mutate.ts'

export interface FuzzOptions {
  /** Files, or folders of Zarr stores. */
  readonly seeds: readonly string[]
  readonly count: number
  /** For the damaged copies; one that fails stays there. */
  readonly folder: string
  readonly seed: number
  readonly onProgress?: (done: number) => void
}

export interface FuzzReport {
  readonly results: Readonly<Record<string, number>>
  readonly failures: readonly string[]
  readonly slowestSeconds: number
  /** Copies that took longer than a second; they are kept. */
  readonly slow: readonly string[]
  readonly mostResidentBytes: number
}

const hangSeconds = 5
const largestResidentBytes = 2 ** 30
/** A fresh process now and then, so that memory kept by one file is not blamed on a later one. */
const filesPerProcess = 250

export async function fuzzImages(options: FuzzOptions): Promise<FuzzReport> {
  const results: Record<string, number> = {}
  const failures: string[] = []
  let slowestSeconds = 0
  const slow: string[] = []
  let mostResidentBytes = 0
  let child = startChild()
  for (let i = 0; i < options.count; i++) {
    if (i % filesPerProcess === filesPerProcess - 1) child = restarted(child)
    const seed = options.seeds[i % options.seeds.length]!
    const damaged = damage(seed, options.folder, i, createRandom(options.seed * 1_000_003 + i))
    const outcome = await outcomeOf(child, damaged)
    if (child.exitCode !== null || child.signalCode !== null || outcome.result === 'hang')
      child = restarted(child)
    results[outcome.result] = (results[outcome.result] ?? 0) + 1
    slowestSeconds = Math.max(slowestSeconds, outcome.seconds)
    mostResidentBytes = Math.max(mostResidentBytes, outcome.residentBytes)
    const tooLarge = outcome.residentBytes > largestResidentBytes
    if (tooLarge) child = restarted(child)
    const isSlow = outcome.seconds > 1
    if (isSlow)
      slow.push(`${damaged} (of ${seed}): ${outcome.seconds.toFixed(1)} s, ${outcome.result}`)
    if (tooLarge || ['bug', 'internal', 'hang', 'crash'].includes(outcome.result)) {
      const why = tooLarge ? `${outcome.residentBytes} bytes resident` : outcome.result
      failures.push(`${damaged} (of ${seed}): ${why} ${outcome.message}`)
    } else if (!isSlow) rmSync(damaged, { recursive: true, force: true })
    options.onProgress?.(i + 1)
  }
  child.kill('SIGKILL')
  return { results, failures, slow, slowestSeconds, mostResidentBytes }
}

function startChild(): ChildProcess {
  return fork(join(import.meta.dirname, 'fuzz-child.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=1024'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

function restarted(child: ChildProcess): ChildProcess {
  child.kill('SIGKILL')
  return startChild()
}

function outcomeOf(child: ChildProcess, path: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const failed = (result: string, message: string): void => {
      settle({ path, result, message, seconds: hangSeconds, residentBytes: 0 })
    }
    const timer = setTimeout(() => {
      failed('hang', `no answer for ${hangSeconds} s`)
    }, hangSeconds * 1000)
    const onExit = (code: number | null, signal: string | null): void => {
      failed('crash', `exit code ${code}, signal ${signal}`)
    }
    function settle(outcome: Outcome): void {
      clearTimeout(timer)
      child.off('message', settle)
      child.off('exit', onExit)
      resolve(outcome)
    }
    child.once('message', settle)
    child.once('exit', onExit)
    child.send(path)
  })
}

/** A damaged copy beside the others; of a store, one of its files is damaged or gone. */
function damage(seed: string, folder: string, index: number, random: Random): string {
  const copy = join(folder, `${index}-${basename(seed)}`)
  if (!statSync(seed).isDirectory()) {
    const bytes = new Uint8Array(readFileSync(seed))
    writeFileSync(copy, mutate(bytes, headersOf(bytes), random))
    return copy
  }
  cpSync(seed, copy, { recursive: true })
  const files = readdirSync(copy, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const metadata = files.filter((file) => /(\.z\w+|zarr\.json)$/.test(file))
  const among = random() < 0.7 && metadata.length > 0 ? metadata : files
  const file = among[Math.floor(random() * among.length)]!
  if (random() < 0.05) rmSync(file)
  else writeFileSync(file, mutate(new Uint8Array(readFileSync(file)), [0], random))
  return copy
}
