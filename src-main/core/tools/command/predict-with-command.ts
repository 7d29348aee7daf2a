/**
 * One case through an external program: it runs in an empty folder, what it says is kept, and the one file
 * it was to write is taken as an imported prediction is, with the same checks.
 */
import { mkdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { PredictOutput } from '../../engine-port.ts'
import { TouchstoneError } from '../../errors.ts'
import { parseImageReference } from '../../images/image-reference.ts'
import { importFile } from '../import-prediction.ts'
import { type PredictionWork, secondsSince } from '../prediction-work.ts'
import type { CommandTool } from './command-line.ts'
import { badEnd, lastWordsText, memoryText } from './program-end.ts'
import { runCommand, textsOf } from './run-command.ts'
import type { ProgramResult } from './run-program.ts'

/** Throws `tool-failed` with why the program gave nothing; its texts stay in the case's folder. */
export async function predictWithCommand(
  tool: CommandTool,
  work: PredictionWork,
): Promise<PredictOutput> {
  const start = performance.now()
  const image = requirePlainFile(work)
  const folder = join(work.outputDir, 'command')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const { caseId, threads, options } = work
  const result = await runCommand(
    tool,
    { caseId, image, outputDir: folder, threads },
    { textsDir: work.outputDir, signal: options.signal },
  )
  const written = join(folder, tool.stated.output)
  await requireSuccess(tool, work, result, written)
  const taken = await importFile(written, work)
  await rm(folder, { recursive: true, force: true })
  return {
    ...taken,
    outputs: [...taken.outputs, ...(await textsOf(work.outputDir))],
    seconds: { ...taken.seconds, program: result.seconds, total: secondsSince(start) },
    notes: [
      `${basename(result.program)} ended after ${result.seconds.toFixed(1)} s${memoryText(result)}.`,
      ...taken.notes.filter((note) => !note.startsWith('Imported from')),
    ],
  }
}

/** A plane of a series or a place within a file is no file that another program could open. */
export function requirePlainFile({
  image,
  caseId,
}: Pick<PredictionWork, 'image' | 'caseId'>): string {
  const { path, ...within } = parseImageReference(image)
  if (Object.keys(within).length === 0) return path
  throw new TouchstoneError(
    'tool-invalid',
    `Case ${caseId}: ${image} is a part of a file, which an external program cannot be given. Save it as an image of its own.`,
    { image },
  )
}

async function requireSuccess(
  { stated }: CommandTool,
  { caseId, options }: PredictionWork,
  { end, lastWords, seconds }: ProgramResult,
  written: string,
): Promise<void> {
  if (end.kind === 'stopped' && end.by === 'cancelled' && options.signal?.aborted)
    throw new TouchstoneError('cancelled', `The prediction of case ${caseId} was cancelled.`)
  const isExpected = end.kind === 'exit' && stated.exitCodes.includes(end.code)
  const found = await stat(written).catch(() => null)
  if (isExpected && found !== null) return
  const why = isExpected
    ? `ended well and wrote no ${stated.output}`
    : badEnd(stated, { end, seconds })
  throw new TouchstoneError(
    'tool-failed',
    `Case ${caseId}: ${stated.program} ${why}.${lastWordsText(lastWords)}`,
    { case: caseId, program: stated.program },
  )
}
