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
  expect(asking.take('tile')).toBeNull()
  asking.opened()
  const [a, b] = [asking.take('tile')!, asking.take('tile')!]
  expect(end.put(a, new Uint8Array([1, 2, 3]))).toBe(true)
  expect(end.put(b, new Uint8Array([4, 5]))).toBe(true)
  expect([...asking.read(a, 3)]).toEqual([1, 2, 3])
  expect([...asking.read(b, 2)]).toEqual([4, 5])
})

test('whole planes have slots of their own', () => {
  const asking = passage()
  const end = openPassage(asking.path)!
  asking.opened()
  const [tile, plane] = [asking.take('tile')!, asking.take('plane')!]
  expect(end.put(plane, new Uint8Array(plane.sizeBytes).fill(7))).toBe(true)
  expect(end.put(tile, new Uint8Array(tile.sizeBytes).fill(3))).toBe(true)
  const bytes = asking.read(plane, plane.sizeBytes)
  expect([bytes.length, bytes[0], bytes.at(-1)]).toEqual([8 * 2 ** 20, 7, 7])
  asking.giveBack(plane)
  asking.giveBack(tile)
  expect([asking.take('tile'), asking.take('plane')]).toEqual([tile, plane])
})

test('a slot that was given back is taken again; none is given when all are taken', () => {
  const asking = passage()
  asking.opened()
  const slots = []
  for (let slot = asking.take('tile'); slot !== null; slot = asking.take('tile')) slots.push(slot)
  expect(new Set(slots.map(({ at }) => at)).size).toBe(slots.length)
  asking.giveBack(slots[3]!)
  expect(asking.take('tile')).toEqual(slots[3])
})

test('more bytes than the slot holds do not go through', () => {
  const asking = passage()
  const end = openPassage(asking.path)!
  asking.opened()
  const slot = asking.take('tile')!
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
