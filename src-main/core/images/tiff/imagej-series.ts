/** The hyperstack that ImageJ's description states: t, then z, then c, all planes of one file. */
import { micrometresPerUnit } from '../length-unit.ts'
import { product } from '../pixel-types.ts'
import type { ChannelInfo } from '../types.ts'
import { planesOfDescription } from './contiguous-planes.ts'
import type { TiffDirectory } from './directory.ts'
import { unnamedChannels, withoutSingletons } from './equal-pixels.ts'
import { parseImageJDescription, type ImageJDescription } from './imagej-description.ts'
import { readImageJMetadata } from './imagej-metadata.ts'
import { pageRun, type PlaneTable } from './plane-table.ts'
import { calibrationOfPlainTiff, pixelSizeFromResolution } from './resolution.ts'
import type { ListedSeries, SeriesContext, TiffSeries } from './series.ts'
import type { PageLayout } from './page-layout.ts'

/** Undefined where the text is not ImageJ's, or contradicts the file, which a warning then says. */
export async function imagejSeries(
  context: SeriesContext,
  text: string,
): Promise<readonly ListedSeries[] | undefined> {
  const description = parseImageJDescription(text)
  if (description === undefined) return undefined
  const { tiff, warnings } = context
  const layout = await tiff.layout(0)
  const place = await placePlanes(context, layout, description)
  if (place === undefined) {
    const { frames, slices, channels } = description
    warnings.push(
      `ImageJ's description is ignored: it states ${frames * slices * channels} planes, and the file has ${tiff.pages.count}.`,
    )
    return undefined
  }
  const open = async (): Promise<TiffSeries> => {
    const first = await tiff.directory(0)
    const { channels, facts } = await readImageJMetadata(first, tiff.encoding.littleEndian)
    return {
      format: 'imagej-tiff',
      ...place,
      layout,
      pixelSizeUm: await pixelSize(first, description),
      channels: namedChannels(place.channels, channels),
      facts: [...descriptionFacts(description), ...facts],
      warnings: [],
    }
  }
  return [{ info: { name: description.title ?? 'image 1', kind: 'image' }, open }]
}

interface Place {
  readonly axes: string
  readonly shape: readonly number[]
  readonly planes: PlaneTable
  readonly channels: number
}

async function placePlanes(
  { tiff }: SeriesContext,
  layout: PageLayout,
  { frames, slices, channels }: ImageJDescription,
): Promise<(Omit<Place, 'channels'> & { readonly channels: number }) | undefined> {
  const pages = tiff.pages.count
  // ImageJ counts the samples of colour images as channels
  if (layout.samples > 1 && channels === layout.samples && frames * slices === pages) {
    return { ...withoutSingletons('tz', [frames, slices]), planes: pageRun(pages), channels: 1 }
  }
  const shape = [frames, slices, channels]
  const count = product(shape)
  if (count === 1 && pages > 1 && tiff.pages.firstOfKind.length === 1) {
    return { axes: 'q', shape: [pages], planes: pageRun(pages), channels: 1 }
  }
  const planes = await planesOfDescription(tiff, layout, count)
  return planes && { ...withoutSingletons('tzc', shape), planes, channels }
}

async function pixelSize(
  first: TiffDirectory,
  { unit, zSpacing, slices }: ImageJDescription,
): Promise<TiffSeries['pixelSizeUm']> {
  const unitUm = micrometresPerUnit(unit ?? '')
  const size =
    unitUm === undefined
      ? await calibrationOfPlainTiff(first)
      : await pixelSizeFromResolution(first, unitUm)
  const zUm = (zSpacing ?? NaN) * (unitUm ?? NaN)
  if (size === undefined) return 'uncalibrated'
  return zUm > 0 && slices > 1 ? { ...size, z: zUm } : size
}

function namedChannels(count: number, known: readonly Partial<ChannelInfo>[]): ChannelInfo[] {
  return unnamedChannels(count).map((channel, i) => ({ ...channel, ...known[i] }))
}

function descriptionFacts(description: ImageJDescription): TiffSeries['facts'] {
  const { version, frameIntervalS, framesPerSecond, mode } = description
  return [
    { name: 'Written by', value: `ImageJ ${version}`.trim() },
    ...(mode === undefined ? [] : [{ name: 'Display mode', value: mode }]),
    ...(frameIntervalS === undefined
      ? []
      : [{ name: 'Time between frames', value: `${frameIntervalS} s` }]),
    ...(framesPerSecond === undefined
      ? []
      : [{ name: 'Frames per second', value: String(framesPerSecond) }]),
  ]
}
