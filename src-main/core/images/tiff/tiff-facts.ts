/** What the first page of an image says of itself, in words for a person. */
import { product } from '../pixel-types.ts'
import { nameOfCompression } from './decompress.ts'
import type { TiffDirectory } from './directory.ts'
import type { TiffFile } from './open-tiff-file.ts'
import type { PageLayout } from './page-layout.ts'
import { tag } from './tags.ts'

type Facts = readonly { readonly name: string; readonly value: string }[]

const photometricNames: Readonly<Record<number, string>> = {
  0: 'gray, white is 0',
  1: 'gray, black is 0',
  2: 'RGB',
  3: 'colour table',
  4: 'mask',
  5: 'CMYK',
  6: 'YCbCr',
  8: 'CIE L*a*b*',
  9: 'ICC L*a*b*',
  32803: 'colour filter array',
  32844: 'LogL',
  32845: 'LogLuv',
}

const orientationNames = [
  'top left',
  'top right (mirrored)',
  'bottom right (turned by 180°)',
  'bottom left (mirrored)',
  'left top (turned and mirrored)',
  'right top (turned by 90°)',
  'right bottom (turned and mirrored)',
  'left bottom (turned by 270°)',
]

const longestText = 500
const [artistTag, makeTag, modelTag, hostTag, dateTag] = [315, 271, 272, 316, 306]

export async function tiffFacts(
  { encoding, pages }: TiffFile,
  page: TiffDirectory,
  layout: PageLayout,
): Promise<Facts> {
  const text = async (number: number): Promise<string> =>
    ((await page.text(number)) ?? '').trim().slice(0, longestText)
  const orientation = await page.number(tag.orientation, 1)
  const camera = [await text(makeTag), await text(modelTag)].filter((part) => part !== '')
  const facts: [name: string, value: string][] = [
    ['Compression', compressionText(layout)],
    ['Stored as', chunkText(layout)],
    ['Bits per sample', String(layout.bits)],
    ['Colour model', photometricNames[layout.photometric] ?? `number ${layout.photometric}`],
    ['Byte order', encoding.littleEndian ? 'little-endian' : 'big-endian'],
    ['File type', encoding.big ? 'BigTIFF' : 'TIFF'],
    ['Pages in the file', String(pages.count)],
    ['Orientation', orientation === 1 ? '' : (orientationNames[orientation - 1] ?? '')],
    ['Software', await text(tag.software)],
    ['Date', await text(dateTag)],
    ['Camera', camera.join(' ')],
    ['Artist', await text(artistTag)],
    ['Computer', await text(hostTag)],
  ]
  return facts.filter(([, value]) => value !== '').map(([name, value]) => ({ name, value }))
}

function compressionText({ compression, predictor }: PageLayout): string {
  const name = nameOfCompression(compression)
  if (predictor === 2) return `${name} of differences (predictor 2)`
  return predictor === 3 ? `${name} of floating-point differences (predictor 3)` : name
}

function chunkText(layout: PageLayout): string {
  const { chunksAcross, chunksDown, chunkWidth, chunkHeight } = layout
  const count = product([chunksAcross, chunksDown, layout.depth])
  const planar = layout.planar ? ', samples apart' : ''
  if (layout.tiled) return `${count} tiles of ${chunkHeight} x ${chunkWidth}${planar}`
  if (count === 1) return `one strip${planar}`
  return `${count} strips of ${chunkHeight} ${chunkHeight === 1 ? 'row' : 'rows'}${planar}`
}

const photometricNotes: Readonly<Record<number, string>> = {
  0: 'White is stored as 0; the values are kept as they are, not inverted.',
  3: 'The values are indices into a colour table, not intensities.',
  5: 'The colour model is CMYK; the values are kept as they are.',
  6: 'The colour model is YCbCr; the values are kept as they are.',
  8: 'The colour model is CIE L*a*b*; the values are kept as they are.',
}

const jpegCompressions = new Set([6, 7, 34892])

/** What is not applied to the values although the file asks for it. */
export async function tiffWarnings(page: TiffDirectory, layout: PageLayout): Promise<string[]> {
  const warnings: string[] = []
  const note = photometricNotes[layout.photometric]
  // the decoders of JPEG give RGB
  const isDecoded = layout.photometric === 6 && jpegCompressions.has(layout.compression)
  if (note !== undefined && !isDecoded) warnings.push(note)
  const orientation = await page.number(tag.orientation, 1)
  if (orientation > 1) {
    warnings.push(
      `The file asks to be shown turned or mirrored (orientation ${orientation}); it is read as stored.`,
    )
  }
  const planes = page.count(tag.metaMorphPlanes)
  if (planes > 1) {
    warnings.push(
      `A MetaMorph stack of ${planes} planes: only the first is read; export it as OME-TIFF.`,
    )
  }
  return warnings
}
