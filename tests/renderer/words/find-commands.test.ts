import { expect, test } from 'vitest'
import { findCommands } from '../../../src-renderer/words/find-commands.ts'
import type { ListedCommand } from '../../../src-renderer/words/find-commands.ts'

const run = (): void => undefined
const commands: readonly ListedCommand[] = [
  { group: 'Here', words: 'Next object in error', run },
  { group: 'Here', words: 'Labels on, off', also: 'objects', run },
  { group: 'Go to', words: 'New evaluation', run },
  { group: 'Go to', words: 'Evaluations', run },
  { group: 'Open', words: 'Zürich nuclei', detail: 'dataset', run },
]
const find = (typed: string): string[] => findCommands(commands, typed).map(({ words }) => words)

test('an empty search is everything, as it stands', () => {
  expect(find('')).toEqual(commands.map(({ words }) => words))
  expect(find('  ')).toHaveLength(commands.length)
})
test('every word has to be found, in any order, in part or by letters in their order', () => {
  expect(find('error next')).toEqual(['Next object in error'])
  expect(find('nxt err')).toEqual(['Next object in error'])
  expect(find('evl')).toEqual(['New evaluation', 'Evaluations'])
  expect(find('next nothing')).toEqual([])
})
test('marks and capitals make no difference, and what a thing is counts as well', () => {
  expect(find('zurich')).toEqual(['Zürich nuclei'])
  expect(find('DATASET zü')).toEqual(['Zürich nuclei'])
})
test('what fits best stands first, and its group before others', () => {
  expect(find('evaluations')).toEqual(['Evaluations'])
  expect(find('evaluation')).toEqual(['New evaluation', 'Evaluations'])
  // Seen words count more than those by which a command is found only.
  expect(find('object')).toEqual(['Next object in error', 'Labels on, off'])
  expect(find('n')[0]).toBe('Next object in error')
  expect(find('nuclei dataset')).toEqual(['Zürich nuclei'])
  expect(find('ne').map((words) => words.split(' ')[0])).toEqual(['Next', 'New'])
})
test('a group is shown up to a bound, however many there are', () => {
  const many = Array.from({ length: 300 }, (_, at) => ({
    ...{ group: 'Open' as const, words: `plate ${at}`, run },
  }))
  expect(findCommands(many, 'plate')).toHaveLength(40)
  expect(findCommands(many, 'plate 299')[0]?.words).toBe('plate 299')
})
