/**
 * Reads a description of format 0.4 directly: converting it to 0.5 first would lose the mode of
 * `scale_range` and `scale_mean_variance`.
 */
import { z } from 'zod'
import type { DataDescription, ModelDescription, ModelTensor } from '../description.ts'
import type { Operation } from '../processing/operation.ts'
import {
  axesSchema04,
  inputAxes04,
  inputShapeSchema04,
  outputAxes04,
  outputShapeSchema04,
} from './axes-0-4.ts'
import { checkCitations } from './about.ts'
import { checkTensors, requireUniqueIds } from './check-tensors.ts'
import { fileSchema } from './file.ts'
import { readOperations04 } from './operations-0-4.ts'
import { addError, parseField, type Problems } from './problems.ts'
import { modelResourceSchema, resourceFields } from './resource.ts'
import { readWeights } from './weights.ts'
import { tensorTypes } from '../../inference/tensor.ts'

const tensorFields = {
  name: z.string().min(1),
  description: z.string().nullish(),
  axes: axesSchema04,
  /** Only informs; written with infinities in many ways. */
  data_range: z.unknown().optional(),
}
const inputSchema = z.strictObject({
  ...tensorFields,
  data_type: z.enum(['float32', 'uint8', 'uint16']),
  shape: inputShapeSchema04,
  preprocessing: z.unknown().optional(),
})
const outputSchema = z.strictObject({
  ...tensorFields,
  data_type: z.enum(tensorTypes),
  shape: outputShapeSchema04,
  halo: z.array(z.number().int().nonnegative()).nullish(),
  postprocessing: z.unknown().optional(),
})
const listsSchema = z.looseObject({
  inputs: z.array(inputSchema).min(1),
  outputs: z.array(outputSchema).min(1),
  test_inputs: z.array(fileSchema).min(1),
  test_outputs: z.array(fileSchema).min(1),
  sample_inputs: z.array(fileSchema).nullish(),
  sample_outputs: z.array(fileSchema).nullish(),
  weights: z.unknown().optional(),
})
type Lists = z.infer<typeof listsSchema>

export function readDescription04(problems: Problems, document: unknown): ModelDescription | null {
  const resource = parseField(problems, '', modelResourceSchema, document)
  const lists = parseField(problems, '', listsSchema, document)
  if (!lists) return null
  const inputs = lists.inputs.map((_, index) => readInput(problems, lists, index))
  const outputs = lists.outputs.map((_, index) => readOutput(problems, lists, index))
  requireTests(problems, 'test_inputs', lists.test_inputs.length, inputs.length)
  requireTests(problems, 'test_outputs', lists.test_outputs.length, outputs.length)
  requireUniqueIds(problems, 'outputs', [...inputs, ...outputs])
  checkTensors(problems, inputs, outputs)
  const weights = readWeights(problems, lists.weights)
  const fields = resource && resourceFields(resource)
  if (fields) checkCitations(problems, fields.about)
  if (!fields || problems.errors.length > 0) return null
  return { ...fields, inputs, outputs, weights }
}

function readInput(problems: Problems, lists: Lists, index: number): ModelTensor {
  const written = lists.inputs[index]!
  const field = `inputs.${index}`
  const steps = readOperations04(
    problems,
    `${field}.preprocessing`,
    written.preprocessing,
    written.axes,
  )
  const operations: Operation[] = [
    { kind: 'ensure_dtype', dtype: written.data_type },
    ...steps,
    // whatever the input's type, the network gets float32
    { kind: 'ensure_dtype', dtype: 'float32' },
  ]
  return {
    id: written.name,
    description: written.description ?? '',
    axes: inputAxes04(problems, field, written.axes, written.shape),
    dtype: written.data_type,
    data: dataOf(written.data_range),
    concatenable: [],
    operations,
    optional: false,
    testTensor: lists.test_inputs[index] ?? null,
    sampleTensor: lists.sample_inputs?.[index] ?? null,
  }
}

function readOutput(problems: Problems, lists: Lists, index: number): ModelTensor {
  const written = lists.outputs[index]!
  const field = `outputs.${index}`
  const axesOf = (name: string) =>
    lists.inputs.find((input) => input.name === name)?.axes ??
    lists.outputs.find((output) => output.name === name)?.axes
  return {
    id: written.name,
    description: written.description ?? '',
    axes: outputAxes04(problems, field, written.axes, written.shape, written.halo ?? null, axesOf),
    dtype: written.data_type,
    data: dataOf(written.data_range),
    concatenable: [],
    operations: readOperations04(
      problems,
      `${field}.postprocessing`,
      written.postprocessing,
      written.axes,
    ),
    optional: false,
    testTensor: lists.test_outputs[index] ?? null,
    sampleTensor: lists.sample_outputs?.[index] ?? null,
  }
}

function dataOf(range: unknown): DataDescription[] {
  if (!Array.isArray(range) || range.length !== 2) return []
  const [from, to] = range.map((end: unknown) =>
    typeof end === 'number' && Number.isFinite(end) ? end : null,
  ) as [number | null, number | null]
  return [{ kind: 'measured', range: [from, to], unit: null, scale: 1, offset: null }]
}

function requireTests(problems: Problems, field: string, found: number, wanted: number): void {
  if (found === wanted) return
  addError(problems, field, `lists ${found} test tensors, but there are ${wanted} tensors`)
}
