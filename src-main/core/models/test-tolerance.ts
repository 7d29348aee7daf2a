/**
 * How closely a package's test outputs must be reproduced. Format 0.5: 1e-3 relative and absolute, 100
 * elements per million may differ more; 0.4: none may. A package may state others, within limits.
 */
import { z } from 'zod'
import type { ModelDescription } from './description.ts'

export interface Tolerance {
  readonly rtol: number
  readonly atol: number
  readonly mismatchedPerMillion: number
}

const limits = { rtol: 1e-2, atolShareOfMaximum: 0.01, mismatchedPerMillion: 1000 }

const entrySchema = z.looseObject({
  relative_tolerance: z.number().nonnegative().default(1e-3),
  absolute_tolerance: z.number().nonnegative().default(1e-3),
  mismatched_elements_per_million: z.number().nonnegative().default(100),
  output_ids: z.array(z.string()).default([]),
  weights_formats: z.array(z.string()).default([]),
})
const configSchema = z.looseObject({
  bioimageio: z.looseObject({
    reproducibility_tolerance: z.array(entrySchema).nullish().catch(null),
    test_kwargs: z
      .looseObject({
        onnx: z
          .looseObject({
            relative_tolerance: z.number().nonnegative().optional(),
            absolute_tolerance: z.number().nonnegative().optional(),
          })
          .nullish(),
      })
      .nullish()
      .catch(null),
  }),
})

/** `largest` is the largest magnitude of the expected output. */
export function toleranceFor(
  model: ModelDescription,
  outputId: string,
  largest: number,
): Tolerance {
  const isOld = model.formatVersion.startsWith('0.4')
  const standard = { rtol: 1e-3, atol: 1e-3, mismatchedPerMillion: isOld ? 0 : 100 }
  const config = configSchema.safeParse(model.config)
  if (!config.success) return standard
  const { reproducibility_tolerance: entries, test_kwargs: old } = config.data.bioimageio
  const entry = entries?.find(
    ({ output_ids, weights_formats }) =>
      (output_ids.length === 0 || output_ids.includes(outputId)) &&
      (weights_formats.length === 0 || weights_formats.includes('onnx')),
  )
  if (entry) {
    return limited(largest, {
      rtol: entry.relative_tolerance,
      atol: entry.absolute_tolerance,
      mismatchedPerMillion: entry.mismatched_elements_per_million,
    })
  }
  if (!old?.onnx) return standard
  return limited(largest, {
    rtol: old.onnx.relative_tolerance ?? standard.rtol,
    atol: old.onnx.absolute_tolerance ?? standard.atol,
    mismatchedPerMillion: standard.mismatchedPerMillion,
  })
}

function limited(largest: number, { rtol, atol, mismatchedPerMillion }: Tolerance): Tolerance {
  return {
    rtol: Math.min(rtol, limits.rtol),
    atol: Math.min(atol, Math.max(1e-3, limits.atolShareOfMaximum * largest)),
    mismatchedPerMillion: Math.min(mismatchedPerMillion, limits.mismatchedPerMillion),
  }
}
