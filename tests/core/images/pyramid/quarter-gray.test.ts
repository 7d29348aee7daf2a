import { expect, test } from 'vitest'
import { halveBlock } from '../../../../src-main/core/images/pyramid/halve-block.ts'
import { canQuarter, quarterGray } from '../../../../src-main/core/images/pyramid/quarter-gray.ts'

const [height, width] = [24, 36]
/** Noise over all values of the type, with extremes, and patches of one value as labels have them. */
function pixelsOf<Data extends Uint8Array | Uint16Array>(
  out: Data,
  most: number,
  isPatchy: boolean,
): Data {
  let state = 12_345
  for (let i = 0; i < out.length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    const [y, x] = [Math.floor(i / width), i % width]
    const value = isPatchy && (y >> 3) % 2 === 0 && x % 7 > 0 ? (x >> 3) + 1 : (state >>> 8) % 4
    out[i] = isPatchy ? value : [0, most, state >>> 16, state >>> 9][state >>> 30]!
  }
  return out
}

const cases = [
  ['uint8', 'mean', pixelsOf(new Uint8Array(height * width), 255, false)],
  ['uint16', 'mean', pixelsOf(new Uint16Array(height * width), 65_535, false)],
  ['uint8', 'mode', pixelsOf(new Uint8Array(height * width), 255, true)],
  ['uint16', 'mode', pixelsOf(new Uint16Array(height * width), 65_535, true)],
  ['uint8', 'mode', new Uint8Array(height * width).fill(200)],
] as const

test.each(cases)('%s by %s: the pixels of two halvings', (dtype, reduction, pixels) => {
  const half = halveBlock(pixels, height, width, 1, dtype, reduction)
  const expected = halveBlock(half, height / 2, width / 2, 1, dtype, reduction)
  expect(quarterGray(pixels, height, width, reduction)).toEqual(expected)
})

test('takes sides that are multiples of four, and unsigned values of 8 or 16 bits', () => {
  expect(canQuarter(new Uint16Array(32), 4, 8)).toBe(true)
  expect(canQuarter(new Uint16Array(40), 4, 10)).toBe(false)
  expect(canQuarter(new Uint16Array(48), 6, 8)).toBe(false)
  expect(canQuarter(new Int16Array(32), 4, 8)).toBe(false)
  expect(canQuarter(new Float32Array(32), 4, 8)).toBe(false)
  expect(canQuarter(new Uint16Array(33).subarray(1), 4, 8)).toBe(false)
})
