/** What came out of a model against what its package stores: value by value, or labels by their objects. */
import type { Tensor } from '../inference/tensor.ts'
import { areLabels, compareLabels, type LabelComparison } from './compare-labels.ts'
import { compareTensors, largestMagnitude, type DifferenceHistogram } from './compare-tensors.ts'
import type { ModelDescription, ModelTensor } from './description.ts'
import { toleranceFor, type Tolerance } from './test-tolerance.ts'

export interface OutputComparison {
  readonly id: string
  readonly comparedAs: 'values' | 'labels'
  readonly passed: boolean
  /** Of labels: 1 where a pixel belongs to other objects. */
  readonly maxAbsDifference: number
  readonly percentile99AbsDifference: number
  readonly mismatched: number
  readonly mismatchedPerMillion: number
  readonly objects: LabelComparison['objects'] | null
  readonly histogram: DifferenceHistogram | null
}

export interface ComparedOutput {
  readonly comparison: OutputComparison
  readonly tolerance: Tolerance
  /** Actual minus expected as float32; 0 where both are NaN. Of labels 1 where they belong elsewhere. */
  difference(): Tensor
}

/** Both tensors have one shape. */
export function compareOutput(
  model: ModelDescription,
  output: ModelTensor,
  expected: Tensor,
  actual: Tensor,
): ComparedOutput {
  const tolerance = toleranceFor(model, output.id, largestMagnitude(expected))
  if (areLabels(output, expected) && areLabels(output, actual)) {
    const { differences, ...labels } = compareLabels(expected, actual)
    const share = labels.mismatchedPerMillion / 1e6
    return {
      comparison: {
        id: output.id,
        comparedAs: 'labels',
        ...labels,
        maxAbsDifference: labels.mismatched > 0 ? 1 : 0,
        percentile99AbsDifference: share > 0.01 ? 1 : 0,
        histogram: null,
      },
      tolerance,
      difference: () => differences,
    }
  }
  const values = compareTensors(expected, actual, tolerance)
  return {
    comparison: { id: output.id, comparedAs: 'values', ...values, objects: null },
    tolerance,
    difference: () => subtract(actual, expected),
  }
}

function subtract(actual: Tensor, expected: Tensor): Tensor {
  const data = new Float32Array(actual.data.length)
  for (let i = 0; i < data.length; i++) {
    const [got, wanted] = [actual.data[i]!, expected.data[i]!]
    const isSame = got === wanted || (Number.isNaN(got) && Number.isNaN(wanted))
    data[i] = isSame ? 0 : got - wanted
  }
  return { ...actual, dtype: 'float32', data }
}
