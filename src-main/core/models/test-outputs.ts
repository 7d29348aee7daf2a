/**
 * A package's own test: its test inputs through pre, network and post, compared with its test outputs.
 * The whole tensors, halo included, in one run.
 */
import { TouchstoneError, isTouchstoneError, messageOf } from '../errors.ts'
import type { Session } from '../inference/session.ts'
import type { Tensor } from '../inference/tensor.ts'
import { requireHash, sha256OfFile } from '../inference/weights-file.ts'
import { compareTensors, largestMagnitude, type TensorComparison } from './compare-tensors.ts'
import type { ModelDescription, ModelTensor } from './description.ts'
import { explainDifference, type Explanation } from './explain-difference.ts'
import { readNpyTensor } from './packages/npy-tensor.ts'
import { packageFile } from './packages/package-file.ts'
import { runnableModel } from './runnable-model.ts'
import { toleranceFor, type Tolerance } from './test-tolerance.ts'

export interface TestOutputs {
  readonly status: 'passed' | 'ran-not-reproduced' | 'cannot-run' | 'not-run'
  /** Null where nothing was compared: not measured is not failed. */
  readonly passed: boolean | null
  /** Over all outputs; null where nothing ran. */
  readonly maxAbsDifference: number | null
  readonly mismatchedPerMillion: number | null
  readonly rtol: number | null
  readonly atol: number | null
  readonly reason?: string
  /** What reproduces the stored outputs instead, where something known does. */
  readonly explanation?: Explanation
  readonly outputs: readonly (TensorComparison & { readonly id: string })[]
}

export function withoutTest(status: 'cannot-run' | 'not-run', reason: string): TestOutputs {
  return {
    status,
    passed: null,
    maxAbsDifference: null,
    mismatchedPerMillion: null,
    rtol: null,
    atol: null,
    reason,
    outputs: [],
  }
}

export async function runTestTensors(
  model: ModelDescription,
  folder: string,
  session: Session,
): Promise<TestOutputs> {
  let inputs: Tensor[]
  let expected: Tensor[]
  try {
    inputs = await readAll(model.inputs, folder)
    expected = await readAll(model.outputs, folder)
  } catch (error) {
    if (!isTouchstoneError(error)) throw error
    return withoutTest('not-run', messageOf(error))
  }
  try {
    const judged = judge(model, expected, await runWhole(model, inputs, session))
    if (judged.status !== 'ran-not-reproduced') return judged
    const explanation = await explainDifference(model, inputs, expected, session)
    if (explanation === null) return judged
    return { ...judged, reason: `${judged.reason ?? ''} ${explanation.message}`, explanation }
  } catch (error) {
    if (!isTouchstoneError(error)) throw error
    return withoutTest('cannot-run', messageOf(error))
  }
}

async function runWhole(
  model: ModelDescription,
  inputs: readonly Tensor[],
  session: Session,
): Promise<Tensor[]> {
  const runnable = runnableModel(model)
  const outputs = await session.run(
    runnable.preprocess(inputs),
    model.outputs.map((output) => output.axes.map((axis) => axis.id)),
  )
  return runnable.postprocess(outputs, inputs)
}

function judge(
  model: ModelDescription,
  expected: readonly Tensor[],
  actual: readonly Tensor[],
): TestOutputs {
  const results: (TensorComparison & { id: string })[] = []
  const tolerances: Tolerance[] = []
  for (const [index, output] of model.outputs.entries()) {
    const wanted = expected[index]!
    const got = actual[index]!
    if (wanted.shape.join() !== got.shape.join()) {
      return withoutTest(
        'cannot-run',
        `The output ${output.id} came out as ${got.shape.join(' x ')}, but the test tensor is ${wanted.shape.join(' x ')}.`,
      )
    }
    const tolerance = toleranceFor(model, output.id, largestMagnitude(wanted))
    tolerances.push(tolerance)
    results.push({ id: output.id, ...compareTensors(wanted, got, tolerance) })
  }
  const passed = results.every((result) => result.passed)
  const worst = Math.max(...results.map((result) => result.mismatchedPerMillion))
  return {
    status: passed ? 'passed' : 'ran-not-reproduced',
    passed,
    maxAbsDifference: Math.max(...results.map((result) => result.maxAbsDifference)),
    mismatchedPerMillion: worst,
    rtol: Math.max(...tolerances.map((tolerance) => tolerance.rtol)),
    atol: Math.max(...tolerances.map((tolerance) => tolerance.atol)),
    ...(passed
      ? {}
      : {
          reason: `The model ran, but ${Math.round(worst)} of a million values differ from the package's own test output by more than it allows.`,
        }),
    outputs: results,
  }
}

async function readAll(tensors: readonly ModelTensor[], folder: string): Promise<Tensor[]> {
  const read: Tensor[] = []
  for (const tensor of tensors) read.push(await readTestTensor(tensor, folder))
  return read
}

async function readTestTensor(tensor: ModelTensor, folder: string): Promise<Tensor> {
  if (!tensor.testTensor) throw missing(tensor)
  const path = await packageFile(folder, tensor.testTensor)
  const { sha256 } = tensor.testTensor
  if (sha256 !== null) requireHash(path, sha256, await sha256OfFile(path))
  const axes = tensor.axes.map((axis) => axis.id)
  return readNpyTensor(path, axes)
}

function missing(tensor: ModelTensor): TouchstoneError {
  return new TouchstoneError(
    'file-not-found',
    `The description names no test tensor for ${tensor.id}.`,
  )
}
