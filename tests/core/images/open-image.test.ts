import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findConverters } from '../../../src-main/core/images/conversion/find-converters.ts'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import { encodeNpy } from '../../fixtures/images/encode-npy.ts'
import { encodePng } from '../../fixtures/images/encode-png.ts'
import { encodeTiff, grayPage, ramp } from '../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const tiff = encodeTiff([grayPage(2, 3, ramp(6))])
const png = encodePng({ width: 2, height: 1, bits: 8, color: 0, rows: [[0, 1, 2]] })
const npy = encodeNpy('|u1', [2, 3], ramp(6))

test.each([
  ['a.tif', tiff, 'tiff'],
  ['a.png', png, 'png'],
  ['a.npy', npy, 'npy'],
  ['tiff-named.png', tiff, 'tiff'],
  ['png-without-name', png, 'png'],
])('%s is recognised by its content', async (name, bytes, format) => {
  const image = await openImage(folder.write(name, bytes))
  expect(image.info.format).toBe(format)
  await image.close()
})

test('a reference states which image and what its axes mean', async () => {
  const stack = folder.write('stack.npy', encodeNpy('|u1', [3, 1, 2], ramp(6)))
  const image = await openImage(`${stack}#series=0&axes=tyx`)
  expect(image.info).toMatchObject({ axes: 'tyx', size: { t: 3 } })
  await image.close()
  const other = await openImage(`${stack}#axes=tyx`, { axes: 'cyx' })
  expect(other.info.axes).toBe('cyx')
  await other.close()
  await expect(openImage(`${stack}#series=1`)).rejects.toMatchObject({ code: 'bad-request' })
  await expect(openImage(`${stack}#axes=zcyx`)).rejects.toMatchObject({ code: 'axes-mismatch' })
})

test('a file that is no container has nothing inside, and a folder is no image', async () => {
  const path = folder.write('plain.png', png)
  await expect(openImage(join(path, '0'))).rejects.toMatchObject({ code: 'file-not-found' })
  await expect(openImage(folder.path)).rejects.toMatchObject({
    code: 'format-not-supported',
    message: expect.stringMatching(/is a folder/) as string,
  })
})

test('other files are refused and named', async () => {
  const path = folder.write(
    'pointer.tif',
    'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n',
  )
  await expect(openImage(path)).rejects.toMatchObject({
    code: 'format-not-supported',
    message: expect.stringMatching(/pointer\.tif seems to be a Git LFS pointer/) as string,
  })
})

test('a microscope’s own format is named with its export, and what converts it here', async () => {
  const path = folder.write('cells.czi', 'ZISRAWFILE\0\0\0\0\0\0')
  const found = await findConverters()
  await expect(openImage(path)).rejects.toMatchObject({
    code: 'format-not-supported',
    message: expect.stringMatching(/a Zeiss CZI file; TIFF, PNG, .*In ZEN choose/) as string,
    details: found.length === 0 ? { path } : { converters: found.map(({ program }) => program) },
  })
  const preview = folder.write('slide.vsi', tiff)
  await expect(openImage(preview)).rejects.toMatchObject({ code: 'format-not-supported' })
})

test('missing, empty and cut-off files are told apart', async () => {
  await expect(openImage(join(folder.path, 'none.tif'))).rejects.toMatchObject({
    code: 'file-not-found',
  })
  await expect(openImage(folder.write('empty.tif', ''))).rejects.toMatchObject({
    code: 'file-truncated',
    message: expect.stringContaining('0 are there') as string,
  })
  await expect(openImage(folder.write('short.tif', tiff.subarray(0, 6)))).rejects.toMatchObject({
    code: 'file-truncated',
  })
})

test('every cut of a TIFF, a PNG and an npy file is a clear error, never a partial image', async () => {
  for (const [name, whole] of Object.entries({ 'cut.tif': tiff, 'cut.png': png, 'cut.npy': npy })) {
    // the TIFF fixture ends with the offset of no further page, all of which is needed
    for (let length = 0; length < whole.length; length++) {
      const path = folder.write(name, whole.subarray(0, length))
      const reading = openImage(path).then(async (image) => {
        await image.readAll().finally(() => image.close())
      })
      await expect(reading, `${name} cut to ${length}`).rejects.toMatchObject({
        name: 'TouchstoneError',
        code: expect.stringMatching(
          /^(file-truncated|format-corrupt|format-not-supported)$/,
        ) as string,
      })
    }
  }
})

test('random damage never gives anything but pixels or one of our errors', async () => {
  let state = 7
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  for (const [name, whole] of Object.entries({ 'bad.tif': tiff, 'bad.png': png, 'bad.npy': npy })) {
    for (let round = 0; round < 150; round++) {
      const bytes = Buffer.from(whole)
      for (let i = 0; i <= random(4); i++) bytes[random(bytes.length)] = random(256)
      const path = folder.write(name, bytes)
      try {
        const image = await openImage(path)
        await image.readAll().finally(() => image.close())
      } catch (error) {
        expect(error, `${name}: ${bytes.toString('hex')}`).toMatchObject({
          name: 'TouchstoneError',
        })
      }
    }
  }
})
