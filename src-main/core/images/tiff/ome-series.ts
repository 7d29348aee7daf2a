/**
 * The images of an OME-TIFF, whose planes may stand in many files of one folder. Planes that are promised and not
 * there are counted in a warning, and are errors when read.
 */
import { counted } from '../../counted.ts'
import { TouchstoneError } from '../../errors.ts'
import { basename } from 'node:path'
import { withoutSingletons } from './equal-pixels.ts'
import { isOmeXml, parseOmeMetadata, type OmeImage, type OmePixels } from './ome-metadata.ts'
import { baseName } from './ome-planes.ts'
import { createOmeHolders, type OmeHolders } from './ome-holders.ts'
import type { PageLayout } from './page-layout.ts'
import { pageSeries } from './page-series.ts'
import type { PlaneAddress, PlaneTable } from './plane-table.ts'
import type { ListedSeries, SeriesContext, TiffSeries } from './series.ts'
import { tag } from './tags.ts'

/** `description` is that of the file's first page. Undefined where it cannot be used, which a warning then says. */
export async function omeSeries(
  context: SeriesContext,
  description: string,
): Promise<readonly ListedSeries[] | undefined> {
  const { tiff, warnings } = context
  const metadata = parseOmeMetadata(description)
  if (metadata.kind === 'elsewhere') return partOfSet(context, metadata)
  if (metadata.kind === 'invalid') {
    warnings.push(`The OME metadata are ignored: ${metadata.reason}.`)
    return undefined
  }
  const holders = await createOmeHolders(context, metadata, basename(tiff.file.path))
  const first = metadata.images[0]!.pixels
  const problem =
    typeof first === 'string' ? first : await disagreement(context, holders, first, metadata.images)
  if (problem !== undefined) {
    warnings.push(`The OME metadata are ignored: ${problem}.`)
    return undefined
  }
  return metadata.images.map((image) => listed(context, holders, image))
}

/** The images that a companion file or the master of a set describes; `holderName` is the master's name. */
export async function omeSeriesOf(
  context: SeriesContext,
  description: string,
  holderName: string | undefined,
): Promise<readonly ListedSeries[]> {
  const metadata = parseOmeMetadata(description)
  if (metadata.kind !== 'images') return []
  const holders = await createOmeHolders(context, metadata, holderName)
  return metadata.images.map((image) => listed(context, holders, image))
}

/** The file's own planes first, as they are what was asked for; then the images of the whole set. */
async function partOfSet(
  context: SeriesContext,
  { fileName }: { readonly fileName: string | undefined },
): Promise<readonly ListedSeries[]> {
  const own = (await pageSeries(context)).map((one) => ({
    ...one,
    open: async () => ({ ...(await one.open()), isOfSet: true }),
  }))
  const name = fileName === undefined ? undefined : baseName(fileName)
  const there = name === undefined ? undefined : await context.set.find(name)
  const whole = there === undefined ? [] : await describedElsewhere(context, there)
  context.warnings.push(
    whole.length > 0
      ? `This file is one part of an OME-TIFF set: its own planes are read. The whole set stands behind them as ${whole.length === 1 ? 'image' : 'images'} ${own.length + 1}${whole.length === 1 ? '' : ` to ${own.length + whole.length}`} of the list.`
      : `This file is one part of an OME-TIFF set: only its own planes are read, as ${fileName ?? 'the file'} that describes the whole ${there === undefined ? 'is not in its folder' : 'cannot be used'}.`,
  )
  return [
    ...own,
    ...whole.map(({ info, open }) => ({
      info: { ...info, name: `${info.name} (whole set)` },
      open,
    })),
  ]
}

async function describedElsewhere(
  context: SeriesContext,
  fileName: string,
): Promise<readonly ListedSeries[]> {
  try {
    if (!/\.tiff?$|\.tf[28]$|\.btf$/i.test(fileName)) {
      const text = await context.set.readText(fileName)
      return text === undefined ? [] : await omeSeriesOf(context, text, undefined)
    }
    const master = await context.set.open(fileName)
    const text = (await (await master.directory(0)).text(tag.imageDescription)) ?? ''
    return isOmeXml(text) ? await omeSeriesOf(context, text, fileName) : []
  } catch (error) {
    if (error instanceof TouchstoneError) return []
    throw error
  }
}

