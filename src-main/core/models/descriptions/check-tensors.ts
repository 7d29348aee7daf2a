/** What must hold between the tensors of a description, in every format version. */
import type { AxisSpec } from '../../inference/tensor-spec.ts'
import type { ModelTensor } from '../description.ts'
import type { Operation } from '../processing/operation.ts'
import { addError, type Problems } from './problems.ts'

export function checkTensors(
  problems: Problems,
  inputs: readonly ModelTensor[],
  outputs: readonly ModelTensor[],
): void {
  // what follows from an unreadable tensor would only hide the cause
  if (problems.errors.length > 0) return
  const tensors = [...inputs, ...outputs]
  const fields = [
    ...inputs.map((_, index) => `inputs.${index}`),
    ...outputs.map((_, index) => `outputs.${index}`),
  ]
  tensors.forEach((tensor, index) => {
    const field = fields[index]!
    checkAxisIds(problems, field, tensor)
    const isInput = index < inputs.length
    tensor.axes.forEach((axis, axisIndex) => {
      checkReference(problems, `${field}.axes.${axisIndex}`, axis, tensors)
    })
    checkOperations(problems, field, tensor, isInput ? inputs : tensors)
  })
}

/** 0.4 wants names unique over inputs and outputs; in 0.5 an output may bear the name of an input. */
export function requireUniqueIds(
  problems: Problems,
  field: string,
  tensors: readonly ModelTensor[],
): void {
  const ids = tensors.map((tensor) => tensor.id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) {
    addError(problems, field, `the name ${twice} is used for more than one tensor`)
  }
}

function checkAxisIds(problems: Problems, field: string, tensor: ModelTensor): void {
  const ids = tensor.axes.map((axis) => axis.id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) addError(problems, `${field}.axes`, `the axis ${twice} occurs twice`)
}

function checkReference(
  problems: Problems,
  field: string,
  axis: AxisSpec,
  tensors: readonly ModelTensor[],
): void {
  if (axis.size.kind !== 'reference') return
  const { tensor, axis: id, factor, offset } = axis.size
  const owner = tensors.find((candidate) => candidate.id === tensor)
  const target = owner?.axes.find((candidate) => candidate.id === id)
  if (!target) {
    const known = owner ? owner.axes.map((a) => `${tensor}.${a.id}`) : tensors.map((t) => t.id)
    addError(
      problems,
      `${field}.size`,
      `refers to ${tensor}.${id}, which does not exist; there are ${known.join(', ')}`,
    )
    return
  }
  if (target.size.kind !== 'fixed' && target.size.kind !== 'parametrised') {
    addError(
      problems,
      `${field}.size`,
      `refers to ${tensor}.${id}, whose own size is not stated as a number`,
    )
    return
  }
  const smallest = target.size.kind === 'fixed' ? target.size.value : target.size.min
  const size = Math.floor(smallest * factor + offset)
  if (size - 2 * axis.halo < 1) {
    addError(
      problems,
      field,
      `the smallest size ${size} leaves nothing inside a halo of ${axis.halo} on both sides`,
    )
  }
}

function checkOperations(
  problems: Problems,
  field: string,
  tensor: ModelTensor,
  references: readonly ModelTensor[],
): void {
  for (const operation of tensor.operations) {
    for (const axis of axesOf(operation)) {
      if (tensor.axes.some((known) => known.id === axis) || axis === 'batch') continue
      addError(
        problems,
        field,
        `${operation.kind} names the axis ${axis}, but the tensor has ${tensor.axes.map((a) => a.id).join(', ')}`,
      )
    }
    checkLists(problems, field, tensor, operation)
    const reference = 'reference' in operation ? operation.reference : null
    if (reference !== null && !references.some((known) => known.id === reference)) {
      addError(
        problems,
        field,
        `${operation.kind} refers to the tensor ${reference}, but it may name only ${references.map((t) => t.id).join(', ')}`,
      )
    }
  }
}

function axesOf(operation: Operation): readonly string[] {
  if ('axes' in operation) return operation.axes ?? []
  if ('axis' in operation && operation.axis !== null) return [operation.axis]
  return []
}

function checkLists(
  problems: Problems,
  field: string,
  tensor: ModelTensor,
  operation: Operation,
): void {
  for (const list of listsOf(operation)) {
    if (list.length === 1) continue
    const along = 'axis' in operation ? operation.axis : null
    const size = tensor.axes.find((axis) => axis.id === along)?.size
    if (along === null || (size?.kind === 'fixed' && size.value !== list.length)) {
      const had = size?.kind === 'fixed' ? `has size ${size.value}` : 'is not named'
      addError(
        problems,
        field,
        `${operation.kind} lists ${list.length} values, but the axis they run along ${had}`,
      )
    }
  }
}

function listsOf(operation: Operation): readonly (readonly number[])[] {
  switch (operation.kind) {
    case 'scale_linear':
      return [operation.gain, operation.offset]
    case 'fixed_zero_mean_unit_variance':
      return [operation.mean, operation.std]
    case 'binarize':
      return [operation.threshold]
    default:
      return []
  }
}
