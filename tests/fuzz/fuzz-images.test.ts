/** Damaged images end in pixels or in a clear error: a seeded slice of `npm run fuzz`. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createRandom, newFolder } from '../contract/small-dataset.ts'
import { fuzzImages } from './fuzz-images.ts'
import { mutate } from './mutate.ts'
import { seedFiles } from './seed-files.ts'

test('300 damaged images neither crash, hang nor swell the process, and some still read', async () => {
  const folder = newFolder()
  const damaged = join(folder, 'damaged')
  mkdirSync(damaged)
  const seeds = await seedFiles(join(folder, 'seeds'))
  const report = await fuzzImages({ seeds, count: 300, folder: damaged, seed: 7 })
  expect(report.failures).toEqual([])
  expect(report.results['read']).toBeGreaterThan(20)
  expect(report.results['format-corrupt']).toBeGreaterThan(5)
  expect(report.results['file-truncated']).toBeGreaterThan(5)
  rmSync(folder, { recursive: true, force: true })
}, 120_000)

test('a mutation changes the copy and never the original, and is the same for the same seed', () => {
  const original = Uint8Array.from({ length: 400 }, (_, i) => i & 255)
  const kept = original.slice()
  let changed = 0
  for (let seed = 1; seed <= 100; seed++) {
    const copy = mutate(original, [0, 300], createRandom(seed))
    expect(mutate(original, [0, 300], createRandom(seed))).toEqual(copy)
    if (Buffer.compare(copy, original) !== 0) changed++
  }
  expect(original).toEqual(kept)
  expect(changed).toBeGreaterThan(80)
})
