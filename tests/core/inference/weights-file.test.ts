import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  gitLfsPointer,
  requireHash,
  requireOnnxFile,
  sha256OfFile,
} from '../../../src-main/core/inference/weights-file.ts'

const oid = 'ab'.repeat(32)
const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 240078\n`
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-weights-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

test('reads the hash and size that a Git LFS pointer states', () => {
  expect(gitLfsPointer(pointer)).toEqual({ sha256: oid, sizeBytes: 240_078 })
  expect(gitLfsPointer('version 1')).toBeNull()
})

test('a Git LFS pointer is refused with both sizes and the way out', async () => {
  await expect(requireOnnxFile(await file('p.onnx', pointer))).rejects.toMatchObject({
    code: 'model-git-lfs-pointer',
    message: expect.stringMatching(
      /p\.onnx is a Git LFS pointer of \d+ bytes.*240078 bytes.*git lfs pull/,
    ) as unknown,
  })
})

test('an ORT flatbuffer, an empty and a missing file are refused', async () => {
  const flatbuffer = Buffer.from('\x18\0\0\0ORTM\0\0\0\0', 'latin1')
  await expect(requireOnnxFile(await file('m.ort', flatbuffer))).rejects.toMatchObject({
    code: 'model-invalid',
    message: expect.stringContaining('ORT format') as unknown,
  })
  await expect(requireOnnxFile(await file('e.onnx', ''))).rejects.toThrow(/e\.onnx is empty/)
  await expect(requireOnnxFile(join(folder, 'none.onnx'))).rejects.toMatchObject({
    code: 'weights-missing',
  })
})

test('a hash that differs is refused with both hashes', async () => {
  const path = await file('abc.bin', 'abc')
  const actual = await sha256OfFile(path)
  expect(actual).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(() => {
    requireHash(path, oid, actual)
  }).toThrow(new RegExp(`${actual}.*${oid}`))
  expect(() => {
    requireHash(path, actual, actual)
  }).not.toThrow()
})
