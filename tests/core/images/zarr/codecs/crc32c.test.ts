import { expect, test } from 'vitest'
import { crc32c, withoutChecksum } from '../../../../../src-main/core/images/zarr/codecs/crc32c.ts'

test.each([
  ['32 zeros (RFC 3720, B.4)', new Uint8Array(32), 0x8a9136aa],
  ['32 ones', new Uint8Array(32).fill(255), 0x62a8ab43],
  ['the digits', new TextEncoder().encode('123456789'), 0xe3069283],
])('%s', (_, bytes, expected) => {
  expect(crc32c(bytes)).toBe(expected)
})

test('the checksum is taken off, and one that disagrees is damage', () => {
  const stored = Uint8Array.of(...new TextEncoder().encode('123456789'), 0x83, 0x92, 0x06, 0xe3)
  expect(withoutChecksum(stored)).toHaveLength(9)
  stored[0] = 0
  expect(() => withoutChecksum(stored)).toThrow('the checksum says e3069283')
  expect(() => withoutChecksum(Uint8Array.of(1, 2))).toThrow('inside their checksum')
})
