/**
 * Bare weights and the settings that a person found, made ready to be installed: a folder in the cache with
 * the weights, whatever further files they need, and `<name>.tool.yaml`. The same order gives the same folder.
 */
import { createHash } from 'node:crypto'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { stringify } from 'yaml'
import type { BareInstall } from '../../contract/bare-model.ts'
import { toolFileSchema, type ToolFile } from '../../contract/tool-file.ts'
import { TouchstoneError } from '../errors.ts'
import { writeFolderAtomically } from '../images/zarr-writer/write-folder-atomically.ts'
import { requireHash, sha256OfFile } from '../inference/weights-file.ts'
import { withOutput } from '../models/bare/choose-output.ts'
import { copyFurtherFiles } from '../models/bare/further-files.ts'
import { locateWeights, type LocatedWeights } from '../models/bare/locate-weights.ts'
import { describeBareOnnx, parseBareOnnxSettings } from '../models/bare-onnx.ts'
import { fitGraph } from '../models/fit-graph.ts'
import { modelSignature } from './model-io.ts'
import { removeOldest } from './remove-oldest.ts'

export interface PreparedWeights {
  /** The tool file, which names the weights beside it. */
  readonly path: string
  /** Of its bytes, hexadecimal. */
  readonly sha256: string
}

/** Once installed they are needed no more; another window may be installing one now. */
const mostKept = 4

/**
 * @throws TouchstoneError 'tool-invalid' for settings that cannot be, 'model-not-runnable' and others for
 * weights that do not run with them, 'weights-missing', 'not-allowed', 'disk-full', 'folder-read-only'
 */
export async function prepareWeights(
  order: BareInstall,
  cacheDir: string,
): Promise<PreparedWeights> {
  const located = await locateWeights(order.path, cacheDir)
  if (located.problem !== null) throw new TouchstoneError('model-not-runnable', located.problem)
  const settings = parseBareOnnxSettings(order.path, order.settings)
  const name = fileNameOf(order.name)
  const tool = stringify(toolFileOf(order, located, `${name}.onnx`))
  const sha256 = createHash('sha256').update(tool).digest('hex')
  const weightsSha256 = await sha256OfFile(located.weights)
  const id = createHash('sha256').update(`${weightsSha256}\n${sha256}`).digest('hex')
  const parent = join(cacheDir, 'prepared-tools')
  await mkdir(parent, { recursive: true })
  await removeOldest(parent, mostKept - 1)
  const marker = `${name}.tool.yaml`
  await writeFolderAtomically(join(parent, id), marker, async (folder) => {
    const weights = join(folder, `${name}.onnx`)
    await copyFile(located.weights, weights)
    requireHash(located.weights, weightsSha256, await sha256OfFile(weights))
    const graph = await copyFurtherFiles(weights, dirname(located.weights))
    const { model } = fitGraph(
      describeBareOnnx(order.path, graph, settings),
      withOutput(graph, settings.output),
    )
    const { unusable } = modelSignature(model)
    if (unusable !== null) throw new TouchstoneError('model-not-runnable', unusable)
    await writeFile(join(folder, marker), tool)
  })
  return { path: join(parent, id, marker), sha256 }
}

function toolFileOf(
  { name, settings, channel, decoding }: BareInstall,
  { container }: LocatedWeights,
  source: string,
): ToolFile {
  const version = container?.manifest.Version
  return toolFileSchema.parse({
    formatVersion: 1,
    kind: 'model',
    name,
    ...(version ? { version: String(version) } : {}),
    source,
    settings: { channel, ...(decoding ? { decoding } : {}), parameters: settings },
  })
}

/** Letters and digits of any script; what a person wrote stays as the tool's name. */
function fileNameOf(name: string): string {
  const plain = name
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 80)
    .replace(/[.-]+$/, '')
  const isReserved = plain === '' || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain)
  return isReserved ? `model-${plain}` : plain
}
