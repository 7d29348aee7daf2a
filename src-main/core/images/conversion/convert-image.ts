/**
 * Runs a converter on one file. The result stands under its final name whole or not at all; a cancelled
 * or failed conversion leaves nothing behind.
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Conversion } from '../../../contract/images.ts'
import { TouchstoneError } from '../../errors.ts'
import { removeStale } from '../write-atomically.ts'
import { findConverters, type Converter } from './find-converters.ts'

export interface ConvertOptions {
  readonly program?: Conversion['program'] | undefined
  readonly signal?: AbortSignal | undefined
  readonly onProgress?:
    ((progress: { readonly fraction: number; readonly message: string }) => void) | undefined
  /** Where programs are looked for; the PATH of this process where absent. */
  readonly searchPath?: string | undefined
}

const keptOutput = 4000
/** A program that does not end when asked is ended. */
const graceMs = 5000

/**
 * Gives the path of the converted image in `outputDir`, which is made; one that is there already is taken.
 * TouchstoneError 'format-not-supported' (no such program, or it failed; with the last it said), 'cancelled'.
 */
export async function convertImage(
  path: string,
  outputDir: string,
  options: ConvertOptions = {},
): Promise<{ readonly path: string }> {
  const { program, signal, searchPath } = options
  const converters = await findConverters(searchPath)
  const converter = converters.find((each) => program === undefined || each.program === program)
  if (converter === undefined) {
    throw new TouchstoneError(
      'format-not-supported',
      `${path} cannot be converted: ${program ?? 'neither bfconvert nor bioformats2raw'} is${program ? ' not' : ''} on the PATH of this machine.`,
      { path, converters: converters.map((each) => each.program) },
    )
  }
  requireGoingOn(path, signal)
  const folder = resolve(outputDir)
  await mkdir(folder, { recursive: true })
  const { name, extension } = outputName(path, converter)
  const output = join(folder, name + extension)
  if (await isThere(output)) return { path: output }
  await removeStale(output)
  // the program tells the format from the end of the name
  const part = `.${name}${extension}.${randomBytes(6).toString('hex')}.part${extension}`
  try {
    await run(converter, argumentsFor(converter, resolve(path), part), folder, path, options)
    await rename(join(folder, part), output)
    return { path: output }
  } finally {
    await rm(join(folder, part), { recursive: true, force: true })
  }
}

/** Only letters that no program takes for a pattern. */
function outputName(path: string, { program }: Converter): { name: string; extension: string } {
  const stem = basename(path).replace(/\.[^.]*$/, '')
  const name = stem.replaceAll(/[^\p{L}\p{N}_-]+/gu, '_').slice(0, 80) || 'image'
  return { name, extension: program === 'bfconvert' ? '.ome.tif' : '.ome.zarr' }
}

/** The output is named relative to the folder in which the program runs. */
function argumentsFor({ program }: Converter, input: string, output: string): string[] {
  return program === 'bfconvert'
    ? ['-no-upgrade', '-bigtiff', '-compression', 'zlib', input, output]
    : [input, output]
}

function run(
  { program, executable }: Converter,
  args: readonly string[],
  folder: string,
  path: string,
  { signal, onProgress }: ConvertOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(executable, args, {
      cwd: folder,
      shell: false,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    let said = ''
    let killing: NodeJS.Timeout | undefined
    const stop = (): void => {
      child.kill('SIGTERM')
      killing = setTimeout(() => child.kill('SIGKILL'), graceMs)
    }
    const listen = (text: string): void => {
      said = (said + text).slice(-keptOutput)
      const progress = progressOf(text)
      if (progress !== undefined) onProgress?.(progress)
    }
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8')
      stream.on('data', listen)
    }
    signal?.addEventListener('abort', stop, { once: true })
    if (signal?.aborted === true) stop()
    const end = (why: string | undefined): void => {
      clearTimeout(killing)
      signal?.removeEventListener('abort', stop)
      if (signal?.aborted === true) reject(cancelled(path))
      else if (why === undefined) resolve()
      else reject(failed(path, program, why, said))
    }
    child.on('error', (error) => end(error.message))
    child.on('close', (code, killedBy) =>
      end(code === 0 ? undefined : `it ended with ${killedBy ?? `status ${code}`}`),
    )
  })
}

/** bfconvert writes `converted 3/10 planes (30%)`. */
function progressOf(text: string): { fraction: number; message: string } | undefined {
  const found = [...text.matchAll(/(\d+)\/(\d+) planes/g)].at(-1)
  if (found === undefined || Number(found[2]) === 0) return undefined
  const fraction = Math.min(1, Number(found[1]) / Number(found[2]))
  return { fraction, message: `${found[1]} of ${found[2]} planes converted` }
}

function failed(path: string, program: string, why: string, said: string): TouchstoneError {
  const tail = said.trim().split('\n').slice(-6).join('\n')
  const last = tail.split('\n').at(-1)?.trim() ?? ''
  return new TouchstoneError(
    'format-not-supported',
    `${program} could not convert ${path}: ${why}${last === '' ? '' : ` and said "${last.slice(0, 200)}"`}.`,
    { path, program, output: tail },
  )
}

function requireGoingOn(path: string, signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw cancelled(path)
}

function cancelled(path: string): TouchstoneError {
  return new TouchstoneError('cancelled', `The conversion of ${path} was cancelled.`, { path })
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
