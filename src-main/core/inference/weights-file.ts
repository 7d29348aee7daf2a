/** What a weights file is before the runtime sees it: its hash, and why it cannot be ONNX weights. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { TouchstoneError } from '../errors.ts'

/** Hexadecimal SHA-256 of a file, read in pieces. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Throws where the file is missing, empty, a Git LFS pointer or of the ORT format. */
export async function requireOnnxFile(path: string): Promise<void> {
  const name = basename(path)
  const size = await sizeOf(path)
  if (size === 0) throw new TouchstoneError('model-invalid', `${name} is empty, not ONNX weights.`)
  const head = await readHead(path, 1024)
  const pointer = gitLfsPointer(head.toString('latin1'))
  if (pointer) {
    throw new TouchstoneError(
      'model-git-lfs-pointer',
      `${name} is a Git LFS pointer of ${size} bytes, not the weights themselves, which have ` +
        `${pointer.sizeBytes} bytes. Get them with "git lfs pull" in the repository, or download the file ` +
        `from its web page.`,
      { pointerBytes: size, weightsBytes: pointer.sizeBytes, sha256: pointer.sha256 },
    )
  }
  if (head.subarray(4, 8).toString('latin1') === 'ORTM') {
    throw new TouchstoneError(
      'model-invalid',
      `${name} is in the ORT format of ONNX Runtime (a flatbuffer), not ONNX. Use the .onnx file that it was made from.`,
    )
  }
}

/** The hash and size that a pointer of Git Large File Storage states, or null for any other text. */
export function gitLfsPointer(text: string): { sha256: string; sizeBytes: number } | null {
  if (!text.startsWith('version https://git-lfs.github.com/spec/')) return null
  const sha256 = /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1]
  const size = /^size (\d+)$/m.exec(text)?.[1]
  return { sha256: sha256 ?? 'unknown', sizeBytes: Number(size ?? Number.NaN) }
}

export function requireHash(path: string, expected: string, actual: string): void {
  if (actual === expected) return
  throw new TouchstoneError(
    'weights-hash-mismatch',
    `${basename(path)} has the SHA-256 ${actual}, but the description states ${expected}. ` +
      `The file was changed or is another version; get the package again.`,
    { expected, actual },
  )
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch {
    throw new TouchstoneError('weights-missing', `The weights file ${path} does not exist.`)
  }
}

async function readHead(path: string, length: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(length)
    const { bytesRead } = await file.read(buffer, 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
