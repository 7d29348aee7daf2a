/**
 * A ZEISS `.czann` container: a zip with `model.json`, the ONNX network as `model.model` and maybe
 * `license.txt`. It is read as a description, with the settings of a `<name>.tool.yaml` beside it on top.
 */
import { createHash } from 'node:crypto'
import { open, readFile, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { TouchstoneError } from '../../errors.ts'
import type { AxisSpec } from '../../inference/tensor-spec.ts'
import { describeBareOnnx, parseBareOnnxSettings, readBesideOnnx } from '../bare-onnx.ts'
import type { DescriptionWarning, ModelDescription } from '../description.ts'
import {
  czannDecoding,
  czannManifestSchema,
  czannSettings,
  rangeSentence,
  whyTypeNotRunnable,
  type CzannManifest,
} from './czann-manifest.ts'

export interface CzannContainer {
  readonly manifest: CzannManifest
  /** Of the container without its ending. */
  readonly name: string
  /** The ONNX network, unpacked. */
  readonly weights: string
  readonly hasLicence: boolean
  /** Hexadecimal, of the bytes of model.json. */
  readonly sha256: string
}

export interface CzannReading {
  readonly model: ModelDescription
  readonly warnings: readonly DescriptionWarning[]
  /** Of everything that the description comes from, hexadecimal. */
  readonly sha256: string
}

const manifestName = 'model.json'
const weightsName = 'model.model'
/** Real ones have some hundred bytes. */
const largestManifestBytes = 1024 * 1024

/** By its name; another zip with the two files in it counts too. */
export async function isCzann(path: string, unpacked: string): Promise<boolean> {
  if (/\.czann$/i.test(path)) return true
  const names = await readdir(unpacked)
  return names.includes(manifestName) && names.includes(weightsName)
}

/**
 * What lies in `folder`, where the container `path` was unpacked.
 * @throws TouchstoneError 'model-invalid', 'weights-missing', 'model-not-runnable' (TensorFlow inside)
 */
export async function readCzann(path: string, folder: string): Promise<CzannContainer> {
  const names = await readdir(folder)
  const bytes = await readManifest(path, folder, names)
  const manifest = parseManifest(path, bytes)
  const weights = join(folder, weightsName)
  if (!names.includes(weightsName)) {
    throw new TouchstoneError(
      'weights-missing',
      `${basename(path)} holds no ${weightsName}, which is the network of a .czann container; it holds ${names.slice(0, 10).join(', ')}.`,
    )
  }
  if (await isZipFile(weights)) {
    throw new TouchstoneError(
      'model-not-runnable',
      `${basename(path)} holds a TensorFlow SavedModel, and ONNX is needed. Export the model as ONNX, or import predictions made elsewhere.`,
    )
  }
  return {
    manifest,
    name: basename(path).replace(/\.czann$/i, ''),
    weights,
    hasLicence: names.some((name) => /^licen[cs]e\.txt$/i.test(name)),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}

/** As the manifest says, changed by `parameters`; without them by the tool file beside the container. */
export async function describeCzann(
  path: string,
  folder: string,
  parameters?: Readonly<Record<string, unknown>>,
): Promise<CzannReading> {
  const container = await readCzann(path, folder)
  const reason = whyTypeNotRunnable(container.manifest)
  if (reason !== null) {
    throw new TouchstoneError(
      'model-not-runnable',
      `${basename(path)} cannot be run here: ${reason}. Import predictions made elsewhere.`,
    )
  }
  const changes = parameters ?? (await readBesideOnnx(path)) ?? {}
  const model = described(path, container, changes)
  const stated = Object.entries(changes).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const sha256 =
    stated.length === 0
      ? container.sha256
      : createHash('sha256')
          .update(`${container.sha256}\n${JSON.stringify(stated)}`)
          .digest('hex')
  const isStated = changes['normalisation'] !== undefined
  return {
    model,
    sha256,
    warnings: isStated ? [] : [{ code: 'normalisation-by-format', message: rangeSentence }],
  }
}

function described(
  path: string,
  { manifest, name, hasLicence }: CzannContainer,
  changes: Readonly<Record<string, unknown>>,
): ModelDescription {
  const settings = parseBareOnnxSettings(path, { ...czannSettings(manifest), ...changes })
  const shaped = (id: string, shape: readonly number[]) => [
    { name: id, dtype: 'float32' as const, shape: [null, ...shape] },
  ]
  const graph = {
    inputs: shaped('input', manifest.InputShape),
    outputs: shaped('output', manifest.OutputShape),
  }
  const bare = describeBareOnnx(path, graph, settings)
  const [input] = bare.inputs
  const [weights] = bare.weights
  return {
    ...bare,
    formatVersion: 'czann',
    name: manifest.ModelName?.trim() || name,
    id: manifest.Id,
    version:
      manifest.Version === null || manifest.Version === undefined ? null : String(manifest.Version),
    summary:
      `ZEISS .czann model of the type ${manifest.Type}.` +
      (hasLicence ? ' The container holds a licence text (license.txt).' : ''),
    inputs: [{ ...input!, axes: input!.axes.map((axis) => withPixelSize(axis, manifest)) }],
    weights: [{ ...weights!, source: weightsName }],
    config: { touchstone: { decoding: czannDecoding(manifest) } },
  }
}

/** Metres; 1 and 0 stand for "not stated", and no pixel is larger than a millimetre. */
function withPixelSize(axis: AxisSpec, { Scaling }: CzannManifest): AxisSpec {
  const metres = axis.id === 'x' ? Scaling?.[0] : axis.id === 'y' ? Scaling?.[1] : undefined
  if (metres === undefined || !(metres > 0 && metres < 1e-3)) return axis
  return { ...axis, scale: metres * 1e6, unit: 'micrometer' }
}

async function readManifest(
  path: string,
  folder: string,
  names: readonly string[],
): Promise<Buffer> {
  if (!names.includes(manifestName)) {
    const old = names.find((name) => name.endsWith('.xml'))
    throw new TouchstoneError(
      'model-invalid',
      `${basename(path)} holds no ${manifestName}` +
        (old === undefined
          ? `, so it is no .czann container; it holds ${names.slice(0, 10).join(', ') || 'nothing'}.`
          : ` but ${old}: it is a .czmodel of older ZEN versions. Convert it to .czann with ZEN or the package czmodel.`),
    )
  }
  const { size } = await stat(join(folder, manifestName))
  if (size > largestManifestBytes) {
    throw new TouchstoneError(
      'file-too-large',
      `${manifestName} of ${basename(path)} has ${size} bytes; at most ${largestManifestBytes} are read.`,
    )
  }
  return readFile(join(folder, manifestName))
}

function parseManifest(path: string, bytes: Buffer): CzannManifest {
  let stated: unknown
  try {
    // some editors begin a text with a byte-order mark
    stated = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''))
  } catch {
    throw new TouchstoneError('model-invalid', `${manifestName} of ${basename(path)} is no JSON.`)
  }
  const parsed = czannManifestSchema.safeParse(stated)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new TouchstoneError(
    'model-invalid',
    `${manifestName} of ${basename(path)} is not valid: ${issue?.path.join('.') || 'the document'}: ${issue?.message}.`,
  )
}

async function isZipFile(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(4)
    await file.read(head, 0, 4, 0)
    return head.readUInt32LE(0) === 0x04034b50
  } finally {
    await file.close()
  }
}
