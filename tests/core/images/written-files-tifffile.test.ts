/** What other programs see in our files: Debian's tifffile and numcodecs, where they are installed. */
import { execFileSync, spawnSync } from 'node:child_process'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exportImage } from '../../../src-main/core/images/export-image.ts'
import { createOmeTiffWriter } from '../../../src-main/core/images/tiff/write-ome-tiff.ts'
import { createPixelArray } from '../../../src-main/core/images/pixel-types.ts'
import type { ImageSource, PixelType } from '../../../src-main/core/images/types.ts'
import { memorySource } from '../../fixtures/images/memory-source.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'

const python = '/usr/bin/python3'
const absent = spawnSync(python, ['-c', 'import tifffile, numpy, numcodecs.zstd']).status !== 0
const folder = temporaryFolder()

/** Values that numpy can make too: plane * 1000 + i * 7, modulo 251. */
function image(axes: string, shape: readonly number[], dtype: PixelType, info = {}): ImageSource {
  const inPlane = shape.filter((_, i) => 'yxs'.includes(axes[i]!)).reduce((all, n) => all * n, 1)
  return memorySource({
    axes,
    shape,
    dtype,
    plane: (index) => {
      const pixels = createPixelArray(dtype, inPlane, 'a')
      for (let i = 0; i < inPlane; i++) pixels[i] = (index * 1000 + i * 7) % 251
      return pixels
    },
    info: { pixelSizeUm: { x: 0.25, y: 0.5, z: 2 }, ...info },
  })
}

const script = `
import json, sys, tifffile, numpy as np
path, planes, per_plane = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with tifffile.TiffFile(path) as tif:
    series = tif.series[0]
    data = series.asarray()
    i = np.arange(per_plane, dtype=np.int64)
    expected = np.concatenate([(p * 1000 + i * 7) % 251 for p in range(planes)])
    pixels = tifffile.xml2dict(tif.ome_metadata)['OME']['Image']['Pixels']
    levels = [level.asarray() for level in series.levels]
    means = []
    for above, level in zip(levels, levels[1:]):
        y, x = series.axes.index('Y'), series.axes.index('X')
        a = np.moveaxis(above.astype(np.float64), (y, x), (0, 1))
        b = np.moveaxis(level.astype(np.float64), (y, x), (0, 1))
        h, w = a.shape[0] // 2, a.shape[1] // 2
        m = (a[0:2*h:2, 0:2*w:2] + a[1:2*h:2, 0:2*w:2] + a[0:2*h:2, 1:2*w:2] + a[1:2*h:2, 1:2*w:2]) / 4
        if level.dtype.kind != 'f': m = np.floor(m + 0.5)
        means.append(float(np.abs(m - b[:h, :w]).max()))
    channels = pixels.get('Channel', [])
    channels = channels if isinstance(channels, list) else [channels]
    print(json.dumps({
        'ome': tif.is_ome, 'big': tif.is_bigtiff, 'axes': series.axes, 'shape': data.shape,
        'dtype': str(data.dtype), 'equal': bool((data.reshape(-1) == expected).all()),
        'levels': [level.shape for level in levels], 'means': means,
        'size': [pixels.get('PhysicalSize' + a) for a in 'XYZ'],
        'channels': [c.get('Name') for c in channels],
        'resolution': [float(np.divide(*tif.pages[0].tags[t].value)) for t in (282, 283)],
    }))
`

function askTifffile(path: string, planes: number, perPlane: number): Record<string, unknown> {
  const answer = execFileSync(python, ['-c', script, path, String(planes), String(perPlane)])
  return JSON.parse(answer.toString()) as Record<string, unknown>
}

