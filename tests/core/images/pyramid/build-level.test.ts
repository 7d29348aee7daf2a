import { expect, test } from 'vitest'
import { cropPlane } from '../../../../src-main/core/images/crop.ts'
import { buildLevel } from '../../../../src-main/core/images/pyramid/build-level.ts'
import { halveBlock } from '../../../../src-main/core/images/pyramid/halve-block.ts'
import { halved } from '../../../../src-main/core/images/pyramid/level-sizes.ts'
import { insideOfTile, tileGrid } from '../../../../src-main/core/images/pyramid/tile-grid.ts'

const size = { height: 75, width: 101 }
const tile = { height: 16, width: 32 }
const pixels = Uint16Array.from({ length: 75 * 101 * 2 }, (_, i) => (i * 7919) % 5000)

async function build(signal?: AbortSignal, zeroTile = ''): Promise<Uint16Array> {
  const [source, target] = [tileGrid(size, tile), tileGrid(halved(size), tile)]
  const out = new Uint16Array(target.height * target.width * 2)
  await buildLevel({
    ...{ source, target, samples: 2, dtype: 'uint16', reduction: 'mean', signal },
    read: async (tileY, tileX) =>
      `${tileY},${tileX}` === zeroTile
        ? undefined
        : cropPlane(pixels, 101, 2, 'uint16', insideOfTile(source, tileY, tileX), 'a'),
    write: async (tileY, tileX, written) => {
      const { y, x, height, width } = insideOfTile(target, tileY, tileX)
      for (let row = 0; row < height; row++) {
        const from = written.subarray(row * width * 2, (row + 1) * width * 2) as Uint16Array
        out.set(from, ((y + row) * target.width + x) * 2)
      }
    },
  })
  return out
}

test('tile by tile gives what the whole plane gives', async () => {
  expect(await build()).toEqual(halveBlock(pixels, 75, 101, 2, 'uint16', 'mean'))
})

test('a tile that is said to be 0 leaves its quarter 0', async () => {
  const out = await build(undefined, '1,1')
  const whole = halveBlock(pixels, 75, 101, 2, 'uint16', 'mean') as Uint16Array
  for (let y = 8; y < 16; y++) whole.fill(0, (y * 51 + 16) * 2, (y * 51 + 32) * 2)
  expect(out).toEqual(whole)
})

test('stops where nobody waits any more', async () => {
  await expect(build(AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
})
