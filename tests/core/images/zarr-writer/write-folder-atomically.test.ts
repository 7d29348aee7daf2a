import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeFolderAtomically } from '../../../../src-main/core/images/zarr-writer/write-folder-atomically.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

async function write(path: string, text: string, fail = false): Promise<void> {
  await writeFolderAtomically(path, 'marker', async (temporary) => {
    await mkdir(join(temporary, 'inner'))
    await writeFile(join(temporary, 'inner', 'file'), text)
    await writeFile(join(temporary, 'marker'), text)
    if (fail) throw new RangeError('stopped')
  })
}

test('a folder appears whole, and a store of the same kind is replaced', async () => {
  const path = join(folder.path, 'a')
  await write(path, 'one')
  await write(path, 'two')
  expect(readFileSync(join(path, 'inner', 'file'), 'utf8')).toBe('two')
  expect(readdirSync(folder.path)).toEqual(['a'])
})

test('a failure leaves the former store and nothing else', async () => {
  const path = join(folder.path, 'a')
  await expect(write(path, 'three', true)).rejects.toThrow('stopped')
  expect(readFileSync(join(path, 'marker'), 'utf8')).toBe('two')
  expect(readdirSync(folder.path)).toEqual(['a'])
})

test('a folder of other things is never replaced', async () => {
  const path = join(folder.path, 'documents')
  mkdirSync(path)
  folder.write('documents/thesis.txt', 'x')
  await expect(write(path, 'one')).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('choose another name') as string,
  })
  expect(existsSync(join(path, 'thesis.txt'))).toBe(true)
})

test('a missing parent folder is named', async () => {
  await expect(write(join(folder.path, 'no', 'a'), 'x')).rejects.toMatchObject({
    code: 'not-found',
  })
})
