/**
 * One case through an external program: it runs in an empty folder, what it says is kept, and the one file
 * it was to write is taken as an imported prediction is, with the same checks.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { OutputFile, PredictOutput } from '../../engine-port.ts'
import { TouchstoneError } from '../../errors.ts'
import { digestOfFile } from '../../images/file-digest.ts'
import { parseImageReference } from '../../images/image-reference.ts'
import { importFile } from '../import-prediction.ts'
import { type PredictionWork, secondsSince } from '../prediction-work.ts'
import { commandLine, type CommandTool } from './command-line.ts'
import { endContainerArguments } from './container-arguments.ts'
import { runProgram, type ProgramResult } from './run-program.ts'

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
  const containerName = `touchstone-${randomUUID()}`
  const { caseId, threads } = work
  const line = commandLine(tool, { caseId, image, outputDir: folder, threads, containerName })
  const [stdoutPath, stderrPath] = ['stdout.txt', 'stderr.txt'].map((name) =>
    join(work.outputDir, name),
  ) as [string, string]
  const { limits, container } = tool.stated
  const result = await runProgram({
    ...line,
    ...{ folder, stdoutPath, stderrPath, limits, signal: work.options.signal },
  })
  const ending = container && endContainerArguments(container, containerName)
  if (ending && result.end.kind !== 'exit') await endContainer(ending, folder, stderrPath)
  const written = join(folder, tool.stated.output)
  await requireSuccess(tool, work, result, written)
  const taken = await importFile(written, work)
  await rm(folder, { recursive: true, force: true })
  const said = await Promise.all([saidOf('stdout', stdoutPath), saidOf('stderr', stderrPath)])
  return {
    ...taken,
    outputs: [...taken.outputs, ...said],
    seconds: { ...taken.seconds, program: result.seconds, total: secondsSince(start) },
    notes: [
      `${basename(line.program)} ended after ${result.seconds.toFixed(1)} s${memoryText(result)}.`,
      ...taken.notes.filter((note) => !note.startsWith('Imported from')),
    ],
  }
}

/** A plane of a series or a place within a file is no file that another program could open. */
function requirePlainFile({ image, caseId }: PredictionWork): string {
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
    : reasonOf(stated, { end, seconds })
  const last = lastWords.split('\n').filter(Boolean).slice(-12).join(' | ').slice(-800)
  throw new TouchstoneError(
    'tool-failed',
    `Case ${caseId}: ${stated.program} ${why}.${last === '' ? ' It said nothing.' : ` Its last words: ${last}`}`,
    { case: caseId, program: stated.program },
  )
}

function reasonOf(
  { limits, exitCodes }: CommandTool['stated'],
  { end, seconds }: Pick<ProgramResult, 'end' | 'seconds'>,
): string {
  switch (end.kind) {
    case 'exit':
      return `ended with exit code ${end.code}, and ${exitCodes.join(' or ')} is expected`
    case 'signal':
      return `was ended by the signal ${end.signal} after ${seconds.toFixed(1)} s`
    case 'not-started':
      return end.reason === 'ENOENT'
        ? 'was not found; install it, or give its path'
        : `could not be started (${end.reason})`
    case 'stopped':
      return {
        time: `was stopped with all that it started after ${limits.seconds} s, its limit of time`,
        memory: `was stopped with all that it started when it used more than ${limits.memoryMb} MB, its limit of memory`,
        output: `was stopped with all that it started when it wrote more than ${limits.outputMb} MB, its limit of output`,
        cancelled: 'was stopped with all that it started',
      }[end.by]
  }
}

function memoryText({ peakMemoryBytes }: ProgramResult): string {
  return peakMemoryBytes === null
    ? ''
    : ` and used ${Math.ceil(peakMemoryBytes / 2 ** 20)} MB at most`
}

async function saidOf(role: 'stdout' | 'stderr', path: string): Promise<OutputFile> {
  return { role, path, sha256: await digestOfFile(path) }
}

/** Ending the client leaves the container running. */
async function endContainer(
  [program, ...rest]: readonly string[],
  folder: string,
  stderrPath: string,
): Promise<void> {
  await runProgram({
    program: program!,
    arguments: rest,
    environment: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' },
    folder,
    stdoutPath: `${stderrPath}.end-out`,
    stderrPath: `${stderrPath}.end`,
    limits: { seconds: 30, memoryMb: null, outputMb: 1 },
  })
}
