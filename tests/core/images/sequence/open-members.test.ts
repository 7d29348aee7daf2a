import { expect, test } from 'vitest'
import { openMembers } from '../../../../src-main/core/images/sequence/open-members.ts'
import { memorySource } from '../../../fixtures/images/memory-source.ts'

function watched(count: number) {
  const open = new Set<string>()
  let most = 0
  const members = openMembers(
    Array.from({ length: count }, (_, i) => `file ${i}`),
    (path) => {
      open.add(path)
      most = Math.max(most, open.size)
      const source = memorySource({
        axes: 'yx',
        shape: [1, 1],
        dtype: 'uint8',
        plane: () => Uint8Array.of(1),
      })
      return Promise.resolve({
        ...source,
        close: () => {
          open.delete(path)
          return Promise.resolve()
        },
      })
    },
  )
  return { members, open, most: () => most }
}

test('a bounded number of files is open, each once', async () => {
  const { members, open, most } = watched(40)
  for (let i = 0; i < 40; i++) await members.use(i, () => Promise.resolve())
  await members.use(39, () => Promise.resolve())
  expect(most()).toBeLessThanOrEqual(9)
  await members.close()
  expect(open.size).toBe(0)
})

test('a file that is being read is not closed under the reader', async () => {
  const { members, open } = watched(40)
  const { release } = await members.hold(0)
  for (let i = 1; i < 40; i++) await members.use(i, () => Promise.resolve())
  expect(open.has('file 0')).toBe(true)
  release()
  await members.use(1, () => Promise.resolve())
  await members.close()
})

test('a file that did not open is tried again', async () => {
  let tries = 0
  const members = openMembers(['a'], () => {
    tries++
    return Promise.reject(new Error('not there'))
  })
  for (const expected of [1, 2]) {
    await expect(members.hold(0)).rejects.toThrow('not there')
    expect(tries).toBe(expected)
  }
  await members.close()
})
