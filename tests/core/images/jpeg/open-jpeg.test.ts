import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openImage } from '../../../../src-main/core/images/open-image.ts'
import { readLabelImage } from '../../../../src-main/core/images/read-label-image.ts'
import { cmykJpeg, tinyJpeg, twelveBitJpeg } from './tiny-jpeg.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-jpeg-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function written(bytes: Uint8Array): Promise<string> {
  const path = join(folder, 'photo.jpg')
  await writeFile(path, bytes)
  return path
}

test('is an input image with a warning, read whole and in parts', async () => {
  const source = await openImage(await written(tinyJpeg))
  expect(source.info).toMatchObject({
    format: 'jpeg',
    axes: 'yxs',
    shape: [8, 16, 3],
    dtype: 'uint8',
  })
  expect(source.info.warnings[0]).toContain('changed the values')
  const whole = await source.readPlane()
  const part = await source.readRegion({ y: 7, x: 14, height: 1, width: 2 })
  expect([...part.data]).toEqual([...whole.data.slice(-6)])
  await source.close()
})

test('four components are four samples, told in a warning; 12 bits are uint16', async () => {
  const four = await openImage(await written(cmykJpeg))
  expect(four.info).toMatchObject({ axes: 'yxs', shape: [8, 16, 4], dtype: 'uint8' })
  expect(four.info.warnings.join()).toContain('cyan')
  await four.close()
  const twelve = await openImage(await written(twelveBitJpeg()))
  expect(twelve.info.dtype).toBe('uint16')
  expect((await twelve.readPlane()).data).toBeInstanceOf(Uint16Array)
  await twelve.close()
})

test('is refused as ground truth, with the reason', async () => {
  await expect(readLabelImage(await written(tinyJpeg))).rejects.toMatchObject({
    code: 'not-a-label-image',
    message: expect.stringContaining('JPEG') as string,
  })
})

test('damaged files and absurd sizes are errors', async () => {
  await expect(openImage(await written(tinyJpeg.slice(0, 100)))).rejects.toMatchObject({
    code: 'format-corrupt',
  })
  const huge = tinyJpeg.slice()
  const frame = huge.findIndex((byte, i) => byte === 0xff && huge[i + 1] === 0xc0)
  huge.fill(0xff, frame + 5, frame + 9)
  await expect(openImage(await written(huge))).rejects.toThrow('65535 x 65535 pixels')
  const source = await openImage(await written(tinyJpeg.slice(0, -14)))
  await expect(source.readPlane()).rejects.toMatchObject({ code: 'format-corrupt' })
  await source.close()
})
