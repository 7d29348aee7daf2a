import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packageFile } from '../../../../src-main/core/models/packages/package-file.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-file-'))
  await mkdir(join(folder, 'package'))
  await writeFile(join(folder, 'package', 'w.onnx'), 'w')
  await writeFile(join(folder, 'secret.txt'), 's')
  await symlink(join(folder, 'secret.txt'), join(folder, 'package', 'link'))
})
afterAll(() => rm(folder, { recursive: true }))

const find = (source: string) => packageFile(join(folder, 'package'), { source, sha256: null })

test('finds files inside the package', async () => {
  expect(await find('./w.onnx')).toBe(join(folder, 'package', 'w.onnx'))
})

test('files outside, also through links, are refused', async () => {
  await expect(find('../secret.txt')).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(find('link')).rejects.toMatchObject({ code: 'not-allowed' })
})

test('missing files and web addresses say what to do', async () => {
  await expect(find('gone.onnx')).rejects.toThrow(/names gone\.onnx, but there is no such file/)
  await expect(find('https://example.org/w.onnx')).rejects.toThrow(/nothing is fetched on its own/)
})
