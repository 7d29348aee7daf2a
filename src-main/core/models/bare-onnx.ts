/**
 * A bare `.onnx` file as a model: what a description would say comes from the graph and from
 * `settings.parameters` of `<name>.tool.yaml` (or of the tool that names it).
 */
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { toolFileSchema } from '../../contract/tool-file.ts'
import { TouchstoneError } from '../errors.ts'
import { inputAxesOf, outputAxesFor } from './bare/bare-axes.ts'
import { inputOperations, outputOperations } from './bare/bare-operations.ts'
import type { BareOnnxSettings } from './bare/bare-settings.ts'
import type { ModelDescription } from './description.ts'
import { nothingSaid } from './descriptions/about.ts'
import { readYaml } from './descriptions/read-yaml.ts'
import type { Graph } from './fit-graph.ts'

export {
  bareOnnxSchema,
  parseBareOnnxSettings,
  statedSettings,
  type BareOnnxSettings,
} from './bare/bare-settings.ts'

/** `<name>.tool.yaml` beside the weights or the container `<name>.onnx`, `<name>.czann`. */
export function toolFileBeside(path: string): string {
  return join(dirname(path), `${basename(path).replace(/\.(onnx|czann)$/i, '')}.tool.yaml`)
}

/** The settings beside the file, or null where there is no `<name>.tool.yaml`. */
export async function readBesideOnnx(path: string): Promise<Record<string, unknown> | null> {
  const file = toolFileBeside(path)
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

export function noSettingsMessage(path: string): string {
  const name = basename(path)
  return (
    `${name} is a bare ONNX file without settings: it does not say which axes its input has or how images are ` +
    `normalised. Put a ${name.replace(/\.onnx$/i, '')}.tool.yaml beside it (kind: model, source: ${name}, ` +
    `settings.parameters.inputAxes: bcyx ...), or use a bioimage.io package.`
  )
}

/**
 * The graph's only input and the output that the settings name, described.
 * @throws TouchstoneError 'model-not-runnable', 'axes-mismatch', 'shape-mismatch', 'tool-invalid'
 */
export function describeBareOnnx(
  path: string,
  graph: Graph,
  settings: BareOnnxSettings,
): ModelDescription {
  const [input, ...otherInputs] = graph.inputs
  const output = graph.outputs[settings.output]
  if (input && !output && graph.outputs.length > 0) throw noSuchOutput(path, graph, settings)
  if (!input || !output || otherInputs.length > 0) {
    throw new TouchstoneError(
      'model-not-runnable',
      `${basename(path)} takes ${graph.inputs.length} inputs; a bare ONNX file with exactly one is supported. Others need a bioimage.io description.`,
    )
  }
  const inputAxes = inputAxesOf(path, input, settings)
  const outputAxes = outputAxesFor(path, output, inputAxes, settings)
  requireChannels(path, settings, inputAxes, outputAxes)
  const ids = (axes: typeof inputAxes): string[] => axes.map((axis) => axis.id)
  const operations = inputOperations(settings, ids(inputAxes), input.dtype)
  const [first] = operations
  return {
    formatVersion: 'bare-onnx',
    name: basename(path).replace(/\.onnx$/i, ''),
    summary: 'Bare ONNX weights with settings given by a person.',
    version: null,
    id: null,
    authors: [],
    about: nothingSaid,
    licence: null,
    documentation: null,
    tags: [],
    runMode: null,
    inputs: [
      {
        ...emptyTensor,
        id: 'input',
        dtype: first?.kind === 'ensure_dtype' ? first.dtype : 'float32',
        axes: inputAxes,
        operations,
      },
    ],
    outputs: [
      {
        ...emptyTensor,
        id: 'output',
        dtype: output.dtype,
        axes: outputAxes,
        operations: outputOperations(settings, ids(outputAxes)),
      },
    ],
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
  data: [],
  concatenable: [],
  optional: false,
  testTensor: null,
  sampleTensor: null,
} as const

function noSuchOutput(path: string, graph: Graph, { output }: BareOnnxSettings): TouchstoneError {
  const names = graph.outputs.map(({ name }, index) => `${index}: ${name}`).join(', ')
  return new TouchstoneError(
    'tool-invalid',
    `The settings of ${basename(path)} ask for output ${output}, but the network has ${graph.outputs.length} (${names}).`,
  )
}

/** What is stated per channel needs as many channels. */
function requireChannels(
  path: string,
  settings: BareOnnxSettings,
  inputAxes: ReturnType<typeof inputAxesOf>,
  outputAxes: ReturnType<typeof outputAxesFor>,
): void {
  const { mean, std, normalisation, activation } = settings
  const channel = inputAxes.find((axis) => axis.type === 'channel')
  const channels = channel?.size.kind === 'fixed' ? channel.size.value : 1
  for (const [name, list] of Object.entries({ mean, std })) {
    if (normalisation !== 'fixed' || list.length === 1 || list.length === channels) continue
    throw new TouchstoneError(
      'tool-invalid',
      `The settings of ${basename(path)} state ${list.length} values of ${name}, but the network takes ${channels} channels.`,
    )
  }
  if (activation !== 'softmax' || outputAxes.some((axis) => axis.type === 'channel')) return
  throw new TouchstoneError(
    'tool-invalid',
    `The settings of ${basename(path)} ask for a softmax, which goes over channels, but the output has none.`,
  )
}
