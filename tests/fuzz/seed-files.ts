/** Whole images of several kinds, written here, so that a bare clone has something to damage. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportImage } from '../../src-main/core/images/export-image.ts'
import { openImage } from '../../src-main/core/images/open-image.ts'
import { writeLabelImage } from '../../src-main/core/images/write-label-image.ts'
import { writeRealImage } from '../../src-main/core/images/write-real-image.ts'
import { encodeTiff } from '../contract/encode-tiff.ts'
import { tinyJpeg } from '../core/images/jpeg/tiny-jpeg.ts'

const side = 96

/** Paths of the files, all inside `folder`. */
export async function seedFiles(folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true })
  const at = (name: string): string => join(folder, name)
  const ramp = Uint16Array.from({ length: side * side }, (_, i) => (i * 37) % 5000)
  writeFileSync(at('plain.tif'), encodeTiff(ramp, [side, side]))
  await writeLabelImage(at('labels.ome.tif'), {
    shape: [3, side, side],
    data: Uint32Array.from({ length: 3 * side * side }, (_, i) => (i >> 5) % 700),
  })
  await writeRealImage(at('real.ome.tif'), {
    shape: [side, side],
    data: Float64Array.from(ramp, (value) => Math.sqrt(value)),
  })
  writeFileSync(at('ramp.npy'), encodeNpy(ramp))
  writeFileSync(at('photo.jpg'), tinyJpeg)
  const labels = await openImage(at('labels.ome.tif'))
  await exportImage(labels, at('labels.ome.zarr'), { format: 'ome-zarr', kind: 'mode' })
  await labels.close()
  return [
    'plain.tif',
    'labels.ome.tif',
    'real.ome.tif',
    'ramp.npy',
    'photo.jpg',
    'labels.ome.zarr',
  ].map(at)
}

/** NumPy's format version 1.0. */
function encodeNpy(pixels: Uint16Array): Buffer {
  const dictionary = `{'descr': '<u2', 'fortran_order': False, 'shape': (${side}, ${side}), }`
  const header = dictionary.padEnd(117, ' ') + '\n'
  const start = Buffer.from(`\x93NUMPY\x01\x00`, 'latin1')
  const length = Buffer.alloc(2)
  length.writeUInt16LE(header.length)
  return Buffer.concat([start, length, Buffer.from(header, 'latin1'), Buffer.from(pixels.buffer)])
}
