import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inspectImage } from '../../../../src-main/core/images/inspect-image.ts'
import { openImage } from '../../../../src-main/core/images/open-image.ts'
import { encodeNpy } from '../../../fixtures/images/encode-npy.ts'
import { encodePng } from '../../../fixtures/images/encode-png.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const image = (value: number, shape = [2, 3]): Buffer => {
  const length = shape.reduce((all, size) => all * size, 1)
  return encodeNpy(
    '|u1',
    shape,
    Uint8Array.from({ length }, (_, i) => value + i),
  )
}
function series(name: string, files: Readonly<Record<string, Buffer>>): string {
  mkdirSync(join(folder.path, name))
  for (const [file, bytes] of Object.entries(files)) folder.write(`${name}/${file}`, bytes)
  return join(folder.path, name)
}

test('numbered images are one stack, also under other axes', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [
      `a_${String(i + 1).padStart(4, '0')}.npy`,
      image(i * 10),
    ]),
  )
  const path = join(series('plain', files), 'a_*.npy')
  const stack = await openImage(path)
  expect(stack.info).toMatchObject({
    format: 'npy-sequence',
    axes: 'qyx',
    shape: [12, 2, 3],
    size: { z: 12 },
  })
  expect(stack.info.facts[0]?.value).toMatch(/^12 files in .*: a_0001\.npy to a_0012\.npy$/)
  const planes = await Promise.all(
    Array.from({ length: 12 }, (_, z) => stack.readRegion({ z, y: 1, x: 1, height: 1, width: 2 })),
  )
  expect(planes.map(({ data }) => [...data])).toEqual(
    Array.from({ length: 12 }, (_, z) => [z * 10 + 4, z * 10 + 5]),
  )
  await stack.close()
  const timed = await openImage(`${path}#axes=tyx`)
  expect(timed.info.size).toMatchObject({ t: 12, z: 1 })
  expect((await timed.readPlane({ t: 11 })).data[0]).toBe(110)
  await timed.close()
})

test('the hash is over all files, one after another', async () => {
  const folderPath = series('hash', { 'z1.npy': image(1), 'z2.npy': image(50), 'z3.npy': image(9) })
  const hash = createHash('sha256')
  for (const start of [1, 50, 9]) hash.update(Uint8Array.from({ length: 6 }, (_, i) => start + i))
  expect(await inspectImage(join(folderPath, 'z*.npy'), { checksum: true })).toMatchObject({
    axes: 'zyx',
    shape: [3, 2, 3],
    sha256: hash.digest('hex'),
  })
})

test('times and channels in the names become axes before those of the files', async () => {
  const files = Object.fromEntries(
    [1, 2].flatMap((t) => [1, 2].map((c) => [`t${t}_ch${c}.npy`, image(t * 100 + c, [3, 2, 2])])),
  )
  const stack = await openImage(join(series('grid', files), 't*_ch*.npy'))
  expect(stack.info).toMatchObject({ axes: 'tcqyx', size: { t: 2, c: 2, z: 3 } })
  expect((await stack.readPlane({ t: 1, c: 0, z: 2 })).data[0]).toBe(201 + 8)
  await stack.close()
})

test('a missing file of a grid reads as 0 and is counted', async () => {
  const stack = await openImage(
    join(
      series('hole', { 't1_z1.npy': image(1), 't1_z2.npy': image(2), 't2_z1.npy': image(3) }),
      't*_z*.npy',
    ),
  )
  expect(stack.info.warnings.join()).toMatch(/1 image of 4 is missing/)
  expect(await stack.readPlane({ t: 1, z: 1 })).toMatchObject({
    filledPixels: 6,
    data: new Uint8Array(6),
  })
  expect((await stack.readAll()).data.length).toBe(24)
  await stack.close()
})

test('a file of another size is named, at the end at once, in between when it is reached', async () => {
  const odd = image(0, [3, 3])
  const last = series('odd-last', { 'a1.npy': image(0), 'a2.npy': image(0), 'a3.npy': odd })
  const mismatch = { code: 'shape-mismatch' }
  await expect(openImage(join(last, 'a*.npy'))).rejects.toMatchObject({
    ...mismatch,
    message: expect.stringMatching(/a3\.npy is yx 3 x 3 uint8 .* yx 2 x 3 uint8/) as string,
  })
  const middle = series('odd-middle', { 'a1.npy': image(0), 'a2.npy': odd, 'a3.npy': image(0) })
  const stack = await openImage(join(middle, 'a*.npy'))
  await expect(stack.readPlane({ z: 1 })).rejects.toMatchObject(mismatch)
  expect((await stack.readPlane({ z: 2 })).shape).toEqual([2, 3])
  await stack.close()
})

test('no such files is an error', async () => {
  await expect(openImage(join(folder.path, 'none_*.tif'))).rejects.toMatchObject({
    code: 'file-not-found',
  })
})

test('a stack of palette images is one of indices, as each of them is', async () => {
  const colours = ['PLTE', Uint8Array.of(0, 0, 0, 255, 0, 0)] as const
  const bytes = encodePng({
    width: 2,
    height: 1,
    bits: 8,
    color: 3,
    rows: [[0, 0, 1]],
    extra: [colours],
  })
  const path = join(series('indices', { 'p_1.png': bytes, 'p_2.png': bytes }), 'p_*.png')
  const stack = await openImage(path)
  expect(stack).toMatchObject({ isPalette: true, isLossy: false, isOfSet: true })
  await stack.close()
})
