/** A model from wherever it is, complete in a folder of its own beside the shelf, ready to be looked at. */
import { copyFile, mkdir, open, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { createHash } from 'node:crypto'
import { TouchstoneError } from '../../errors.ts'
import { writeError } from '../../images/write-atomically.ts'
import { copyFurtherFiles } from '../../models/bare/further-files.ts'
import { toolFileBeside } from '../../models/bare-onnx.ts'
import type { ToolFile } from '../../../contract/tool-file.ts'
import type { Reach } from '../../models/download/address-reach.ts'
import { fetchFile } from '../../models/download/fetch-file.ts'
import { locateDescription } from '../../models/packages/locate-description.ts'
import { resolveTool } from '../resolve-tool.ts'
import { localiseDescription } from './localise-description.ts'
import { gatherPackage, type GatherOptions } from './gather-package.ts'

/** A path on this machine, or an address of a collection that was read. */
export type InstallSource =
  | {
      readonly kind: 'path'
      readonly path: string
      /** From a collection: files that its description names on the web may be fetched too. */
      readonly web: Reach | null
    }
  | {
      readonly kind: 'address'
      readonly address: string
      readonly origin: Reach
      /** Of the description that lies there, hexadecimal. */
      readonly sha256: string | null
    }

export interface StagedPackage {
  readonly folder: string
  readonly kind: 'package' | 'czann' | 'onnx'
  /** The file in `folder` that an evaluation names as the tool; empty where the folder itself is it. */
  readonly entry: string
  /** What is opened as the model: the folder, or a file in it. */
  readonly model: string
  /** Hexadecimal, of the description as it was received; null where there is none. */
  readonly descriptionSha256: string | null
  readonly notes: readonly string[]
  /** What a `tool.yaml` beside the weights says of them. */
  readonly stated: ToolFile | null
}

const largestDescription = 2 * 1024 * 1024

/** `staging` must exist and be empty. Throws what reading, unpacking, copying and fetching throw. */
export async function stagePackage(
  source: InstallSource,
  staging: string,
  options: Omit<GatherOptions, 'web'>,
): Promise<StagedPackage> {
  if (source.kind === 'path')
    return stagePath(source.path, staging, { ...options, web: source.web })
  const fetched = join(staging, 'fetched')
  const { address, origin, sha256 } = source
  const download = await fetchFile(address, fetched, {
    origin,
    limitBytes: options.limitBytes,
    sha256,
    signal: options.signal,
    onBytes: (bytes, size) => {
      options.onProgress?.(size === null || size === 0 ? 0 : bytes / size, `Getting ${address}`)
    },
  })
  if (await isZip(fetched)) return stagePath(fetched, staging, { ...options, web: null })
  if (download.bytes > largestDescription) {
    throw new TouchstoneError(
      'format-not-supported',
      `${address} is neither a zip nor a description of at most ${largestDescription} bytes.`,
    )
  }
  const folder = join(staging, 'tool')
  const place = { kind: 'web', address } as const
  const described = { bytes: await readFile(fetched), place }
  const { notes } = await gatherPackage(described, folder, { ...options, web: origin })
  const descriptionSha256 = download.sha256
  return {
    folder,
    model: folder,
    kind: 'package',
    entry: '',
    descriptionSha256,
    notes,
    stated: null,
  }
}

async function stagePath(
  path: string,
  staging: string,
  options: GatherOptions,
): Promise<StagedPackage> {
  const folder = join(staging, 'tool')
  if (isToolFile(path)) return stageToolFile(path, staging, folder, options)
  const found = await locateDescription(path, staging)
  if (found.kind !== 'description') {
    const settings = toolFileBeside(path)
    if (await isThere(settings)) return stageToolFile(settings, staging, folder, options)
    await mkdir(folder)
    // A container that came from the web has no name of its own.
    const name = found.kind === 'czann' && !/\.czann$/i.test(path) ? 'model.czann' : basename(path)
    const model = join(folder, name)
    await copy(path, model, options.limitBytes)
    if (found.kind === 'onnx') await copyFurtherFiles(model, dirname(path))
    return {
      folder,
      model,
      kind: found.kind,
      entry: name,
      descriptionSha256: null,
      notes: [],
      stated: null,
    }
  }
  const bytes = await readFile(found.path)
  const descriptionSha256 = createHash('sha256').update(bytes).digest('hex')
  const staged = {
    folder,
    model: folder,
    kind: 'package',
    entry: '',
    descriptionSha256,
    stated: null,
  } as const
  if (found.folder.startsWith(staging)) {
    await rename(found.folder, folder)
    return { ...staged, notes: [] }
  }
  const place = { kind: 'file', path: found.path } as const
  const { notes } = await gatherPackage({ bytes, place }, folder, options)
  return { ...staged, notes }
}

/** Bare weights with a `tool.yaml` that names them: both, side by side, the settings by the weights' name. */
async function stageToolFile(
  path: string,
  staging: string,
  folder: string,
  options: GatherOptions,
): Promise<StagedPackage> {
  const tool = await resolveTool(path)
  if (tool.kind !== 'model' || tool.stated === null) {
    throw new TouchstoneError('tool-invalid', `${path} names no model; only models are installed.`)
  }
  const found = await locateDescription(tool.path, staging)
  if (found.kind === 'description') {
    throw new TouchstoneError(
      'tool-invalid',
      `${path} names ${tool.path}, a package with a description of its own; install that.`,
    )
  }
  await mkdir(folder)
  const model = join(folder, basename(tool.path))
  await copy(tool.path, model, options.limitBytes)
  if (found.kind === 'onnx') await copyFurtherFiles(model, dirname(tool.path))
  const bytes = await readFile(path)
  const names = new Map([[tool.stated.source, basename(tool.path)]])
  const settings = toolFileBeside(model)
  await writeFile(settings, localiseDescription(bytes, names, path))
  const descriptionSha256 = createHash('sha256').update(bytes).digest('hex')
  return {
    folder,
    model,
    kind: found.kind,
    entry: basename(settings),
    descriptionSha256,
    notes: [],
    stated: tool.stated,
  }
}

function isToolFile(path: string): boolean {
  return /(^|[\\/.])tool\.ya?ml$/i.test(path)
}

async function copy(from: string, to: string, limitBytes: number): Promise<void> {
  const { size } = await stat(from)
  if (size > limitBytes)
    throw new TouchstoneError(
      'file-too-large',
      `${from} has ${size} bytes, and at most ${limitBytes} can be installed here.`,
    )
  await copyFile(from, to).catch((error: unknown) => {
    throw writeError(to, error)
  })
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(4)
    await file.read(head, 0, 4, 0)
    return head.readUInt32LE(0) === 0x04034b50
  } finally {
    await file.close()
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}
