import { expect, test } from 'vitest'
import * as rows from '../../../src-main/core/history/rows.ts'
import { sha } from './sample-record.ts'

const row = {
  name: 'otsu',
  digest: sha('x'),
  nothing: null,
  value: 0.5,
  count: 3,
  list: '[1,2]',
  bytes: Buffer.from('ab'),
}

test('reads columns of the type that the schema says', () => {
  expect(rows.text(row, 'name')).toBe('otsu')
  expect(rows.textOrNull(row, 'nothing')).toBeNull()
  expect(rows.real(row, 'value')).toBe(0.5)
  expect(rows.realOrNull(row, 'nothing')).toBeNull()
  expect(rows.integer(row, 'count')).toBe(3)
  expect(rows.digest(row, 'digest')).toBe(sha('x'))
  expect(rows.json(row, 'list')).toEqual([1, 2])
  expect(rows.oneOf(row, 'name', ['median', 'otsu'])).toBe('otsu')
})

test.each([
  ['a number as text', () => rows.text(row, 'value')],
  ['a missing column', () => rows.text(row, 'missing')],
  ['null where a text must be', () => rows.text(row, 'nothing')],
  ['a text as number', () => rows.real(row, 'name')],
  ['bytes as text', () => rows.textOrNull(row, 'bytes')],
  ['a fraction as whole number', () => rows.integer(row, 'value')],
  ['a word as digest', () => rows.digest(row, 'name')],
  ['a word as JSON', () => rows.json(row, 'name')],
  ['a word outside its set', () => rows.oneOf(row, 'name', ['median'])],
])('%s is damage', (_, read) => {
  expect(read).toThrow(expect.objectContaining({ code: 'record-damaged' }))
})
