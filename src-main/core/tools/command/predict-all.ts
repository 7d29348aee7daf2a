/**
 * One process for all cases: the images lie in a folder under their case's names, the program writes results of
 * the same names into another, and how it ended is kept beside them for the cases to be taken one by one.
 */
import { mkdir, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { counted } from '../../counted.ts'
import type { JobOptions, PredictAllInput } from '../../engine-port.ts'
import { TouchstoneError } from '../../errors.ts'
import { resolveTool } from '../resolve-tool.ts'
import type { CommandTool } from './command-line.ts'
import { giveInputs, type GivenInput } from './give-inputs.ts'
import { badEnd, memoryText } from './program-end.ts'
import { type ProgramEnding, readEnding, resultsFolder, writeEnding } from './program-ending.ts'
import { runCommand, textsOf } from './run-command.ts'
import type { ProgramResult } from './run-program.ts'

/**
 * The folder of the program's run; null for a tool that does not take all cases at once. What ran to its end
 * for these cases is not run again. Throws `cancelled`, `tool-invalid`, `disk-full`.
 */
export async function predictAll(
  { reference, cases, outputDir, threads }: PredictAllInput,
  { signal, onProgress }: JobOptions = {},
): Promise<{ readonly folder: string } | null> {
  const resolved = await resolveTool(reference)
  if (resolved.kind !== 'command' || resolved.tool.stated.per === 'case') return null
  const { tool } = resolved
  const before = await foldersOf(outputDir)
  const last = before.at(-1)
  if (last !== undefined && (await hasEndedFor(last, cases))) return { folder: last }
  for (const folder of before) await removePixels(folder)

  const folder = join(outputDir, String(before.length + 1))
  const [inputsDir, outputs] = [join(folder, 'inputs'), resultsFolder(folder)]
  await Promise.all([inputsDir, outputs].map((path) => mkdir(path, { recursive: true })))
  try {
    const given = await giveInputs(cases, inputsDir, {
      isShielded: tool.stated.container !== undefined,
      signal,
    })
    const images = counted(given.filter(({ refused }) => refused === null).length, 'image')
    onProgress?.({ fraction: 0, message: `runs once for ${images}` })
    const work = { inputsDir, outputDir: outputs, threads }
    const result = await runCommand(tool, work, { textsDir: folder, signal })
    if (signal?.aborted)
      throw new TouchstoneError('cancelled', `${tool.stated.program} was cancelled.`)
    await removeIrregular(outputs)
    await writeEnding(folder, await endingOf(tool, given, result, folder))
  } finally {
    await rm(inputsDir, { recursive: true, force: true })
  }
  return { folder }
}

async function endingOf(
  { stated }: CommandTool,
  given: readonly GivenInput[],
  result: ProgramResult & { readonly program: string },
  folder: string,
): Promise<ProgramEnding> {
  const { end, seconds, lastWords } = result
  const isExpected = end.kind === 'exit' && stated.exitCodes.includes(end.code)
  const program = basename(result.program)
  const images = counted(given.length, 'image')
  return {
    ...{ program: stated.program, seconds, lastWords, cases: given },
    failure: isExpected ? null : badEnd(stated, { end, seconds }),
    note: `${program} ran once for ${images} and ended after ${seconds.toFixed(1)} s${memoryText(result)}; the time of a case is its share.`,
    texts: await textsOf(folder),
  }
}

async function foldersOf(outputDir: string): Promise<readonly string[]> {
  const names = await readdir(outputDir).catch(() => [])
  return names
    .filter((name) => /^\d+$/.test(name))
    .toSorted((a, b) => Number(a) - Number(b))
    .map((name) => join(outputDir, name))
}

async function hasEndedFor(
  folder: string,
  cases: readonly { readonly id: string }[],
): Promise<boolean> {
  const ending = await readEnding(folder).catch(() => null)
  const known = new Set(ending?.cases.map(({ id }) => id))
  return ending !== null && cases.every(({ id }) => known.has(id))
}

/** Of a start that was interrupted; what it said stays. */
async function removePixels(folder: string): Promise<void> {
  for (const path of [join(folder, 'inputs'), resultsFolder(folder)])
    await rm(path, { recursive: true, force: true })
}

/** A link may lead anywhere, and what is neither file nor folder may never be read to its end. */
async function removeIrregular(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  for (const entry of entries)
    if (!entry.isFile() && !entry.isDirectory()) await rm(join(entry.parentPath, entry.name))
}
