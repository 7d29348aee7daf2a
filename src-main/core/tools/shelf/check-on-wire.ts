/** The check of a model as it crosses the wire and is kept: JSON knows no infinities. */
import {
  modelCheckSchema,
  outputTestSchema,
  type ModelCheck,
} from '../../../contract/model-check.ts'

/** Throws where the check is not one. */
export function checkOnWire(check: unknown): ModelCheck {
  const text = JSON.stringify(check, (_, value: unknown) =>
    value === Infinity ? 'Infinity' : value === -Infinity ? '-Infinity' : value,
  )
  const plain = JSON.parse(text) as { testOutputs: { outputs: unknown[] } }
  const { testOutputs } = plain
  const outputs = testOutputs.outputs.filter((output) => outputTestSchema.safeParse(output).success)
  return modelCheckSchema.parse({ ...plain, testOutputs: { ...testOutputs, outputs } })
}
