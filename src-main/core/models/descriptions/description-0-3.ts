/**
 * Descriptions of formats 0.1 to 0.3: judged by what those formats asked for, then read through 0.4. What
 * 0.4 would refuse makes the model one that cannot be run, with the reason as a warning; it stays valid.
 */
import { z } from 'zod'
import type { ModelDescription } from '../description.ts'
import { convertTo04 } from './convert-to-0-4.ts'
import { readDescription04 } from './description-0-4.ts'
import { fileSchema } from './file.ts'
import { addWarning, noProblems, parseField, type Problems } from './problems.ts'
import { modelResourceSchema } from './resource.ts'
import { weightsFormats } from './weights.ts'

const numbers = z.array(z.number())
const tensorSchema = z.looseObject({
  name: z.string().min(1),
  axes: z.string().regex(/^[bitczyx]+$/, 'must be letters of b, i, t, c, z, y, x'),
  data_type: z.string(),
  shape: z.union([
    numbers,
    z.looseObject({ min: numbers, step: numbers }),
    z.looseObject({
      reference_tensor: z.string(),
      scale: z.array(z.number().nullable()),
      offset: numbers,
    }),
  ]),
})
const lists = z.looseObject({
  inputs: z.array(tensorSchema).min(1),
  outputs: z.array(tensorSchema).min(1),
  test_inputs: z.array(fileSchema),
  test_outputs: z.array(fileSchema),
  weights: z.partialRecord(z.enum(weightsFormats), z.looseObject({ source: z.string().min(1) })),
})

/** Null where the model is not valid, or valid but not runnable: then a warning says why. */
export function readDescription03(problems: Problems, document: unknown): ModelDescription | null {
  const converted = convertTo04(document)
  const resource = parseField(problems, '', modelResourceSchema, converted)
  const own = parseField(problems, '', lists, converted)
  if (!resource || !own) return null
  const stricter = noProblems()
  const model = readDescription04(stricter, converted)
  problems.warnings.push(...stricter.warnings)
  for (const error of stricter.errors) {
    if (error.code === 'model-unknown-operation') problems.errors.push(error)
    else addWarning(problems, 'not-runnable', `Format 0.4 refuses ${error.field}: ${error.message}`)
  }
  return model
}
