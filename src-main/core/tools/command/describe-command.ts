/** What is known of an external program before it runs: above all, what exactly would be run. */
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { access, readdir, stat } from 'node:fs/promises'
import { basename, delimiter, dirname, join } from 'node:path'
import type { ToolDescription } from '../../../contract/tools.ts'
import type { Digest, Json } from '../../../contract/words.ts'
import { digestOf } from '../../canonical-json.ts'
import { isTouchstoneError } from '../../errors.ts'
import { digestOfFile } from '../../images/file-digest.ts'
import {
  commandLine,
  type CommandTool,
  modelPath,
  programPath,
  shownCommand,
} from './command-line.ts'

/** Reads files and runs nothing. */
export async function describeCommand(
  reference: string,
  tool: CommandTool,
): Promise<ToolDescription> {
  const { stated, path } = tool
  const name = stated.name ?? basename(dirname(path))
  const vendor = stated.vendor === undefined ? '' : ` Stated by its vendor: ${stated.vendor}`
  return {
    reference,
    kind: 'command',
    name,
    version: stated.version ?? 'not stated',
    digest: await commandDigest(tool),
    tasks: [...stated.tasks],
    settings: stated.settings,
    licence: stated.licence ?? null,
    authors: [],
    summary: `An external program, run once ${stated.per === 'case' ? 'per case' : 'for all cases together'}: ${shownCommand(tool)}.${vendor}`,
    warnings: [confinement(tool)],
    cannotRun: await whyNot(tool),
  }
}

function confinement({ stated: { container, limits, per } }: CommandTool): string {
  const memory = limits.memoryMb === null ? 'no limit of memory' : `${limits.memoryMb} MB of memory`
  const limited = `${limits.seconds} s ${per === 'case' ? 'per case' : 'for all cases'}, ${memory}, ${limits.outputMb} MB of output`
  return container === undefined
    ? `This program runs with your rights and can read and change what you can: it is not confined, only limited (${limited}).`
    : `Runs in a container without network that sees the ${per === 'case' ? 'image' : 'images'} and nothing else of this machine (${limited}).`
}

/** Of the file's content, the program or the container's digest, and the model. */
async function commandDigest(tool: CommandTool): Promise<Digest> {
  const { formatVersion, kind, per, ...stated } = tool.stated
  const program = tool.stated.container === undefined ? await findProgram(tool) : null
  const model = modelPath(tool)
  return digestOf({
    kind,
    formatVersion,
    // what ran once per case before this could be chosen keeps its digest
    ...(per === 'case' ? {} : { per }),
    stated: stated as unknown as Json,
    program: program === null ? null : await digestOfFile(program),
    model: model === null ? null : await digestOfModel(model),
  })
}

async function digestOfModel(path: string): Promise<Digest | null> {
  const found = await stat(path).catch(() => null)
  if (found === null) return null
  if (found.isFile()) return digestOfFile(path)
  const entries = await readdir(path, { withFileTypes: true, recursive: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  const hash = createHash('sha256')
  for (const file of files)
    hash.update(`${file.slice(path.length).replaceAll('\\', '/')}\0${await digestOfFile(file)}\n`)
  return `sha256:${hash.digest('hex')}`
}

async function whyNot(tool: CommandTool): Promise<string | null> {
  const { container, program } = tool.stated
  const model = modelPath(tool)
  if (model !== null && (await stat(model).catch(() => null)) === null)
    return `Its model ${model} does not exist.`
  const unfilled = whyNotFilled(tool)
  if (unfilled !== null) return unfilled
  if (container !== undefined)
    return (await onPath(container.engine)) === null
      ? `${container.engine} is not installed here.`
      : null
  return (await findProgram(tool)) === null
    ? `The program ${program} is not there, or may not be run; install it, or give its path.`
    : null
}

/** Its arguments are filled as a run would, so that a name in braces that is not there is told before. */
function whyNotFilled(tool: CommandTool): string | null {
  const shared = { outputDir: 'outputs', threads: 1, containerName: 'none' }
  const work =
    tool.stated.per === 'case'
      ? { ...shared, caseId: 'case', image: 'image.tif' }
      : { ...shared, inputsDir: 'inputs' }
  try {
    commandLine(tool, work)
    return null
  } catch (error) {
    if (!isTouchstoneError(error)) throw error
    return error.message
  }
}

/** Absolute path, null where it cannot be run. */
async function findProgram(tool: CommandTool): Promise<string | null> {
  const path = programPath(tool)
  if (!/[\\/]/.test(path)) return onPath(path)
  return (await canRun(path)) ? path : null
}

async function onPath(name: string): Promise<string | null> {
  const endings =
    process.platform === 'win32' ? ['', ...(process.env['PATHEXT'] ?? '').split(';')] : ['']
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const ending of endings) {
      const path = join(folder, name + ending)
      if (folder !== '' && (await canRun(path))) return path
    }
  }
  return null
}

async function canRun(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return (
    found?.isFile() === true &&
    access(path, constants.X_OK).then(
      () => true,
      () => false,
    )
  )
}
