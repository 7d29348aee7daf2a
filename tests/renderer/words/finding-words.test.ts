import { expect, test } from 'vitest'
import { dayOf, tagsOf } from '../../../src-renderer/words/finding-words.ts'

test('tags are taken apart at commas; empty and repeated ones are left out', () => {
  expect(tagsOf(' touching, edge ,, touching')).toEqual(['touching', 'edge'])
  expect(tagsOf('  ')).toEqual([])
})

test('the day is told without the hour', () => {
  expect(dayOf('2026-07-14T10:00:00.000Z')).toBe('2026-07-14')
})
