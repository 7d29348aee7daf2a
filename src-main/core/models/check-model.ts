/** `model check`: is the description valid, and does the model reproduce its own test outputs here. */
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
import { runTestTensors, withoutTest, type TestOutputs } from './test-outputs.ts'

export interface CheckOptions {
  readonly cacheDir: string
  readonly threads?: number
}

export interface CheckError {
  readonly field: string
  readonly message: string
  readonly code: string
}

export interface ModelCheck {
  /** Of the description; absent weights and tensors are warnings. */
  readonly valid: boolean
  readonly type: string | null
  readonly formatVersion: string | null
  readonly name: string | null
  readonly errors: readonly CheckError[]
  readonly warnings: readonly DescriptionWarning[]
  readonly testOutputs: TestOutputs
}

/** @throws TouchstoneError where there is nothing to judge: no such file, no description in the folder. */
export async function checkModel(path: string, options: CheckOptions): Promise<ModelCheck> {
  const found = await readPackage(path, options.cacheDir)
  const threads = options.threads ?? 2
  return found.kind === 'bare-onnx' ? checkBare(found.path, threads) : checkPackage(found, threads)
}

async function checkPackage(
  found: Extract<ReadPackage, { kind: 'package' }>,
  threads: number,
): Promise<ModelCheck> {
  const { type, formatVersion, name, model, errors, warnings } = found.reading
  const head = { type, formatVersion, name, errors, valid: errors.length === 0 }
  if (!model) {
    const reason = !head.valid
      ? 'The description is not valid.'
      : type === 'model'
        ? 'The description is valid in its old format only; see the warnings.'
        : `This is a ${type}, not a model.`
    return { ...head, warnings, testOutputs: withoutTest('not-run', reason) }
  }
  const tested = await testPackage(model, found.folder, threads)
  return { ...head, warnings: [...warnings, ...tested.warnings], testOutputs: tested.testOutputs }
}

async function testPackage(
  model: ModelDescription,
  folder: string,
  threads: number,
): Promise<{ testOutputs: TestOutputs; warnings: DescriptionWarning[] }> {
  try {
    const opened = await openWeights(model, folder, { threads })
    try {
      const testOutputs = await runTestTensors(opened.model, folder, opened.session)
      return { testOutputs, warnings: [...opened.warnings, ...notTested(testOutputs)] }
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
