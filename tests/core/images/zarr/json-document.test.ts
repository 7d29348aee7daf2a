import { expect, test } from 'vitest'
import { z } from 'zod'
import {
  parseJsonDocument,
  quoted,
  readDocument,
} from '../../../../src-main/core/images/zarr/json-document.ts'

const parse = (text: string): unknown =>
  parseJsonDocument('a.zarr/.zattrs', new TextEncoder().encode(text)).value

test('bare NaN and Infinity of Python are read, and text that looks like them stays', () => {
  expect(parse('{"a": NaN, "b": [-Infinity, Infinity], "c": "say \\"NaN\\""}')).toEqual({
    a: 'NaN',
    b: ['-Infinity', 'Infinity'],
    c: 'say "NaN"',
  })
})

test.each(['', '[1]', 'null', '{"a":', 'II*\0'])('%j is no document', (text) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'format-corrupt' }) as Error)
})

test('a million brackets are no crash', () => {
  const deep = `{"a": ${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`
  expect(quoted((parse(deep) as { a: unknown }).a)).toBe('a structure')
  expect(() => parse(deep.slice(0, -5))).toThrow('no JSON object')
})

test('an entry that is not as Zarr has it is named', () => {
  const schema = z.looseObject({ shape: z.array(z.number().int()) })
  const document = { path: 'a.zarr/.zarray', value: { shape: [1, 'x'] } }
  expect(() => readDocument(document, schema)).toThrow(/a\.zarr\/\.zarray: shape\.1 is not as Zarr/)
  expect(readDocument({ path: 'a', value: { shape: [1], more: 2 } }, schema).shape).toEqual([1])
  expect(() => readDocument({ path: 'a', value: 5 }, schema)).toThrow('a: it is not')
})

test('long texts are cut in messages', () => {
  expect(quoted('x'.repeat(500))).toHaveLength(82)
  expect(quoted(undefined)).toBe('undefined')
})
