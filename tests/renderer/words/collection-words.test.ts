import { expect, test } from 'vitest'
import {
  authorWords,
  hostOf,
  matchingEntries,
  runWords,
} from '../../../src-renderer/words/collection-words.ts'
import { fakeEntry } from '../fixtures/fake-bare.ts'

const runs = fakeEntry({ id: 'a', name: 'Nuclei', tags: ['2d'] })
const not = fakeEntry({ id: 'b', name: 'Mitochondria', runsHere: false, reason: 'only PyTorch' })
const open = fakeEntry({ id: 'c', name: 'Cells', runsHere: null, licence: null })
const all = [runs, not, open]
const ids = (search: string, filter: Parameters<typeof matchingEntries>[2] = 'all') =>
  matchingEntries(all, search, filter).map(({ id }) => id)

test('every word of a search has to be somewhere', () => {
  expect(ids('NUCLEI 2d')).toEqual(['a'])
  expect(ids('person')).toEqual(['a', 'b', 'c'])
  expect(ids('mit mitochondria')).toEqual(['b'])
  expect(ids('nuclei zebrafish')).toEqual([])
})

test('filters part the entries by whether they run here', () => {
  expect([ids('', 'runs'), ids('', 'unknown'), ids('', 'not')]).toEqual([['a'], ['c'], ['b']])
  expect(ids('', 'installed')).toEqual([])
})

test('what is not known is not called a no', () => {
  expect([runs, not, open].map(runWords)).toEqual([
    'runs here',
    'does not run here',
    'found on install',
  ])
})

test('only web addresses have a host', () => {
  expect(hostOf('https://example.org/c.json')).toBe('example.org')
  expect(hostOf('/data/c.json')).toBeNull()
  expect(hostOf('https://')).toBeNull()
})

test('long lists of authors are cut and counted', () => {
  expect(authorWords(['A', 'B', 'C', 'D', 'E'])).toBe('A, B, C and 2 more')
})
