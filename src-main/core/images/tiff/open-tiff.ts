/** A TIFF, BigTIFF, ImageJ or OME-TIFF as an `ImageSource`: pages, series, levels, planes. */
import { counted } from '../../counted.ts'
import { TouchstoneError } from '../../errors.ts'
import { createImageSource } from '../image-source.ts'
import type { OpenOptions } from '../open-options.ts'
import { planeView } from '../plane-view.ts'
import type { ImageInfo, ImageSource } from '../types.ts'
import { pageAxes } from './equal-pixels.ts'
import { createFileSet } from './file-set.ts'
import { isLossyTiff } from './is-lossy.ts'
import { openTiffFile } from './open-tiff-file.ts'
import { listSeries, type ListedSeries, type SeriesContext, type TiffSeries } from './series.ts'
import { tiffFacts, tiffWarnings } from './tiff-facts.ts'
import { createTiffPages, storedPlanes } from './tiff-planes.ts'

/**
 * Errors as `openTiffFile`, 'format-not-supported' and 'unsupported-encoding' for compressions and types not read,
 * and 'bad-request' for a series that the file does not have.
 */
export async function openTiff(path: string, options: OpenOptions = {}): Promise<ImageSource> {
  const { indexCacheDir } = options
  const tiff = await openTiffFile(path, { indexCacheDir })
  const context = { tiff, set: createFileSet(path), warnings: [] }
  return openListed(path, context, listSeries, options)
}

/** Opens one of the series that `list` finds; closes the context's files on failure. */
export async function openListed(
  path: string,
  context: SeriesContext,
  list: (context: SeriesContext) => Promise<readonly ListedSeries[]>,
  options: OpenOptions,
): Promise<ImageSource> {
  try {
    const listed = await list(context)
    const index = options.series ?? 0
    const chosen = listed[index]
    if (chosen === undefined) {
      throw new TouchstoneError(
        'bad-request',
        `${path}: series ${index} was asked for, and the file has ${counted(listed.length, 'image')}, counted from 0.`,
        { path, series: index, images: listed.length },
      )
    }
    return await createTiffSource(path, context, listed, index, await chosen.open(), options)
  } catch (error) {
    await closeAll(context)
    throw error
  }
}

async function createTiffSource(
  path: string,
  context: SeriesContext,
  listed: readonly ListedSeries[],
  index: number,
  series: TiffSeries,
  options: OpenOptions,
): Promise<ImageSource> {
  const { layout } = series
  const own = pageAxes(layout)
  const axes = series.axes + own.axes
  const shape = [...series.shape, ...own.shape]
  const view = planeView(axes, shape)
  const pages = createTiffPages(path, context, series)
  const { directory, holder } = await pages.firstStored()
  const levels = await pages.levels()
  const info: ImageInfo = {
    format: series.format,
    axes,
    shape,
    dtype: layout.dtype,
    pixelSizeUm: series.pixelSizeUm,
    channels: series.channels,
    levels,
    size: view.size,
    series: listed.map((one) => one.info),
    seriesIndex: index,
    facts: [...series.facts, ...(await tiffFacts(holder, directory, layout))],
    warnings: [
      ...context.warnings,
      ...series.warnings,
      ...seriesWarning(listed, index),
      ...view.warnings,
      ...(await tiffWarnings(directory, layout)),
    ],
  }
  const stored = storedPlanes(pages, options.decoder, () => closeAll(context))
  return {
    ...createImageSource(path, info, view, stored),
    // ImageJ's colour table says how values are shown, not what they mean
    isPalette: layout.photometric === 3 && series.format !== 'imagej-tiff',
    isOfSet: series.isOfSet === true,
    isLossy: await isLossyTiff(holder.file, directory, layout),
  }
}

function seriesWarning(listed: readonly ListedSeries[], index: number): string[] {
  if (listed.length === 1) return []
  return [
    `The file holds ${listed.length} images; this is image ${index + 1} (${listed[index]!.info.name}).`,
  ]
}

async function closeAll({ tiff, set }: SeriesContext): Promise<void> {
  await tiff.file.close()
  await set.close()
}
