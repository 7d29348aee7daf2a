import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTrialCache } from '../../../src-main/core/evaluation/trial-cache.ts'

let folder = ''
let now = 0
let messages: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-trials-'))
  now = Date.UTC(2026, 6, 12)
  messages = []
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})
const open = (cacheDir = join(folder, 'cache')) =>
  createTrialCache({ cacheDir, clock: () => new Date(now), log: (text) => messages.push(text) })
const key = ['host', 'linux-x64', '1.30.0', 'cuda']
const works = { provider: 'cuda', works: true, reason: null }
const fails = { provider: 'cuda', works: false, reason: 'no card' }
const hours = 3600 * 1000

test('a verdict is kept per machine, version and provider, and found by the next process', () => {
  expect(open().provider(key)).toBeNull()
  open().keepProvider(key, works)
  expect(open().provider(key)).toEqual(works)
  expect(open().provider(['other', ...key.slice(1)])).toBeNull()
  expect(open().provider(['host', 'linux-x64', '1.31.0', 'cuda'])).toBeNull()
  expect(readdirSync(join(folder, 'cache'))).toEqual(['execution-trials.json'])
})

test('what works stays; what failed is tried again after a day', () => {
  open().keepProvider(key, works)
  open().keepProvider([...key, 'x'], fails)
  now += 23 * hours
  expect(open().provider([...key, 'x'])).toEqual(fails)
  now += 2 * hours
  expect(open().provider([...key, 'x'])).toBeNull()
  now += 1000 * 24 * hours
  expect(open().provider(key)).toEqual(works)
})

test('trials of models are kept beside them', () => {
  const trial = {
    ...{ provider: 'cuda', works: true, agrees: false, maxAbsDifference: 1, reason: 'differs' },
    ...{ mismatchedPerMillion: 3, secondsPerTile: 1, tilePixels: 4, tileAxes: 2, notes: [] },
    ...{ smallestTilePixels: 1, bytesBefore: null, bytesPeak: null },
  }
  open().keepModel(key, trial)
  open().keepProvider(key, works)
  expect(open().model(key)).toEqual(trial)
  expect(open().provider(key)).toEqual(works)
})

test('a damaged file is as good as none, and one that cannot be written is said', () => {
  open().keepProvider(key, works)
  writeFileSync(join(folder, 'cache', 'execution-trials.json'), '{"version":1,"prov')
  expect(open().provider(key)).toBeNull()
  writeFileSync(join(folder, 'file'), '')
  open(join(folder, 'file', 'cache')).keepProvider(key, works)
  expect(messages).toEqual([expect.stringMatching(/could not be kept/) as string])
})
