/** Read descriptions for the tests. */
import type { ModelDescription } from '../../../src-main/core/models/description.ts'
import { readDescription } from '../../../src-main/core/models/descriptions/read-description.ts'

export function modelOf(document: Record<string, unknown>): ModelDescription {
  const { model, errors } = readDescription(document)
  if (!model) throw new Error(JSON.stringify(errors))
  return model
}
