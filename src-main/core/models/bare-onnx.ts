/**
 * A bare `.onnx` file as a model: what a description would say comes from the graph and from
 * `settings.parameters` of `<name>.tool.yaml` (or of the tool that names it).
 */
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { toolFileSchema } from '../../contract/tool-file.ts'
import { TouchstoneError } from '../errors.ts'
import type { GraphValue } from '../inference/ort-tensor.ts'
import type { AxisSpec } from '../inference/tensor-spec.ts'
import type { ModelDescription, ModelTensor } from './description.ts'
import { axesSchema04, axisNames04 } from './descriptions/axes-0-4.ts'
import { readYaml } from './descriptions/read-yaml.ts'
import type { Operation } from './processing/operation.ts'

/** Parameters that a bare ONNX file understands. */
export const bareOnnxSchema = z.strictObject({
  /** Letters of b, c, z, y, x, t in the order of the network's input, for instance `bcyx`. */
  inputAxes: axesSchema04,
  /** Of the output; that of the input where absent. */
  outputAxes: axesSchema04.optional(),
  /** `x * gain + offset` before normalisation, for instance gain 0.00392156862745098 for 8 bits. */
  gain: z.number().default(1),
  offset: z.number().default(0),
  normalisation: z.enum(['none', 'zero-mean-unit-variance', 'percentile']).default('none'),
  minPercentile: z.number().min(0).lt(100).default(1),
  maxPercentile: z.number().gt(0).max(100).default(99.8),
  activation: z.enum(['none', 'sigmoid', 'softmax']).default('none'),
  /** Unreliable pixels at each edge of a tile. */
  haloPx: z.number().int().nonnegative().default(0),
  /** Sizes the graph leaves open are multiples of this. */
  sizeMultiple: z.number().int().positive().default(16),
  /** Output pixels per input pixel where the graph leaves sizes open. */
  outputScale: z.number().positive().default(1),
})
export type BareOnnxSettings = z.infer<typeof bareOnnxSchema>

/** The settings beside the file, or null where there is no `<name>.tool.yaml`. */
export async function readBesideOnnx(path: string): Promise<Record<string, unknown> | null> {
  const file = join(dirname(path), `${basename(path).replace(/\.onnx$/i, '')}.tool.yaml`)
  const bytes = await readFile(file).catch(() => null)
  if (!bytes) return null
  const parsed = toolFileSchema.safeParse(readYaml(bytes, file))
  if (parsed.success) return parsed.data.settings.parameters
  const [issue] = parsed.error.issues
  throw new TouchstoneError(
    'tool-invalid',
    `${file} is no tool file: ${issue?.path.join('.')}: ${issue?.message}.`,
  )
}

export function parseBareOnnxSettings(path: string, parameters: unknown): BareOnnxSettings {
  const parsed = bareOnnxSchema.safeParse(parameters)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new TouchstoneError(
    'tool-invalid',
    `The settings of ${basename(path)} are not usable: ${issue?.path.join('.')}: ${issue?.message}.`,
  )
}

export function noSettingsMessage(path: string): string {
  const name = basename(path)
  return (
    `${name} is a bare ONNX file without settings: it does not say which axes its input has or how images are ` +
    `normalised. Put a ${name.replace(/\.onnx$/i, '')}.tool.yaml beside it (kind: model, source: ${name}, ` +
    `settings.parameters.inputAxes: bcyx ...), or use a bioimage.io package.`
  )
}

