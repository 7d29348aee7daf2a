/**
 * The sets of operators that an ONNX file imports (`ModelProto.opset_import`), found without loading it: the
 * fields of the outermost message are walked over, whatever is between is skipped. A few reads of a few bytes.
 */
import { open, type FileHandle } from 'node:fs/promises'

/** Those that ONNX Runtime has built in. */
const builtIn: ReadonlySet<string> = new Set([
  '',
  'ai.onnx',
  'ai.onnx.ml',
  'ai.onnx.training',
  'ai.onnx.preview.training',
  'com.microsoft',
  'com.microsoft.nchwc',
  'com.microsoft.dml',
  'com.ms.internal.nhwc',
  'org.pytorch.aten',
])
const opsetImport = 8
const mostFields = 10_000
const longestImport = 4096

/** Domains with operators that the runtime does not have; empty too where the file is no ONNX. */
export async function customDomains(path: string): Promise<readonly string[]> {
  const file = await open(path, 'r')
  try {
    const domains = await importedDomains(file, (await file.stat()).size)
    return domains.filter((domain) => !builtIn.has(domain))
  } finally {
    await file.close()
  }
}

async function importedDomains(file: FileHandle, size: number): Promise<string[]> {
  const domains: string[] = []
  const head = Buffer.alloc(20)
  let position = 0
  for (let fields = 0; position < size && fields < mostFields; fields += 1) {
    const { bytesRead } = await file.read(head, 0, head.length, position)
    const tag = varint(head.subarray(0, bytesRead), 0)
    if (tag === null) return []
    const field = Math.floor(tag.value / 8)
    const wire = tag.value % 8
    if (wire === 5 || wire === 1) {
      position += tag.end + (wire === 5 ? 4 : 8)
      continue
    }
    const value = varint(head.subarray(0, bytesRead), tag.end)
    if (value === null || (wire !== 0 && wire !== 2)) return []
    const start = position + value.end
    position = wire === 0 ? start : start + value.value
    if (field !== opsetImport || wire !== 2 || value.value > longestImport) continue
    const body = Buffer.alloc(value.value)
    await file.read(body, 0, body.length, start)
    domains.push(domainOf(body))
  }
  return domains
}

/** Field 1 of an `OperatorSetIdProto`; absent means ONNX's own. */
function domainOf(body: Buffer): string {
  let at = 0
  while (at < body.length) {
    const tag = varint(body, at)
    const value = tag && varint(body, tag.end)
    if (!tag || !value) return ''
    if (tag.value === 10) return body.toString('utf8', value.end, value.end + value.value)
    at = tag.value % 8 === 2 ? value.end + value.value : value.end
  }
  return ''
}

/** Numbers up to 2^53; larger ones and cut ones are none. */
function varint(bytes: Buffer, start: number): { value: number; end: number } | null {
  let value = 0
  for (let at = start, factor = 1; at < bytes.length && at < start + 8; at += 1, factor *= 128) {
    const byte = bytes[at] ?? 0
    value += (byte & 127) * factor
    if (byte < 128) return Number.isSafeInteger(value) ? { value, end: at + 1 } : null
  }
  return null
}
