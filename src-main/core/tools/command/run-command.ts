/** Runs a tool's program in its folder for results, plain or in a container, and keeps its two texts. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { OutputFile } from '../../engine-port.ts'
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
  if (ending && result.end.kind !== 'exit') await endContainer(ending, folder, stderrPath)
  return { ...result, program: line.program }
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
