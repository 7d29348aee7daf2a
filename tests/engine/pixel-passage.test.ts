import { existsSync, statSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { createPassage, openPassage, type Passage } from '../../src-main/engine/pixel-passage.ts'

const made: Passage[] = []
function passage(): Passage {
  const created = createPassage()
  if (created === null) throw new Error('no passage can be made here')
  made.push(created)
  return created
}
afterEach(() => {
  for (const one of made.splice(0)) one.close()
})

test('bytes arrive in their slot, each answer in its own', () => {
  const asking = passage()
  const end = openPassage(asking.path)!
  expect(asking.take()).toBeNull()
  asking.opened()
  const [a, b] = [asking.take()!, asking.take()!]
  expect(end.put(a, new Uint8Array([1, 2, 3]))).toBe(true)
  expect(end.put(b, new Uint8Array([4, 5]))).toBe(true)
  expect([...asking.read(a, 3)]).toEqual([1, 2, 3])
  expect([...asking.read(b, 2)]).toEqual([4, 5])
})

test('a slot that was given back is taken again; none is given when all are taken', () => {
  const asking = passage()
  asking.opened()
  const slots = []
  for (let slot = asking.take(); slot !== null; slot = asking.take()) slots.push(slot)
  expect(new Set(slots.map(({ at }) => at)).size).toBe(slots.length)
  asking.giveBack(slots[3]!)
  expect(asking.take()).toEqual(slots[3])
})

test('more bytes than the slot holds do not go through', () => {
  const asking = passage()
  const end = openPassage(asking.path)!
  asking.opened()
  const slot = asking.take()!
  expect(end.put(slot, new Uint8Array(slot.sizeBytes + 1))).toBe(false)
  expect(end.put({ at: 0, sizeBytes: 3 }, new Uint8Array(3))).toBe(true)
})

test.skipIf(process.platform === 'win32')(
  'only its owner can open it, and nobody once both sides have',
  () => {
    const asking = passage()
    expect(statSync(asking.path).mode & 0o777).toBe(0o600)
    expect(openPassage(asking.path)).not.toBeNull()
    asking.opened()
    expect(existsSync(asking.path)).toBe(false)
    expect(openPassage(asking.path)).toBeNull()
  },
)
