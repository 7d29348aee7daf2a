/** `model check`: is the description valid, and does the model reproduce its own test outputs here. */
import type { ModelCheck, TestOutputs } from '../../contract/model-check.ts'
import { isTouchstoneError, messageOf } from '../errors.ts'
import { requireImageInput } from '../inference/image-input.ts'
import { openSession } from '../inference/session.ts'
import {
  describeBareOnnx,
  noSettingsMessage,
  parseBareOnnxSettings,
  readBesideOnnx,
} from './bare-onnx.ts'
import type { DescriptionWarning, ModelDescription } from './description.ts'
import { openWeights } from './open-weights.ts'
import { readPackage, type ReadPackage } from './packages/read-package.ts'
import { deviationWords, programNames, programs } from './processing/deviations.ts'
import { createTensorDump } from './tensor-dump.ts'
import { runTestTensors, withoutTest } from './test-outputs.ts'

export interface CheckOptions {
  readonly cacheDir: string
  readonly threads?: number | undefined
  /** Where tensors are kept when a test output is not reproduced. */
  readonly keepDir?: string | undefined
  /** A folder, absent or empty, for the tensor behind every step of the test. */
  readonly dumpDir?: string | undefined
  /** Whose steps are taken; the specification's where absent. */
  readonly program?: 'core' | 'jdll' | undefined
}

/** @throws TouchstoneError where there is nothing to judge: no such file, no description in the folder. */
export async function checkModel(path: string, options: CheckOptions): Promise<ModelCheck> {
  const found = await readPackage(path, options.cacheDir)
  return found.kind === 'bare-onnx'
    ? checkBare(found.path, options.threads ?? 2)
    : checkPackage(found, options)
}

async function checkPackage(
  found: Extract<ReadPackage, { kind: 'package' }>,
  options: CheckOptions,
): Promise<ModelCheck> {
  const { type, formatVersion, name, model, errors } = found.reading
  const warnings = [...found.reading.warnings]
  const head = { type, formatVersion, name, errors: [...errors], valid: errors.length === 0 }
  if (!model) {
    const reason = !head.valid
      ? 'The description is not valid.'
      : type === 'model'
        ? 'The description is valid in its old format only; see the warnings.'
        : `This is a ${type}, not a model.`
    return { ...head, warnings, testOutputs: withoutTest('not-run', reason) }
  }
  const tested = await testPackage(model, found.folder, options)
  return { ...head, warnings: [...warnings, ...tested.warnings], testOutputs: tested.testOutputs }
}

async function testPackage(
  model: ModelDescription,
  folder: string,
  { threads = 2, keepDir, dumpDir, program }: CheckOptions,
): Promise<{ testOutputs: TestOutputs; warnings: DescriptionWarning[] }> {
  const dump = dumpDir === undefined ? undefined : createTensorDump(dumpDir)
  try {
    const opened = await openWeights(model, folder, { threads })
    try {
      const options = { keepDir, dump, program }
      const testOutputs = await runTestTensors(opened.model, folder, opened.session, options)
      const notes = [...opened.warnings, ...notTested(testOutputs), ...otherProgram(program)]
      return { testOutputs, warnings: notes }
    } finally {
      await opened.session.close()
    }
  } catch (error) {
    if (!isTouchstoneError(error)) throw error
    const message = messageOf(error)
    const isAbsent = error.code === 'weights-missing'
    return {
      testOutputs: withoutTest(isAbsent ? 'not-run' : 'cannot-run', message),
      warnings: [{ code: error.code, message }],
    }
  }
}

function otherProgram(program: 'core' | 'jdll' | undefined): DescriptionWarning[] {
  if (program === undefined) return []
  const what = programs[program].map((deviation) => deviationWords[deviation]).join('; ')
  const message = `The test was run as ${programNames[program]} does it: ${what}.`
  return [{ code: 'other-program', message }]
}

function notTested({ status, reason }: TestOutputs): DescriptionWarning[] {
  if (status !== 'not-run' || reason === undefined) return []
  return [{ code: 'test-tensors-missing', message: reason }]
}

async function checkBare(path: string, threads: number): Promise<ModelCheck> {
  const head = { type: 'model', formatVersion: null, name: null, warnings: [] }
  try {
    const session = await openSession(path, { threads })
    try {
      requireImageInput(path, session.inputs)
      const parameters = await readBesideOnnx(path)
      if (parameters === null)
        return refused(head, 'settings', noSettingsMessage(path), 'model-invalid')
      const settings = parseBareOnnxSettings(path, parameters)
      const { name } = describeBareOnnx(path, session, settings)
      return {
        ...head,
        valid: true,
        name,
        errors: [],
        testOutputs: withoutTest('not-run', 'A bare ONNX file has no test tensors.'),
      }
    } finally {
      await session.close()
    }
  } catch (error) {
    if (!isTouchstoneError(error)) throw error
    return refused(head, 'weights', messageOf(error), error.code)
  }
}

function refused(
  head: Pick<ModelCheck, 'type' | 'formatVersion' | 'name' | 'warnings'>,
  field: string,
  message: string,
  code: string,
): ModelCheck {
  return {
    ...head,
    valid: false,
    errors: [{ field, message, code }],
    testOutputs: withoutTest('not-run', message),
  }
}
