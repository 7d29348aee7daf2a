/** Runs a tool's program in its folder for results, plain or in a container, and keeps its two texts. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OutputFile } from '../../engine-port.ts'
import { TouchstoneError } from '../../errors.ts'
import { digestOfFile } from '../../images/file-digest.ts'
import {
  type CommandBatch,
  type CommandCase,
  commandLine,
  type CommandTool,
} from './command-line.ts'
import { endContainerArguments } from './container-arguments.ts'
import { runProgram, type ProgramResult } from './run-program.ts'

interface CommandPlaces {
  /** Where `stdout.txt` and `stderr.txt` are kept. */
  readonly textsDir: string
  readonly signal: AbortSignal | undefined
}

/** Whatever it started, its container too, is gone when this returns. Throws what `commandLine` throws. */
export async function runCommand(
  tool: CommandTool,
  work: Omit<CommandCase, 'containerName'> | Omit<CommandBatch, 'containerName'>,
  { textsDir, signal }: CommandPlaces,
): Promise<ProgramResult & { readonly program: string }> {
  const containerName = `touchstone-${randomUUID()}`
  const line = commandLine(tool, { ...work, containerName })
  const { limits, container } = tool.stated
  const folder = work.outputDir
  const [stdoutPath, stderrPath] = textPaths(textsDir)
  const result = await runProgram({ ...line, folder, stdoutPath, stderrPath, limits, signal })
  const ending = container && endContainerArguments(container, containerName)
  if (!ending) return { ...result, program: line.program }
  const isStarted = result.end.kind !== 'exit' && result.end.kind !== 'not-started'
  if (isStarted) await endContainer(ending, containerName)
  // what was measured is the client, which does nothing
  return { ...result, peakMemoryBytes: null, program: line.program }
}

/** What it said, with the hashes. */
export async function textsOf(textsDir: string): Promise<readonly OutputFile[]> {
  const [stdoutPath, stderrPath] = textPaths(textsDir)
  return Promise.all([saidOf('stdout', stdoutPath), saidOf('stderr', stderrPath)])
}

function textPaths(folder: string): [stdout: string, stderr: string] {
  return [join(folder, 'stdout.txt'), join(folder, 'stderr.txt')]
}

async function saidOf(role: 'stdout' | 'stderr', path: string): Promise<OutputFile> {
  return { role, path, sha256: await digestOfFile(path) }
}

/** Ending the client leaves the container running. Throws `tool-failed` where it could not be ended. */
async function endContainer(
  [program, ...rest]: readonly string[],
  containerName: string,
): Promise<void> {
  // not where the container wrote: the limit of output would end this program too
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-end-'))
  try {
    const { end, lastWords } = await runProgram({
      program: program!,
      arguments: rest,
      environment: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' },
      folder,
      stdoutPath: join(folder, 'stdout.txt'),
      stderrPath: join(folder, 'stderr.txt'),
      limits: { seconds: 30, memoryMb: null, outputMb: 16 },
    })
    const isGone = /no (such )?container/i.test(lastWords)
    if ((end.kind === 'exit' && end.code === 0) || isGone) return
    throw new TouchstoneError(
      'tool-failed',
      `The container ${containerName} may still run: ${program} could not end it. ${lastWords || 'It gave no reason.'} End it with: ${[program, ...rest].join(' ')}`,
      { container: containerName },
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
