/** From a command's file to what is run, for one case or for all; also how it is shown before anything runs. */
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import type { CommandFile } from '../../../contract/command-file.ts'
import { containerArguments } from './container-arguments.ts'
import { fillArgument, type CommandValues } from './fill-arguments.ts'

export interface CommandTool {
  /** Of the tool.yaml. */
  readonly path: string
  readonly stated: CommandFile
}

export interface CommandCase {
  readonly caseId: string
  readonly image: string
  /** New and empty; what the program writes lands here. */
  readonly outputDir: string
  readonly threads: number
  readonly containerName: string
}

/** All cases at once. */
export interface CommandBatch {
  /** Images, each named as its result is to be; nothing may be written there. */
  readonly inputsDir: string
  /** New and empty. */
  readonly outputDir: string
  readonly threads: number
  readonly containerName: string
}

type CommandWork = CommandCase | CommandBatch

export interface CommandLine {
  readonly program: string
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

export function modelPath({ path, stated }: CommandTool): string | null {
  return stated.model === undefined ? null : resolve(dirname(path), stated.model)
}

/** A name without a slash is looked up on the PATH; anything else lies beside the file. */
export function programPath({ path, stated }: CommandTool): string {
  const { program, container } = stated
  const isName = !/[\\/]/.test(program)
  if (container !== undefined || isName || isAbsolute(program)) return program
  return resolve(dirname(path), program)
}

/** Throws `tool-invalid` for unknown names in braces and `not-allowed` for paths a container cannot be given. */
export function commandLine(tool: CommandTool, work: CommandWork): CommandLine {
  const { stated } = tool
  const model = modelPath(tool)
  const own =
    stated.container === undefined
      ? ownPlaces(work, model, stated)
      : boxedPlaces(work, model, stated)
  const values: CommandValues = { ...own, threads: String(work.threads) }
  const filled = stated.arguments.map((text) => fillArgument(text, values))
  const stating = Object.fromEntries(
    Object.entries(stated.environment).map(([name, text]) => [name, fillArgument(text, values)]),
  )
  const command = [programPath(tool), ...filled] as const
  if (stated.container === undefined)
    return {
      program: command[0],
      arguments: filled,
      environment: { ...surroundings(work), ...stating },
    }
  const [program, ...rest] = containerArguments({
    container: stated.container,
    name: work.containerName,
    mounts: mountsOf(work, model),
    environment: stating,
    memoryMb: stated.limits.memoryMb,
    seconds: stated.limits.seconds,
    threads: work.threads,
    user: userOf(),
    command,
  })
  return { program: program!, arguments: rest, environment: surroundings(work) }
}

/** For people: quoted where needed, with the names in braces as they stand. */
export function shownCommand({ stated }: CommandTool): string {
  const parts = [stated.program, ...stated.arguments].map((part) =>
    /^[\w@%+=:,./{}-]+$/.test(part) ? part : `'${part.replaceAll("'", "'\\''")}'`,
  )
  const within = stated.container ? `${stated.container.engine}: ${stated.container.image}: ` : ''
  return within + parts.join(' ')
}

function ownPlaces(
  work: CommandWork,
  model: string | null,
  { output }: CommandFile,
): CommandValues {
  return {
    ...('inputsDir' in work
      ? { inputs: work.inputsDir, outputs: work.outputDir }
      : { input: work.image, output: join(work.outputDir, output), case: work.caseId }),
    ...(model === null ? {} : { model }),
  }
}

const inside = '/touchstone'

function boxedPlaces(
  work: CommandWork,
  model: string | null,
  { output }: CommandFile,
): CommandValues {
  return {
    ...('inputsDir' in work
      ? { inputs: `${inside}/input`, outputs: `${inside}/output` }
      : {
          input: `${inside}/input/${basename(work.image)}`,
          output: `${inside}/output/${output}`,
          case: work.caseId,
        }),
    ...(model === null ? {} : { model: `${inside}/model/${basename(model)}` }),
  }
}

function mountsOf(work: CommandWork, model: string | null) {
  return [
    'inputsDir' in work
      ? { from: work.inputsDir, to: `${inside}/input`, isWritable: false }
      : { from: work.image, to: `${inside}/input/${basename(work.image)}`, isWritable: false },
    { from: work.outputDir, to: `${inside}/output`, isWritable: true },
    ...(model === null
      ? []
      : [{ from: model, to: `${inside}/model/${basename(model)}`, isWritable: false }]),
  ]
}

/** What programs need to start at all; no keys and tokens of the person at the machine. */
function surroundings({ outputDir, threads }: CommandWork): Record<string, string> {
  const kept = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'SystemRoot', 'USERPROFILE', 'PATHEXT', 'COMSPEC']
  const present = kept.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(present),
    ...{ TMPDIR: outputDir, TEMP: outputDir, TMP: outputDir },
    OMP_NUM_THREADS: String(threads),
  }
}

function userOf(): { uid: number; gid: number } | null {
  const [uid, gid] = [process.getuid?.(), process.getgid?.()]
  return uid === undefined || gid === undefined ? null : { uid, gid }
}
