/** The public test files beside the repository: 298 real images, damaged and exotic ones among them. */
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
  'pillow_corrupt/tiff_overflow_rows_per_strip.tif':
    'the reference cannot read it, and its pixels are whole',
  'png/16bpc__basn2c16.png': 'Pillow reduces 16-bit colour to 8 bits',
  'png/16bpc__basn6a16.png': 'Pillow reduces 16-bit colour to 8 bits',
  'png/transparency__tbbn0g04.png': 'Pillow scales 4-bit gray to 8 bits',
}

test.skipIf(absent)(
  'every TIFF, PNG and npy decodes to the reference hash or is refused in words (needs ../shared/real)',
  async () => {
    const index = JSON.parse(readFileSync(join(real, 'formats/index.json'), 'utf8')) as {
      items: FormatItem[]
    }
    const items = index.items.filter(({ group }) => !group.startsWith('ome_zarr'))
    const wrong: string[] = []
    const refused: Record<string, number> = {}
    let matched = 0
    for (const item of items) {
      const expected =
        item.expected?.tifffile?.series?.[0] ?? item.expected?.numpy ?? item.expected?.pillow ?? {}
      const found = await inspectOrError(join(real, 'formats', item.file))
      if (!('sha256' in found)) {
        refused[found.code] = (refused[found.code] ?? 0) + 1
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
    expect(matched).toBeGreaterThanOrEqual(238)
    expect(refused['format-not-supported']).toBeLessThanOrEqual(45)
    expect(Object.keys(refused).toSorted()).toEqual([
      'file-truncated',
      'format-corrupt',
      'format-not-supported',
    ])
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
