/**
 * Puts a model on the shelf of a workspace: staged beside it, opened, tested with its own tensors, then renamed
 * into `tools/<digest>/` in one step. Whatever fails or is killed on the way leaves nothing there.
 */
import { createHash } from 'node:crypto'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { modelCheckSchema, type ModelCheck } from '../../../contract/model-check.ts'
import type { ToolFile } from '../../../contract/tool-file.ts'
import type { Digest } from '../../../contract/words.ts'
import { isTouchstoneError, messageOf, TouchstoneError } from '../../errors.ts'
import { syncFolder, writeAtomically, writeError } from '../../images/write-atomically.ts'
import { resourceFacts, type ResourceFacts } from '../../models/catalogue/resource-facts.ts'
import { checkModel } from '../../models/check-model.ts'
import type { ModelDescription } from '../../models/description.ts'
import { openModel } from '../../models/open-model.ts'
import { openWeights } from '../../models/open-weights.ts'
import { readPackage } from '../../models/packages/read-package.ts'
import { modelSignature } from '../model-io.ts'
import { installLimit } from './free-space.ts'
import { readStoredTool } from './read-stored-tool.ts'
import { stagePackage, type InstallSource, type StagedPackage } from './stage-package.ts'
import { coversIn, documentOf, listFiles, verifyNamed } from './staged-contents.ts'
import {
  checkFolderName,
  storedToolName,
  toolFolderName,
  withPlaces,
  type StoredTool,
} from './stored-tool.ts'

export interface InstallOptions {
  /** `tools` of the workspace. */
  readonly toolsDir: string
  /** A new folder on the same disk, which is removed at the end whatever happens. */
  readonly staging: string
  readonly cacheDir: string
  /** ISO 8601, UTC. */
  readonly installedAt: string
  readonly threads: number
  /** What a person is told that it came from. */
  readonly shownSource: string
  readonly signal?: AbortSignal | undefined
  readonly onProgress?:
    ((progress: { readonly fraction: number; readonly message: string }) => void) | undefined
}

export interface Installed {
  readonly tool: StoredTool
  /** It was there before; nothing was changed. */
  readonly alreadyThere: boolean
}

/** Getting the files is most of the work, testing them the rest. */
const gettingShare = 0.7

/**
 * Throws `model-invalid`, `model-not-runnable`, `weights-missing`, `weights-hash-mismatch`,
 * `model-git-lfs-pointer`, `file-too-large`, `disk-full`, and what reading, unpacking and fetching throw. A
 * model that opens but does not reproduce its test, or of which no image can be given to it, is installed and
 * says so.
 */
