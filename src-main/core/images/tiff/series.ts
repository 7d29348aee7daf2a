/**
 * The images (series) of a TIFF: what OME-XML, ImageJ's or tifffile's description says, or, where no one says
 * anything, equal pages together. Listing them is cheap; one of them is worked out when it is opened.
 */
import type { PixelSizeUm } from '../../../contract/words.ts'
import type { ChannelInfo, LevelInfo, SeriesInfo } from '../types.ts'
import type { TiffFileSet } from './file-set.ts'
import { imagejSeries } from './imagej-series.ts'
import { omeSeries } from './ome-series.ts'
import { isOmeXml } from './ome-metadata.ts'
import type { TiffFile } from './open-tiff-file.ts'
import type { PageLayout } from './page-layout.ts'
import { pageSeries } from './page-series.ts'
import type { PlaneTable } from './plane-table.ts'
import { shapedSeries } from './shaped-series.ts'
import { tag } from './tags.ts'

export interface TiffSeries {
  readonly format: 'tiff' | 'imagej-tiff' | 'ome-tiff'
  /** Axes that count planes, outermost first. */
  readonly axes: string
  readonly shape: readonly number[]
  readonly planes: PlaneTable
  /** Of every plane; the pixels of all of them are equal in size and type. */
  readonly layout: PageLayout
  readonly pixelSizeUm: PixelSizeUm | 'uncalibrated'
  readonly channels: readonly ChannelInfo[]
  readonly facts: readonly { readonly name: string; readonly value: string }[]
  readonly warnings: readonly string[]
  /** Reduced copies that are pages of their own; where absent, subdirectories of the planes are looked at. */
  readonly levels?: readonly TiffLevel[]
  /** As in `ImageSource`. */
  readonly isOfSet?: boolean
}

export interface TiffLevel {
  readonly info: LevelInfo
  readonly planes: PlaneTable
}

/** One image of the file, not yet worked out. */
export interface ListedSeries {
  readonly info: SeriesInfo
  open(): Promise<TiffSeries>
}

export interface SeriesContext {
  readonly tiff: TiffFile
  readonly set: TiffFileSet
  /** Found on the way; they stand before those of the series itself. */
  readonly warnings: string[]
}

/** At least one. Errors of pages that cannot be read come when their series is opened. */
export async function listSeries(context: SeriesContext): Promise<readonly ListedSeries[]> {
  const first = await context.tiff.directory(0)
  const description = (await first.text(tag.imageDescription)) ?? ''
  const sources = [
    () => (isOmeXml(description) ? omeSeries(context, description) : undefined),
    () => shapedSeries(context, description),
    () => imagejSeries(context, description),
  ]
  for (const source of sources) {
    const found = await source()
    if (found !== undefined && found.length > 0) return found
  }
  return pageSeries(context)
}