function listed(context: SeriesContext, holders: OmeHolders, image: OmeImage): ListedSeries {
  return {
    info: { name: image.name, kind: 'image' },
    async open(): Promise<TiffSeries> {
      const { pixels } = image
      const { path } = context.tiff.file
      if (typeof pixels === 'string') {
        throw new TouchstoneError(
          'format-corrupt',
          `${path}: image ${image.name} cannot be read: ${pixels}.`,
          { path },
        )
      }
      const planes = omePlaneTable(holders, pixels)
      const layout = await layoutOf(context, planes, image.name)
      const wrong = sizeDisagreement(pixels, layout)
      if (wrong !== undefined) {
        throw new TouchstoneError(
          'format-corrupt',
          `${path}: image ${image.name} cannot be read: ${wrong}.`,
          { path },
        )
      }
      return {
        format: 'ome-tiff',
        ...withoutSingletons(pixels.axes, pixels.shape),
        planes,
        layout,
        pixelSizeUm: pixels.pixelSizeUm,
        channels: pixels.channels,
        facts: image.facts,
        warnings: await holders.warningsFor(pixels.planes),
        isOfSet: pixels.planes.files.length > 1,
      }
    },
  }
}

function omePlaneTable(holders: OmeHolders, { planes }: OmePixels): PlaneTable {
  const { count, directories } = planes
  return {
    length: count,
    at(plane): PlaneAddress | undefined {
      const directory = directories === undefined ? plane : directories[plane]!
      const holder = holders.of(planes, plane)
      if (directory < 0 || holder === undefined) return undefined
      if (holder.fileName !== undefined) return { directory, fileName: holder.fileName }
      return directory < holders.ownPages ? { directory } : undefined
    },
  }
}

/** Of the first plane that is there. */
async function layoutOf(
  { tiff, set }: SeriesContext,
  planes: PlaneTable,
  name: string,
): Promise<PageLayout> {
  const missing = new Set<string>()
  for (let plane = 0; plane < planes.length; plane++) {
    const address = planes.at(plane)
    if (address === undefined || !('directory' in address)) continue
    const { fileName, directory } = address
    if (fileName === undefined) return tiff.layout(directory)
    if (missing.has(fileName)) continue
    if ((await set.find(fileName)) !== undefined) {
      const holder = await set.open(fileName)
      if (directory < holder.pages.count) return holder.layout(directory)
    } else missing.add(fileName)
  }
  const { path } = tiff.file
  throw new TouchstoneError(
    'format-corrupt',
    `${path}: none of the ${counted(planes.length, 'plane')} of image ${name} is there${missing.size > 0 ? `; ${[...missing][0]} is needed` : ''}.`,
    { path, missing: [...missing].slice(0, 10) },
  )
}

/** Whether the first image can be what the file's own pages hold. */
async function disagreement(
  { tiff }: SeriesContext,
  holders: OmeHolders,
  pixels: OmePixels,
  images: readonly OmeImage[],
): Promise<string | undefined> {
  const first = omePlaneTable(holders, pixels).at(0)
  const isOwn = first === undefined || ('directory' in first && first.fileName === undefined)
  if (!isOwn) return undefined
  const directory = first !== undefined && 'directory' in first ? first.directory : 0
  if (images.length > 1 && first === undefined) return undefined
  return sizeDisagreement(pixels, await tiff.layout(directory))
}

function sizeDisagreement(pixels: OmePixels, layout: PageLayout): string | undefined {
  if (pixels.width !== layout.width || pixels.height !== layout.height) {
    return `they state ${pixels.height} x ${pixels.width} pixels, and the pages have ${layout.height} x ${layout.width}`
  }
  if (pixels.samples !== layout.samples) {
    return `they state ${pixels.samples} samples per pixel, and the pages have ${layout.samples}`
  }
  return undefined
}