export async function installPackage(
  source: InstallSource,
  options: InstallOptions,
): Promise<Installed> {
  const { toolsDir, staging, signal, onProgress } = options
  await mkdir(toolsDir, { recursive: true }).catch((error: unknown) => {
    throw writeError(toolsDir, error)
  })
  await mkdir(staging).catch((error: unknown) => {
    throw writeError(staging, error)
  })
  try {
    const staged = await stagePackage(source, staging, {
      limitBytes: await installLimit(toolsDir),
      signal,
      onProgress: (fraction, message) => {
        onProgress?.({ fraction: fraction * gettingShare, message })
      },
    })
    requireGoingOn(signal)
    onProgress?.({ fraction: gettingShare, message: 'Opening the model' })
    return await shelve(staged, options)
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

async function shelve(staged: StagedPackage, options: InstallOptions): Promise<Installed> {
  const { toolsDir, signal, onProgress } = options
  const document = await documentOf(staged)
  await verifyNamed(staged.folder, document)
  const model = await openedModel(staged.model, options)
  const folder = join(toolsDir, toolFolderName(model.digest))
  const known = await readStoredTool(folder)
  if (known !== null) return { tool: known, alreadyThere: true }
  // A package may bring a file of this name; ours alone counts.
  await rm(join(staged.folder, storedToolName), { recursive: true, force: true })
  const files = await listFiles(staged.folder)
  onProgress?.({ fraction: gettingShare + 0.1, message: 'Running its test tensors' })
  requireGoingOn(signal)
  const check = await test(staged, options)
  requireGoingOn(signal)
  onProgress?.({ fraction: 0.97, message: 'Putting it on the shelf' })
  const facts = resourceFacts(document)
  const tool: StoredTool = {
    formatVersion: 1,
    digest: model.digest,
    entry: staged.entry,
    ...shownFacts(model.description, facts, staged.stated),
    format: formatOf(staged, model.description),
    covers: await coversIn(staged.folder, facts.covers),
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    installedAt: options.installedAt,
    source: options.shownSource,
    ...withPlaces({ check, seam: null }, (place) => relative(staged.folder, place)),
    cannotRun: model.cannotRun,
    descriptionSha256: staged.descriptionSha256,
    files,
  }
  await writeAtomically(join(staged.folder, storedToolName), async (handle) => {
    await handle.writeFile(`${JSON.stringify(tool, null, 2)}\n`)
  })
  return place(staged.folder, folder, tool, toolsDir)
}

/** The rename that makes it installed; another process may have been faster with the same content. */
async function place(
  staged: string,
  folder: string,
  tool: StoredTool,
  toolsDir: string,
): Promise<Installed> {
  try {
    await rename(staged, folder)
  } catch (error) {
    const known = await readStoredTool(folder)
    if (known !== null) return { tool: known, alreadyThere: true }
    // A folder of this name without `installed.json` is nothing that was ever installed.
    const isThere = await stat(folder).catch(() => null)
    if (isThere === null) throw writeError(folder, error)
    await rm(folder, { recursive: true, force: true })
    await rename(staged, folder)
  }
  await syncFolder(toolsDir)
  return { tool, alreadyThere: false }
}

interface Opened {
  readonly digest: Digest
  readonly description: ModelDescription
  readonly cannotRun: string | null
}

async function openedModel(path: string, { cacheDir, threads }: InstallOptions): Promise<Opened> {
  try {
    const model = await openModel(path, { cacheDir, threads })
    const { digest, description } = model
    await model.close()
    return { digest, description, cannotRun: modelSignature(description).unusable }
  } catch (error) {
    if (!isTouchstoneError(error)) throw error
    const found = await readPackage(path, cacheDir)
    if (found.kind !== 'package' || !found.reading.model) throw error
    // Its network opens, or this throws why not; only no image can be given to it.
    const { session, model } = await openWeights(found.reading.model, found.folder, { threads })
    await session.close()
    const parts = [`description ${found.descriptionSha256}`, `weights ${session.sha256}`]
    const hash = createHash('sha256').update(parts.join('\n')).digest('hex')
    return { digest: `sha256:${hash}`, description: model, cannotRun: messageOf(error) }
  }
}

/** What a package's own test says, with what could not be fetched. */
async function test(
  staged: StagedPackage,
  { cacheDir, threads }: InstallOptions,
): Promise<ModelCheck> {
  const keepDir = join(staged.folder, checkFolderName)
  const check = await checkModel(staged.model, { cacheDir, threads, keepDir })
  const warnings = staged.notes.map((message) => ({ code: 'file-not-installed', message }))
  return modelCheckSchema.parse({ ...check, warnings: [...check.warnings, ...warnings] })
}

function shownFacts(
  model: ModelDescription,
  facts: ResourceFacts,
  stated: ToolFile | null,
): Pick<
  StoredTool,
  'name' | 'version' | 'summary' | 'licence' | 'authors' | 'citations' | 'trainedOn'
> {
  return {
    name: stated?.name ?? model.name,
    version: stated?.version ?? model.version ?? facts.version,
    summary: model.summary,
    licence: stated?.licence ?? model.licence ?? facts.licence,
    authors: [...model.authors],
    citations: [...facts.citations],
    trainedOn: facts.trainedOn,
  }
}

function formatOf(staged: StagedPackage, model: ModelDescription): string {
  if (staged.kind === 'czann') return 'ZEISS czann'
  return staged.kind === 'onnx' ? 'ONNX with settings' : `bioimage.io ${model.formatVersion}`
}

function requireGoingOn(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new TouchstoneError('cancelled', 'It was cancelled.')
}
