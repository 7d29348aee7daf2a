/** A parsed YAML document judged as what it says it is: a model of 0.1 to 0.5, or another resource. */
import { z } from 'zod'
import type { DescriptionError, DescriptionWarning, ModelDescription } from '../description.ts'
import { readDescription03 } from './description-0-3.ts'
import { readDescription04 } from './description-0-4.ts'
import { readDescription05 } from './description-0-5.ts'
import { addError, addWarning, noProblems, parseField, type Problems } from './problems.ts'
import { resourceSchema } from './resource.ts'

export interface DescriptionReading {
  /** `model`, `dataset`, `application` ... as written; null where the document says nothing. */
  readonly type: string | null
  readonly formatVersion: string | null
  readonly name: string | null
  /** Null where there are errors, where it is no model, and where an old one cannot be run. */
  readonly model: ModelDescription | null
  readonly errors: readonly DescriptionError[]
  readonly warnings: readonly DescriptionWarning[]
}

const headSchema = z.looseObject({
  type: z.string().nullish().catch(null),
  format_version: z.union([z.string(), z.number()]).transform(String).nullish().catch(null),
  name: z.string().nullish().catch(null),
})

/** Types of the collection besides models. */
const otherTypes = ['dataset', 'application', 'collection', 'notebook', 'generic']
/** The newest versions whose rules were read; later ones may bring operations that change results. */
const newestPatch: Readonly<Record<string, number>> = {
  '0.1': 0,
  '0.2': 0,
  '0.3': 6,
  '0.4': 10,
  '0.5': 7,
}

export function readDescription(document: unknown): DescriptionReading {
  const problems = noProblems()
  const head = parseField(problems, '', headSchema, document)
  if (!head) return { type: null, formatVersion: null, name: null, model: null, ...problems }
  const formatVersion = head.format_version ?? null
  const type = head.type ?? null
  if (formatVersion === null) addError(problems, 'format_version', 'is missing')
  const looksLikeModel = type === 'model' || (type === null && 'inputs' in head)
  const model =
    formatVersion === null
      ? null
      : looksLikeModel
        ? readModel(problems, formatVersion, document)
        : readOther(problems, type, document)
  return { type, formatVersion, name: head.name ?? null, model, ...problems }
}

function readModel(
  problems: Problems,
  formatVersion: string,
  document: unknown,
): ModelDescription | null {
  const [major, minor, patch] = formatVersion.split('.')
  const format = `${major}.${minor}`
  const newest = newestPatch[format]
  if (newest === undefined) {
    addError(
      problems,
      'format_version',
      `format "${formatVersion}" is not known; 0.1 to 0.5 are`,
      'format-not-supported',
    )
    return null
  }
  if (Number(patch ?? 0) > newest) {
    addWarning(
      problems,
      'newer-format',
      `The description has format ${formatVersion}; the newest that this program knows is ${format}.${newest}.`,
    )
  }
  if (format === '0.5') return readDescription05(problems, document)
  if (format === '0.4') return readDescription04(problems, document)
  addWarning(
    problems,
    'older-format',
    `The description has format ${formatVersion} and is read as if it were written in 0.4.`,
  )
  return readDescription03(problems, document)
}

function readOther(problems: Problems, type: string | null, document: unknown): null {
  parseField(problems, '', resourceSchema, document)
  if (type === null || !otherTypes.includes(type)) {
    addError(
      problems,
      'type',
      `is ${type ?? 'missing'}; known are model, ${otherTypes.join(', ')}`,
      'format-not-supported',
    )
    return null
  }
  addWarning(problems, 'not-a-model', `This describes a ${type}, not a model: it cannot be run.`)
  return null
}
