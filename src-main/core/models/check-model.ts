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
import { openWeights, type OpenWeights } from './open-weights.ts'
import { readPackage, type ReadPackage } from './packages/read-package.ts'
import { deviationWords, programNames, programs } from './processing/deviations.ts'
import { createTensorDump } from './tensor-dump.ts'
import { runTestTensors, withoutTest } from './test-outputs.ts'
import { testShapes } from './test-shapes.ts'
import { readTestTensors } from './test-tensors.ts'

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
  const warnings: DescriptionWarning[] = []
  try {
    const opened = await openDespiteHash(model, folder, threads, warnings)
    try {
      warnings.push(...opened.warnings)
      const tensors = await readTestTensors(opened.model, folder)
      warnings.push(...tensors.warnings, ...otherProgram(program))
      const options = { keepDir, dump, program }
      const testOutputs = await runTestTensors(opened.model, tensors, opened.session, options)
      if (testOutputs.status !== 'cannot-run')
        warnings.push(...(await testShapes(opened.model, tensors.inputs, opened.session)))
      return { testOutputs, warnings }
    } finally {
      await opened.session.close()
    }
  } catch (error) {
    if (!isTouchstoneError(error)) throw error
    const { code } = error
    const message = messageOf(error)
    const isAbsent = code === 'weights-missing' || code === 'test-tensors-missing'
    warnings.push({ code, message })
    return { testOutputs: withoutTest(isAbsent ? 'not-run' : 'cannot-run', message), warnings }
  }
}

/** Weights that are not the described file are told, and looked at all the same: does the test pass with them? */
async function openDespiteHash(
  model: ModelDescription,
  folder: string,
  threads: number,
  warnings: DescriptionWarning[],
): Promise<OpenWeights> {
  try {
    return await openWeights(model, folder, { threads })
  } catch (error) {
    if (!isTouchstoneError(error) || error.code !== 'weights-hash-mismatch') throw error
    warnings.push({ code: error.code, message: error.message })
    const weights = model.weights.map((entry) => ({
      ...entry,
      sha256: null,
      externalData: entry.externalData && { ...entry.externalData, sha256: null },
    }))
    return openWeights({ ...model, weights }, folder, { threads })
  }
}

function otherProgram(program: 'core' | 'jdll' | undefined): DescriptionWarning[] {
  if (program === undefined) return []
  const what = programs[program].map((deviation) => deviationWords[deviation]).join('; ')
  const message = `The test was run as ${programNames[program]} does it: ${what}.`
  return [{ code: 'other-program', message }]
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
