import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isHdf5, openHdf5 } from '../../../../src-main/core/images/hdf5/open-hdf5.ts'
import { inspectImage } from '../../../../src-main/core/images/inspect-image.ts'
import { openImage } from '../../../../src-main/core/images/open-image.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import { writeHdf5 } from '../../../fixtures/images/write-hdf5.ts'

const folder = temporaryFolder()
const small = { shape: [2, 2], data: Uint8Array.of(1, 2, 3, 4) }

test('HDF5 is told by its first bytes, behind MATLAB’s too', () => {
  expect(isHdf5(Buffer.from('\x89HDF\r\n\x1a\n', 'latin1'))).toBe(true)
  expect(isHdf5(Buffer.from('MATLAB 7.3 MAT-file, Platform: GLNXA64'))).toBe(true)
  expect(isHdf5(Buffer.from('MATLAB 5.0 MAT-file'))).toBe(false)
})

test('a dataset, a group or a series is chosen', async () => {
  const path = await writeHdf5(join(folder.path, 'a.h5'), {
    'one/image': { shape: [4, 4], data: new Uint8Array(16) },
    'two/other': small,
  })
  const shapeOf = async (reference: string): Promise<readonly number[]> => {
    const source = await openImage(reference)
    await source.close()
    return source.info.shape
  }
  expect(await shapeOf(path)).toEqual([4, 4])
  expect(await shapeOf(`${path}#series=1`)).toEqual([2, 2])
  expect(await shapeOf(join(path, 'two', 'other'))).toEqual([2, 2])
  expect(await shapeOf(join(path, 'two'))).toEqual([2, 2])
  await expect(shapeOf(`${path}#series=2`)).rejects.toMatchObject({ code: 'bad-request' })
  for (const reference of [join(path, 'three'), join(path, 'two/other/x')]) {
    await expect(shapeOf(reference)).rejects.toMatchObject({ code: 'not-found' })
  }
})

test.each([
  [{ X: small, 'obs/a': small, 'var/a': small }, /an AnnData table/],
  [{ 'model_weights/dense': small }, /a Keras model/],
  [{ 'notes/text': { shape: [1], data: ['hello'] } }, /without an image: it holds notes\/text/],
])('a file without an image is refused and its content named', async (arrays, message) => {
  const path = await writeHdf5(join(folder.path, 'other.h5'), arrays)
  await expect(openHdf5(path, {}, '')).rejects.toMatchObject({
    code: 'format-not-supported',
    message: expect.stringMatching(message) as string,
  })
})

test('every cut of a file is a clear error', async () => {
  const whole = readFileSync(
    await writeHdf5(join(folder.path, 'whole.h5'), {
      image: { shape: [16, 16], data: new Uint16Array(256).fill(7) },
    }),
  )
  for (let length = 8; length < whole.length; length += 97) {
    const path = folder.write('cut.h5', whole.subarray(0, length))
    const reading = openImage(path).then((source) => source.readAll().finally(() => source.close()))
    await expect(reading, `cut to ${length}`).rejects.toMatchObject({
      code: expect.stringMatching(/^(file-truncated|format-corrupt)$/) as string,
    })
  }
}, 60_000)

const real = join(import.meta.dirname, '../../../../../shared/real/datasets')

interface RealFile {
  readonly file: string
  readonly h5: readonly { path: string; shape: number[]; dtype: string; pixels_sha256?: string }[]
}

test.skipIf(!existsSync(real))(
  'ilastik’s exports have the pixels of the index (needs ../shared/real)',
  async () => {
    const { datasets } = JSON.parse(readFileSync(join(real, 'index.json'), 'utf8')) as {
      datasets: readonly { name: string; files?: readonly RealFile[] }[]
    }
    const files = datasets.find(({ name }) => name === 'ilastik_exports_h5')?.files ?? []
    let compared = 0
    for (const { file, h5 } of files.filter((each) => /\.h5$/.test(each.file))) {
      for (const { path, shape, dtype, pixels_sha256: sha256 } of h5) {
        const found = await inspectImage(join(real, file, path), { checksum: true })
        expect(found, file).toMatchObject({ shape, dtype, sha256 })
        compared++
      }
    }
    expect(compared).toBeGreaterThan(5)
  },
  60_000,
)

test('a hash over the stored order does not depend on the axes', async () => {
  const data = Uint16Array.from({ length: 24 }, (_, i) => i)
  const axistags = JSON.stringify({ axes: ['y', 'x', 'c'].map((key) => ({ key })) })
  const path = await writeHdf5(join(folder.path, 'hash.h5'), {
    exported_data: { shape: [3, 4, 2], data, attributes: { axistags } },
  })
  const sha256 = createHash('sha256').update(new Uint8Array(data.buffer)).digest('hex')
  expect(await inspectImage(path, { checksum: true })).toMatchObject({ axes: 'yxc', sha256 })
})
