import { expect, test } from 'vitest'
import { readPickle } from '../../../../src-main/core/imports/cellpose/pickle.ts'

/** What Python 3 writes for `pickle.dumps(value, protocol)`, as latin-1 text. */
const pickled = (text: string) =>
  readPickle(
    Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
    'p.pkl',
  )

test('plain values of protocols 2 to 4', () => {
  expect(pickled('\x80\x02]q\x00(K\x01J\xff\xff\xff\xffM\x00\x01\x88\x89Ne.')).toEqual([
    1,
    -1,
    256,
    true,
    false,
    null,
  ])
  expect(pickled('\x80\x04\x95\x0b\x00\x00\x00\x00\x00\x00\x00}\x94\x8c\x01a\x94K\x05s.')).toEqual(
    new Map([['a', 5]]),
  )
  expect(pickled('\x80\x03G?\xe0\x00\x00\x00\x00\x00\x00.')).toBe(0.5)
  expect(pickled('\x80\x02\x8a\x02\x00\x80.')).toBe(-32768)
  expect(pickled('\x80\x02\x8a\x09\x00\x00\x00\x00\x00\x00\x00\x00\x40.')).toBe(2n ** 70n)
  expect(pickled('\x80\x02X\x01\x00\x00\x00xq\x00h\x00\x86.')).toEqual(['x', 'x'])
})

test('names are refused, whichever way they are written', () => {
  expect(() => pickled('\x80\x02cos\nsystem\n.')).toThrow(/asks for os\.system/)
  expect(() => pickled('\x80\x04\x8c\x08builtins\x8c\x04eval\x93.')).toThrow(
    /asks for builtins\.eval/,
  )
  expect(() => pickled('\x80\x02cnumpy\nndarray\n(tR.')).toThrow(/numpy\.ndarray is called/)
})

test('damaged pickles are refused and never read beyond their end', () => {
  for (const text of [
    '',
    '\x80\x02',
    '\x80\x02X\xff\xff\xff\x7fa.',
    '\x80\x02.',
    '\x80\x02h\x07.',
    '\x80\x02e.',
    '\x80\x02i.',
  ])
    expect(() => pickled(text)).toThrow(/its pickle cannot be read/)
})
