import { expect, test } from 'vitest'
import { findLabel } from '../../../../src-main/core/images/pictures/find-label.ts'
import type { ImageSource, Region } from '../../../../src-main/core/images/types.ts'

/** Planes of 4 x 3 pixels. */
function stack(...planes: readonly (readonly number[])[]): ImageSource {
  return {
    info: { size: { width: 4, height: 3, z: planes.length, t: 1, c: 1, samples: 1 } },
    readRegion: ({ z = 0, y, height }: Region) =>
      Promise.resolve({ data: Uint16Array.from(planes[z]!.slice(y * 4, (y + height) * 4)) }),
  } as unknown as ImageSource
}

test('an object is where most of its pixels are', async () => {
  const little = [0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  const much = [0, 0, 0, 0, 0, 0, 5, 5, 0, 0, 0, 5]
  expect(await findLabel(stack(little, much, little), 5)).toEqual({
    ...{ t: 0, z: 1, left: 2, top: 1, right: 3, bottom: 2 },
  })
})

test('a label that no pixel has is nowhere', async () => {
  expect(await findLabel(stack([0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 5)).toBeNull()
})
