/** Stable error codes. Scripts match on them, so none is ever renamed. */
import { z } from 'zod'

export const errorCodeSchema = z.enum([
  // what was asked
  'bad-usage',
  'bad-request',
  'bad-options',
  'not-found',
  'not-allowed',
  'conflict',
  'cancelled',
  // files
  'file-not-found',
  'file-unreadable',
  'file-truncated',
  'file-too-large',
  'format-not-supported',
  'format-corrupt',
  'unsupported-encoding',
  'folder-read-only',
  'disk-full',
  // data
  'shape-mismatch',
  'axes-mismatch',
  'dtype-mismatch',
  'not-a-label-image',
  'image-not-finite',
  'pair-missing',
  'dataset-invalid',
  'dataset-changed',
  'prediction-missing',
  // tools
  'tool-invalid',
  'model-invalid',
  'model-not-runnable',
  'model-git-lfs-pointer',
  'model-unknown-operation',
  'model-no-image-input',
  'weights-missing',
  'test-tensors-missing',
  'weights-hash-mismatch',
  'provider-unavailable',
  'provider-failed',
  'out-of-memory',
  'tool-failed',
  // the network, where a person asked for it
  'not-reachable',
  // the program itself
  'engine-died',
  'engine-failed',
  'record-damaged',
  'record-newer',
  'internal',
])
export type ErrorCode = z.infer<typeof errorCodeSchema>

export const problemSchema = z.strictObject({
  error: z.strictObject({
    code: errorCodeSchema,
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
})
export type Problem = z.infer<typeof problemSchema>
