import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  checkRestoration,
  restorationFacts,
} from '../../../src-main/core/datasets/restoration-facts.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-restoration-'))
})
afterEach(() => rm(folder, { recursive: true }))

const side = 64
/** Two blobs on ground, moved and scaled. */
const picture = (dy: number, dx: number, gain = 1): number[] =>
  Array.from({ length: side * side }, (_, i) => {
    const [y, x] = [Math.floor(i / side) - dy, (i % side) - dx]
    const blob = (cy: number, cx: number, r: number) =>
      Math.exp(-((y - cy) ** 2 + (x - cx) ** 2) / (2 * r * r))
    return Math.round(gain * (20 + 100 * blob(20, 24, 4) + 60 * blob(40, 36, 6)))
  })
async function factsOf(image: number[], truth: number[]) {
  const paths = [join(folder, 'image.npy'), join(folder, 'truth.npy')] as const
  await writeNpy(paths[0], [side, side], image)
  await writeNpy(paths[1], [side, side], truth)
  return restorationFacts(...paths)
}
const findings = (facts: Awaited<ReturnType<typeof restorationFacts>>) =>
  checkRestoration([{ id: 'a', facts }]).map(({ check, message }) => [check, message] as const)

test('a pair that fits has nothing to tell', async () => {
  const facts = await factsOf(picture(0, 0), picture(0, 0))
  expect(facts?.shift?.y).toBeCloseTo(0, 6)
  expect(findings(facts)).toEqual([])
})

test('a shift is measured and told with its direction', async () => {
  const facts = await factsOf(picture(0, 0), picture(3, -2))
  expect(facts?.shift?.y).toBeCloseTo(3, 0)
  expect(facts?.shift?.x).toBeCloseTo(-2, 0)
  const [[check, message] = []] = findings(facts)
  expect(check).toBe('pair-shifted')
  expect(message).toMatch(/a: [23]\.\d px down, -[12]\.\d px right/)
})

test('clipping at the end of some bits is told with its share', async () => {
  const clipped = picture(0, 0, 3).map((value) => Math.min(255, value))
  const facts = await factsOf(clipped, picture(0, 0))
  expect(facts?.clipped.image).toBeGreaterThan(0.001)
  expect(facts?.clipped.truth).toBe(0)
  expect(findings(facts).find(([check]) => check === 'pair-clipped')?.[1]).toMatch(
    /a: input [\d.]+ %, truth 0\.0 %/,
  )
})

test('another brightness is a note', async () => {
  const facts = await factsOf(picture(0, 0), picture(0, 0, 4))
  expect(findings(facts).map(([check]) => check)).toEqual(['pair-brightness'])
})

test('constant images and other sizes tell nothing of a shift', async () => {
  expect((await factsOf(picture(0, 0).fill(7), picture(0, 0)))?.shift).toBeNull()
  await writeNpy(
    join(folder, 'small.npy'),
    [4, 4],
    Array.from({ length: 16 }, (_, i) => i),
  )
  expect(await restorationFacts(join(folder, 'small.npy'), join(folder, 'truth.npy'))).toBeNull()
})
