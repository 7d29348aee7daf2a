/** Reads a description of format 0.5 (as of bioimageio.spec 0.5.7). */
import { z } from 'zod'
import type { TensorType } from '../../inference/tensor.ts'
import type { ModelDescription, ModelTensor } from '../description.ts'
import type { Operation } from '../processing/operation.ts'
import { concatenable05, readAxes05 } from './axes-0-5.ts'
import { checkCitations } from './about.ts'
import { checkTensors, requireUniqueIds } from './check-tensors.ts'
import { dataOf05, dataSchema05, dataTypeOf05 } from './data-0-5.ts'
import { resolveFactors05 } from './factors-0-5.ts'
import { fileSchema } from './file.ts'
import { networkAxes, readDecoding05 } from './decoding-0-5.ts'
import { readOperations05 } from './operations-0-5.ts'
import { addError, parseField, type Problems } from './problems.ts'
import { modelResourceSchema05, resourceFields } from './resource.ts'
import { readWeights } from './weights.ts'

const tensorFields = {
  id: z.string().min(1).max(32).optional(),
  description: z.string().nullish(),
  axes: z.unknown().optional(),
  test_tensor: fileSchema.nullish(),
  sample_tensor: fileSchema.nullish(),
  data: dataSchema05.nullish(),
}
const inputSchema = z.strictObject({
  ...tensorFields,
  optional: z.boolean().nullish(),
  preprocessing: z.unknown().optional(),
})
const outputSchema = z.strictObject({ ...tensorFields, postprocessing: z.unknown().optional() })
const tensorListsSchema = z.looseObject({
  inputs: z.array(z.unknown()).min(1),
  outputs: z.array(z.unknown()).min(1),
  weights: z.unknown().optional(),
})

export function readDescription05(problems: Problems, document: unknown): ModelDescription | null {
  const resource = parseField(problems, '', modelResourceSchema05, document)
  const lists = parseField(problems, '', tensorListsSchema, document)
  if (!lists) return null
  const inputs = lists.inputs.flatMap((value, index) => readInput(problems, index, value))
  const outputs = lists.outputs.flatMap((value, index) => readOutput(problems, index, value))
  const resolvedInputs = resolve(problems, 'inputs', inputs, inputs)
  const resolvedOutputs = resolve(problems, 'outputs', outputs, [...inputs, ...outputs])
  requireUniqueIds(problems, 'inputs', inputs)
  requireUniqueIds(problems, 'outputs', outputs)
  checkTensors(problems, resolvedInputs, resolvedOutputs)
  const weights = readWeights(problems, lists.weights)
  const originals = weights.filter((entry) => entry.parent === null)
  if (weights.length > 0 && originals.length !== 1) {
    const names = originals.map((entry) => entry.format).join(', ') || 'none'
    addError(problems, 'weights', `exactly one entry must have no parent, but it is: ${names}`)
  }
  const fields = resource && resourceFields(resource)
  if (fields) checkCitations(problems, fields.about)
  if (!fields || problems.errors.length > 0) return null
  return { ...fields, inputs: resolvedInputs, outputs: resolvedOutputs, weights }
}

function readInput(problems: Problems, index: number, value: unknown): ModelTensor[] {
  const field = `inputs.${index}`
  const written = parseField(problems, field, inputSchema, value)
  if (!written) return []
  const dtype = dataTypeOf05(written.data)
  const steps = readOperations05(problems, `${field}.preprocessing`, written.preprocessing)
  const operations: Operation[] =
    steps[0]?.kind === 'ensure_dtype' ? steps : [{ kind: 'ensure_dtype', dtype }, ...steps]
  return [
    {
      ...tensorOf(problems, field, written, 'input'),
      dtype,
      optional: written.optional ?? false,
      operations: endInType(operations, dtype),
    },
  ]
}

function readOutput(problems: Problems, index: number, value: unknown): ModelTensor[] {
  const field = `outputs.${index}`
  const written = parseField(problems, field, outputSchema, value)
  if (!written) return []
  const path = `${field}.postprocessing`
  const { decoding, before } = readDecoding05(problems, path, written.postprocessing)
  const steps = readOperations05(problems, path, before)
  const tensor = tensorOf(problems, field, written, 'output')
  // what is described is the label image; the network itself gives real numbers
  const dtype = decoding ? 'float32' : dataTypeOf05(written.data)
  return [
    {
      ...tensor,
      ...(decoding ? { decoding } : {}),
      dtype,
      optional: false,
      operations: endInType(steps, dtype),
    },
  ]
}

function tensorOf(
  problems: Problems,
  field: string,
  written: z.infer<typeof inputSchema> | z.infer<typeof outputSchema>,
  defaultId: string,
) {
  const axes = readAxes05(problems, `${field}.axes`, written.axes)
  return {
    id: written.id ?? defaultId,
    description: written.description ?? '',
    axes,
    data: dataOf05(problems, field, written.data, axes),
    concatenable: concatenable05(written.axes),
    testTensor: written.test_tensor ?? null,
    sampleTensor: written.sample_tensor ?? null,
  }
}

/** The specification casts to the described type last, unless the chain ends in a cast or binarize. */
function endInType(operations: readonly Operation[], dtype: TensorType): readonly Operation[] {
  const last = operations.at(-1)?.kind
  if (last === 'ensure_dtype' || last === 'binarize') return operations
  return [...operations, { kind: 'ensure_dtype', dtype }]
}

function resolve(
  problems: Problems,
  field: string,
  tensors: readonly ModelTensor[],
  all: readonly ModelTensor[],
): ModelTensor[] {
  return tensors.map((tensor, index) => {
    const axes = resolveFactors05(problems, `${field}.${index}.axes`, tensor.axes, all)
    return { ...tensor, axes: tensor.decoding ? networkAxes(axes, tensor.decoding) : axes }
  })
}
