/** Stacks above 4 GB that ImageJ writes, and truncated ones of tifffile: one directory, then planes one behind the other. */
import { TouchstoneError } from '../../errors.ts'
import { storedBytesPerPixel } from '../pixel-types.ts'
import { valuesOfPage } from './equal-pixels.ts'
import type { TiffFile } from './open-tiff-file.ts'
import { isRawRaster, readChunkTable, type PageLayout } from './page-layout.ts'
import { pageRun, rawPlanes, type PlaneTable } from './plane-table.ts'

/**
 * Where `count` planes of the first series stand; undefined where description and file disagree about their
 * number. TouchstoneError 'file-truncated' where only some of them are in the file.
 */
export async function planesOfDescription(
  tiff: TiffFile,
  layout: PageLayout,
  count: number,
): Promise<PlaneTable | undefined> {
  const pages = tiff.pages.count
  if (pages === count) return pageRun(count)
  if (pages > 1 || !isRawRaster(layout) || layout.tiled || layout.planar) return undefined
  const { file } = tiff
  const first = await tiff.directory(0)
  const { offsets } = await readChunkTable(file.path, first, layout, file.sizeBytes)
  const start = offsets[0] ?? 0
  const planeBytes = valuesOfPage(layout) * storedBytesPerPixel(layout.dtype)
  const neededBytes = start + count * planeBytes
  if (neededBytes <= file.sizeBytes) return rawPlanes(start, planeBytes, count)
  if (start + 2 * planeBytes > file.sizeBytes) return undefined
  throw new TouchstoneError(
    'file-truncated',
    `${file.path} is truncated: its ${count} planes need ${neededBytes} bytes and ${file.sizeBytes} are there; copy or export it again.`,
    { path: file.path, neededBytes, sizeBytes: file.sizeBytes },
  )
}
