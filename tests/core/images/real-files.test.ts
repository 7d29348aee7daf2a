/** The public test files beside the repository: all 325 real images and stores, damaged and exotic ones among them. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isTouchstoneError } from '../../../src-main/core/errors.ts'
import { inspectImage, type Inspection } from '../../../src-main/core/images/inspect-image.ts'

const real = join(import.meta.dirname, '../../../../shared/real')
const absent = !existsSync(join(real, 'formats/index.json'))

interface Expected {
  readonly axes?: string
  readonly shape?: readonly number[]
  readonly dtype?: string
  readonly pixels_sha256?: string
}
interface FormatItem {
  readonly file: string
  readonly group: string
  readonly verdict: string
  readonly expected?: {
    readonly tifffile?: { readonly series?: readonly Expected[] }
    readonly pillow?: Expected
    readonly numpy?: Expected
  }
}

/** Where we differ from the reference reader on purpose. */
const explained: Readonly<Record<string, string>> = {
  'png/16bpc__basn2c16.png': 'Pillow reduces 16-bit colour to 8 bits',
  'png/16bpc__basn6a16.png': 'Pillow reduces 16-bit colour to 8 bits',
  'png/transparency__tbbn0g04.png': 'Pillow scales 4-bit gray to 8 bits',
}
/** Encodings that may stay unread: complex pixels, LZMA, JPEG 2000, JPEG XR. */
const rare = [
  'imagecodecs/gray.c16.tif',
  'imagecodecs/gray.lzma.u2.tif',
  'imagecodecs/rgb.tiled.jpeg2000.u1.tif',
  'imagecodecs/rgb.tiled.jpegxr.u1.tif',
  'pillow/hopper_lzma.tif',
]
/** Damaged beyond reading, though the reference answers with an array without pixels. */
const withoutPixels = 'image_rs_fuzz_corrupt/oor_panic__colormap-shl-overflow.tiff'

test.skipIf(absent)(
  'every TIFF, PNG and npy decodes to the reference hash or is refused in words (needs ../shared/real)',
  async () => {
    const index = JSON.parse(readFileSync(join(real, 'formats/index.json'), 'utf8')) as {
      items: FormatItem[]
    }
    const items = index.items.filter(({ group }) => !group.startsWith('ome_zarr'))
    const wrong: string[] = []
    const refused: Record<string, number> = {}
    const unread: string[] = []
    let matched = 0
    for (const item of items) {
      const expected =
        item.expected?.tifffile?.series?.[0] ?? item.expected?.numpy ?? item.expected?.pillow ?? {}
      const found = await inspectOrError(join(real, 'formats', item.file))
      if (!('sha256' in found)) {
        refused[found.code] = (refused[found.code] ?? 0) + 1
        if (item.verdict === 'ok') unread.push(item.file)
        continue
      }
      if (item.file in explained) continue
      const axes = expected.axes?.toLowerCase().replace('i', 'q') ?? found.axes
      const agrees =
        found.sha256 === expected.pixels_sha256 &&
        found.axes === axes &&
        String(found.shape) === String(expected.shape) &&
        found.dtype === expected.dtype
      if (agrees) matched++
      else wrong.push(item.file)
    }
    expect(wrong).toEqual([])
    expect(unread.toSorted()).toEqual([...rare, withoutPixels].toSorted())
    expect(matched).toBeGreaterThanOrEqual(269)
    expect(Object.keys(refused).toSorted()).toEqual([
      'file-truncated',
      'format-corrupt',
      'format-not-supported',
      'unsupported-encoding',
    ])
    expect(refused['format-not-supported']).toBe(1) // a ZEISS CZI
  },
)

test.skipIf(absent)(
  'every array of the Zarr stores, zipped or not, decodes to the reference hash (needs ../shared/real)',
  async () => {
    const index = JSON.parse(readFileSync(join(real, 'formats/index.json'), 'utf8')) as {
      items: (FormatItem & {
        expected: { arrays: { path: string; pixels_sha256?: string }[] }
      })[]
    }
    const wrong: string[] = []
    let arrays = 0
    for (const { file, expected } of index.items.filter((one) =>
      one.group.startsWith('ome_zarr'),
    )) {
      const whole = await inspectOrError(join(real, 'formats', file))
      const hashes = expected.arrays.map((array) => array.pixels_sha256)
      if (!('sha256' in whole) || !hashes.includes(whole.sha256)) wrong.push(file)
      for (const { path, pixels_sha256: hash } of expected.arrays) {
        if (hash === undefined) continue
        const found = await inspectOrError(join(real, 'formats', file, path))
        if ('sha256' in found && found.sha256 === hash) arrays++
        else wrong.push(`${file}/${path}`)
      }
    }
    expect(wrong).toEqual([])
    expect(arrays).toBeGreaterThanOrEqual(127)
  },
)

test.skipIf(absent)(
  'every image of the datasets decodes to the reference hash (needs ../shared/real)',
  async () => {
    const images = new Map<string, Expected>()
    collect(JSON.parse(readFileSync(join(real, 'datasets/index.json'), 'utf8')), images)
    const wrong: string[] = []
    let inPillowsBooleans = 0
    for (const [file, expected] of images) {
      const found = await inspectOrError(join(real, 'datasets', file))
      if ('sha256' in found && found.sha256 === expected.pixels_sha256) continue
      // Pillow keeps the 1 of a 1-bit PNG as the byte 255; ours is 1, as in TIFF and NumPy
      if (file.endsWith('.png') && expected.dtype === 'bool') inPillowsBooleans++
      else wrong.push(file)
    }
    expect(wrong).toEqual([])
    expect(images.size).toBeGreaterThan(150)
    expect(inPillowsBooleans).toBeLessThanOrEqual(5)
  },
)

async function inspectOrError(
  path: string,
): Promise<(Inspection & { sha256: string }) | { code: string }> {
  try {
    const found = await inspectImage(path, { checksum: true })
    return { ...found, sha256: found.sha256 ?? '' }
  } catch (error) {
    if (isTouchstoneError(error)) return { code: error.code }
    throw error
  }
}

function collect(value: unknown, images: Map<string, Expected>): void {
  if (typeof value !== 'object' || value === null) return
  const entry = value as { file?: unknown; pixels_sha256?: unknown }
  if (typeof entry.file === 'string' && typeof entry.pixels_sha256 === 'string') {
    images.set(entry.file, value)
  }
  for (const child of Object.values(value)) collect(child, images)
}