test.skipIf(absent).each([
  ['tczyx', [2, 2, 3, 40, 60], 'uint16', 'TCZYX'],
  ['zyx', [3, 1100, 70], 'uint16', 'ZYX'],
  ['cyx', [2, 40, 60], 'float32', 'CYX'],
  ['yxs', [1100, 70, 3], 'uint8', 'YXS'],
  ['yx', [1101, 37], 'int32', 'YX'],
  ['yx', [40, 60], 'float64', 'YX'],
] as const)(
  'tifffile sees %s %j of %s as it is (needs python3-tifffile)',
  async (axes, shape, dtype, theirs) => {
    const path = join(folder.path, 'a.ome.tif')
    const names = Array.from({ length: axes.includes('c') ? 2 : 1 }, (_, i) => `stain <${i}> µ`)
    const source = image(axes, shape, dtype, { channels: names.map((name) => ({ name })) })
    await exportImage(source, path, { format: 'ome-tiff' })
    const { size } = source.info
    const answer = askTifffile(
      path,
      size.t * size.c * size.z,
      size.height * size.width * size.samples,
    )
    expect(answer).toMatchObject({
      ...{ ome: true, big: false, axes: theirs, shape, dtype, equal: true },
      ...{ size: [0.25, 0.5, 2], channels: names, resolution: [40_000, 20_000] },
    })
    const isLarge = size.height > 1024
    expect((answer['levels'] as unknown[]).length).toBe(isLarge ? 3 : 1)
    expect(answer['means']).toEqual(isLarge ? [0, 0] : [])
  },
)

test.skipIf(absent)(
  'tifffile reads labels of a BigTIFF with levels (needs python3-tifffile)',
  async () => {
    const path = join(folder.path, 'b.ome.tif')
    const handle = await open(path, 'w+')
    const size = { t: 1, c: 1, z: 2, height: 1100, width: 40, samples: 1 }
    const writer = createOmeTiffWriter(handle, {
      ...{ dtype: 'uint32', size, pixelSizeUm: { x: 0.25, y: 0.5 }, reduction: 'mean' },
      ...{ compression: { method: 'deflate', level: 6 }, bigTiffAboveBytes: 0 },
    })
    for (let plane = 0; plane < 2; plane++) {
      const pixels = Uint32Array.from({ length: 44_000 }, (_, i) => (plane * 1000 + i * 7) % 251)
      await writer.writeRegion(plane, { y: 0, x: 0, height: 1100, width: 40 }, pixels)
    }
    await writer.finish()
    await handle.close()
    expect(askTifffile(path, 2, 44_000)).toMatchObject({
      ...{ ome: true, big: true, axes: 'ZYX', shape: [2, 1100, 40], dtype: 'uint32', equal: true },
      ...{
        levels: [
          [2, 1100, 40],
          [2, 550, 20],
          [2, 275, 10],
        ],
        means: [0, 0],
      },
    })
  },
)

const zarrScript = `
import json, sys, os, numpy as np
from numcodecs.zstd import Zstd
root = sys.argv[1]
meta = json.load(open(os.path.join(root, 'zarr.json')))
shape, chunk = meta['shape'], meta['chunk_grid']['configuration']['chunk_shape']
out = np.zeros([-(-s // c) * c for s, c in zip(shape, chunk)], meta['data_type'])
for at in np.ndindex(*[-(-s // c) for s, c in zip(shape, chunk)]):
    raw = Zstd().decode(open(os.path.join(root, 'c', *map(str, at)), 'rb').read())
    where = tuple(slice(i * c, (i + 1) * c) for i, c in zip(at, chunk))
    out[where] = np.frombuffer(raw, np.dtype(meta['data_type']).newbyteorder('<')).reshape(chunk)
out = out[tuple(slice(0, s) for s in shape)]
i = np.arange(shape[-1] * shape[-2], dtype=np.int64)
planes = out.size // i.size
expected = np.concatenate([(p * 1000 + i * 7) % 251 for p in range(planes)])
print(json.dumps({'shape': out.shape, 'equal': bool((out.reshape(-1) == expected).all())}))
`

test.skipIf(absent)(
  'numpy and numcodecs read the chunks of an OME-Zarr (needs python3-zarr)',
  async () => {
    const path = join(folder.path, 'c.zarr')
    await exportImage(image('czyx', [2, 2, 530, 600], 'uint16'), path, { format: 'ome-zarr' })
    const answer = execFileSync(python, ['-c', zarrScript, join(path, '0')]).toString()
    expect(JSON.parse(answer)).toEqual({ shape: [2, 2, 530, 600], equal: true })
  },
)
