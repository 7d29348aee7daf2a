/**
 * A package's own test: its test inputs through pre, network and post, compared with its test outputs.
 * The whole tensors, halo included, in one run.
 */
import type { OutputTest, TestOutputs } from '../../contract/model-check.ts'
import type { Real } from '../../contract/words.ts'
import { TouchstoneError, isTouchstoneError, messageOf } from '../errors.ts'
import type { Session } from '../inference/session.ts'
import type { Tensor } from '../inference/tensor.ts'
import { compareOutput, type ComparedOutput, type OutputComparison } from './compare-output.ts'
import type { ModelDescription, ModelTensor } from './description.ts'
import { explainDifference } from './explain-difference.ts'
import { keepTensors, type KeptTensors } from './keep-tensors.ts'
import { programs } from './processing/deviations.ts'
import { runnableModel } from './runnable-model.ts'
import type { TensorDump } from './tensor-dump.ts'
import type { TestTensors } from './test-tensors.ts'

export interface TestOptions {
  /** The steps as this program takes them; as the specification says where absent. */
  readonly program?: 'core' | 'jdll' | undefined
  /** Where tensors of outputs that are not reproduced are kept; nowhere where absent. */
  readonly keepDir?: string | undefined
  /** Gets the tensor behind every step. */
  readonly dump?: TensorDump | undefined
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
  { inputs, expected }: Pick<TestTensors, 'inputs' | 'expected'>,
  session: Session,
  options: TestOptions = {},
): Promise<TestOutputs> {
  try {
    const actual = await runWhole(model, inputs, session, options)
    requireShapes(model, expected, actual)
    const compared = model.outputs.map((output, index) =>
      compareOutput(model, output, expected[index]!, actual[index]!),
    )
    const judged = verdict(compared)
    if (judged.passed === true) return judged
    const kept = await keepAll(compared, expected, actual, options.keepDir)
    const { outputs } = kept
    const explanation =
      options.program === undefined
        ? await explainDifference(model, inputs, expected, session)
        : null
    const why = [judged.reason, kept.problem, explanation?.message]
    const reason = why.filter((part) => part !== undefined).join(' ')
    if (explanation === null) return { ...judged, outputs, reason }
    return {
      ...judged,
      outputs,
      reason,
      explanation: { ...explanation, deviations: [...explanation.deviations] },
    }
  } catch (error) {
    if (!isTouchstoneError(error)) throw error
    return withoutTest('cannot-run', messageOf(error))
  }
}

/** Files that cannot be written are a reason of their own; the verdict stands. */
async function keepAll(
  compared: readonly ComparedOutput[],
  expected: readonly Tensor[],
  actual: readonly Tensor[],
  keepDir: string | undefined,
): Promise<{ readonly outputs: OutputTest[]; readonly problem?: string }> {
  const files: (KeptTensors | null)[] = []
  let problem: string | undefined
  for (const [place, { comparison, difference }] of compared.entries()) {
    files.push(null)
    if (comparison.passed || keepDir === undefined || problem !== undefined) continue
    try {
      const wanted = expected[place]!
      const tensors = { expected: wanted, actual: actual[place]!, difference: difference() }
      files[place] = await keepTensors(keepDir, { id: comparison.id, place }, tensors)
    } catch (error) {
      if (!isTouchstoneError(error)) throw error
      problem = `The tensors could not be kept: ${messageOf(error)}`
    }
  }
  const outputs = compared.map(({ comparison }, place) => outputTest(comparison, files[place]))
  return { outputs, ...(problem === undefined ? {} : { problem }) }
}

async function runWhole(
  model: ModelDescription,
  inputs: readonly Tensor[],
  session: Session,
  { program, dump }: TestOptions,
): Promise<Tensor[]> {
  const isInput = (spec: ModelTensor): boolean => model.inputs.includes(spec)
  const runnable = runnableModel(model, {
    deviations: new Set(program === undefined ? [] : programs[program]),
    onStep: (spec, { kind }, after) =>
      dump?.add(spec.id, isInput(spec) ? 'preprocessing' : 'postprocessing', kind, after),
  })
  model.inputs.forEach(({ id }, index) => dump?.add(id, 'input', 'input', inputs[index]!))
  const fed = runnable.preprocess(inputs)
  const axes = model.outputs.map((output) => output.axes.map((axis) => axis.id))
  const raw = await session.run(fed, axes)
  model.outputs.forEach(({ id }, index) => dump?.add(id, 'network', 'network', raw[index]!))
  const outputs = runnable.postprocess(raw, inputs)
  dump?.finish({ model: model.name, steps_as: program ?? 'specification' })
  return outputs
}

function requireShapes(
  model: ModelDescription,
  expected: readonly Tensor[],
  actual: readonly Tensor[],
): void {
  for (const [index, { id }] of model.outputs.entries()) {
    const [wanted, got] = [expected[index]!, actual[index]!]
    if (wanted.shape.join() === got.shape.join()) continue
    throw new TouchstoneError(
      'shape-mismatch',
      `The output ${id} came out as ${got.shape.join(' x ')}, but the test tensor is ${wanted.shape.join(' x ')}.`,
    )
  }
}

function verdict(compared: readonly ComparedOutput[]): TestOutputs {
  const results = compared.map(({ comparison }) => comparison)
  const passed = results.every((result) => result.passed)
  const worst = Math.max(...results.map((result) => result.mismatchedPerMillion))
  return {
    status: passed ? 'passed' : 'ran-not-reproduced',
    passed,
    maxAbsDifference: asReal(Math.max(...results.map((result) => result.maxAbsDifference))),
    mismatchedPerMillion: worst,
    rtol: Math.max(...compared.map(({ tolerance }) => tolerance.rtol)),
    atol: Math.max(...compared.map(({ tolerance }) => tolerance.atol)),
    ...(passed ? {} : { reason: reasonOf(results) }),
    outputs: results.map((result) => outputTest(result)),
  }
}

function reasonOf(results: readonly OutputComparison[]): string {
  const labels = results.find(({ passed, objects }) => !passed && objects !== null)
  if (labels?.objects) {
    const { expected, actual, matched } = labels.objects
    return `The model ran, but the objects of ${labels.id} are not those of the package's own test output: of ${expected} there and ${actual} here, ${matched} match, and an object may differ in 1 % of its pixels.`
  }
  const worst = Math.max(...results.map((result) => result.mismatchedPerMillion))
  return `The model ran, but ${Math.round(worst)} of a million values differ from the package's own test output by more than it allows.`
}

function outputTest(comparison: OutputComparison, files: KeptTensors | null = null): OutputTest {
  const { maxAbsDifference, percentile99AbsDifference, histogram } = comparison
  return {
    ...comparison,
    maxAbsDifference: asReal(maxAbsDifference),
    percentile99AbsDifference: asReal(percentile99AbsDifference),
    histogram: histogram && { max: histogram.max, counts: [...histogram.counts] },
    files,
  }
}

/** JSON knows no infinity. */
function asReal(value: number): Real {
  return value === Infinity ? 'Infinity' : value
}