/** The graph's only input and first output, described. */
export function describeBareOnnx(
  path: string,
  graph: { readonly inputs: readonly GraphValue[]; readonly outputs: readonly GraphValue[] },
  settings: BareOnnxSettings,
): ModelDescription {
  const [input, ...otherInputs] = graph.inputs
  const [output] = graph.outputs
  if (!input || !output || otherInputs.length > 0) {
    throw new TouchstoneError(
      'model-not-runnable',
      `${basename(path)} takes ${graph.inputs.length} inputs; a bare ONNX file with exactly one is supported. Others need a bioimage.io description.`,
    )
  }
  const inputAxes = axesOf(path, input, settings.inputAxes, settings)
  const outputLetters = settings.outputAxes ?? settings.inputAxes
  requireRank(path, output, outputLetters)
  const outputTensor: ModelTensor = {
    ...emptyTensor,
    id: 'output',
    dtype: output.dtype,
    axes: axisNames04(outputLetters).map((id, position) =>
      outputAxis(id, output.shape[position] ?? null, inputAxes, settings),
    ),
    operations: activationOf(settings),
  }
  return {
    formatVersion: 'bare-onnx',
    name: basename(path).replace(/\.onnx$/i, ''),
    summary: 'Bare ONNX weights with settings given by a person.',
    version: null,
    id: null,
    authors: [],
    licence: null,
    documentation: null,
    tags: [],
    runMode: null,
    inputs: [
      {
        ...emptyTensor,
        id: 'input',
        dtype: 'float32',
        axes: inputAxes,
        operations: normalisationOf(settings, axisNames04(settings.inputAxes)),
      },
    ],
    outputs: [outputTensor],
    weights: [
      {
        format: 'onnx',
        source: basename(path),
        sha256: null,
        parent: null,
        comment: null,
        opsetVersion: null,
        externalData: null,
      },
    ],
    trainingData: null,
    config: null,
  }
}

const emptyTensor = {
  description: '',
  optional: false,
  testTensor: null,
  sampleTensor: null,
} as const

function axesOf(
  path: string,
  value: GraphValue,
  letters: string,
  settings: BareOnnxSettings,
): AxisSpec[] {
  requireRank(path, value, letters)
  return axisNames04(letters).map((id, position): AxisSpec => {
    const size = value.shape[position] ?? null
    const type = typeOf(id)
    const base = { id, type, scale: 1, unit: null, halo: 0, channelNames: [] }
    if (size !== null) return { ...base, size: { kind: 'fixed', value: size } }
    if (type === 'batch') return { ...base, size: { kind: 'any' } }
    if (type === 'channel') return { ...base, size: { kind: 'fixed', value: 1 } }
    const step = settings.sizeMultiple
    return { ...base, size: { kind: 'parametrised', min: step, step } }
  })
}

function outputAxis(
  id: string,
  size: number | null,
  inputAxes: readonly AxisSpec[],
  settings: BareOnnxSettings,
): AxisSpec {
  const type = typeOf(id)
  const base = { id, type, scale: 1, unit: null, channelNames: [] }
  const source = inputAxes.find((axis) => axis.id === id)
  if (type !== 'space' || !source) {
    return {
      ...base,
      halo: 0,
      size: size === null ? { kind: 'any' } : { kind: 'fixed', value: size },
    }
  }
  const factor =
    size !== null && source.size.kind === 'fixed' ? size / source.size.value : settings.outputScale
  return {
    ...base,
    halo: settings.haloPx * factor,
    size: { kind: 'reference', tensor: 'input', axis: id, factor, offset: 0 },
  }
}

function typeOf(id: string): AxisSpec['type'] {
  return id === 'batch' || id === 'channel' || id === 'time' || id === 'index' ? id : 'space'
}

function requireRank(path: string, value: GraphValue, letters: string): void {
  if (value.shape.length === letters.length) return
  throw new TouchstoneError(
    'axes-mismatch',
    `${value.name} of ${basename(path)} has ${value.shape.length} dimensions, but the settings give it the axes "${letters}".`,
  )
}

function normalisationOf(settings: BareOnnxSettings, axes: readonly string[]): Operation[] {
  const { gain, offset } = settings
  const statisticAxes = axes.filter((axis) => axis !== 'batch' && axis !== 'channel')
  const operations: Operation[] = [{ kind: 'ensure_dtype', dtype: 'float32' }]
  if (gain !== 1 || offset !== 0) {
    operations.push({ kind: 'scale_linear', gain: [gain], offset: [offset], axis: null })
  }
  if (settings.normalisation === 'zero-mean-unit-variance') {
    operations.push({ kind: 'zero_mean_unit_variance', axes: statisticAxes, eps: 1e-6 })
  }
  if (settings.normalisation === 'percentile') {
    const { minPercentile, maxPercentile } = settings
    operations.push({
      kind: 'scale_range',
      axes: statisticAxes,
      minPercentile,
      maxPercentile,
      eps: 1e-6,
      reference: null,
    })
  }
  return operations
}

function activationOf({ activation }: BareOnnxSettings): Operation[] {
  if (activation === 'sigmoid') return [{ kind: 'sigmoid' }]
  if (activation === 'softmax') return [{ kind: 'softmax', axis: 'channel' }]
  return []
}
