/** The files that a description names and that an installed package needs or shows. Pure. */
import { z } from 'zod'

export interface NamedFile {
  readonly source: string
  /** Hexadecimal, where stated. */
  readonly sha256: string | null
  /** Without weights nothing runs, without test tensors nothing is tested; the rest is for people. */
  readonly need: 'weights' | 'test' | 'extra'
}

const file = z
  .union([
    z.string().min(1),
    z.looseObject({ source: z.string().min(1), sha256: z.string().nullish().catch(null) }),
  ])
  .transform((named) =>
    typeof named === 'string'
      ? { source: named, sha256: null }
      : { source: named.source, sha256: named.sha256?.toLowerCase() ?? null },
  )

/** Each source once, with the strongest need. Weights of other formats are of no use here and left out. */
export function namedFiles(document: unknown): readonly NamedFile[] {
  const root = fields(document)
  const onnx = fields(root['weights'])['onnx']
  const tensors = [...list(root['inputs']), ...list(root['outputs'])].map(fields)
  const attachments = root['attachments']
  const found = [
    ...named('weights', [onnx, fields(onnx)['external_data']]),
    ...named('test', [
      ...list(root['test_inputs']),
      ...list(root['test_outputs']),
      ...tensors.map((tensor) => tensor['test_tensor']),
    ]),
    ...named('extra', [
      ...list(root['covers']),
      root['documentation'],
      ...list(root['sample_inputs']),
      ...list(root['sample_outputs']),
      ...tensors.map((tensor) => tensor['sample_tensor']),
      ...list(attachments),
      ...list(fields(attachments)['files']),
    ]),
  ]
  const bySource = new Map<string, NamedFile>()
  for (const one of found) {
    const known = bySource.get(one.source)
    bySource.set(one.source, known ? { ...known, sha256: known.sha256 ?? one.sha256 } : one)
  }
  return [...bySource.values()]
}

function named(need: NamedFile['need'], values: readonly unknown[]): NamedFile[] {
  return values.flatMap((value) => {
    const parsed = file.safeParse(value)
    return parsed.success ? [{ ...parsed.data, need }] : []
  })
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).safeParse(value).data ?? {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}
