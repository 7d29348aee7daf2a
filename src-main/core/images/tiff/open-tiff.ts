/** A TIFF, BigTIFF, ImageJ or OME-TIFF as an `ImageSource`: directories, series, levels, planes. */
import { basename, dirname, join } from 'node:path'
import { TouchstoneError } from '../../errors.ts'
import { createImageSource, type StoredPlanes } from '../image-source.ts'
import { planeView } from '../plane-view.ts'
import type { ImageInfo, ImageSource, LevelInfo } from '../types.ts'
import { createChunkCache } from './chunk-cache.ts'
import { readDirectory, type TiffDirectory } from './directory.ts'
import { findLevels } from './levels.ts'
import { openTiffFile, type TiffFile } from './open-tiff-file.ts'
import { readChunkTable, readPageLayout, type PageLayout } from './page-layout.ts'
import { readPageRectangle, readStoredPage, type TiffPage } from './read-page.ts'
import { findSeries, haveEqualPixels, type PlaneAddress, type TiffSeries } from './series.ts'
import { tag } from './tags.ts'

const cacheBytes = 64 * 2 ** 20
/** Pages whose chunk tables are kept; a table of a page with many strips is not small. */
const keptPages = 16

/** Errors as `openTiffFile`, and 'format-not-supported' for compressions and types not read. */
export async function openTiff(path: string): Promise<ImageSource> {
  const tiff = await openTiffFile(path)
  try {
    const first = tiff.directories[0]!
    const layout = await readPageLayout(path, first)
    const series = await findSeries(tiff, layout)
    const levels = await findLevels(tiff, layout, series.planes.length)
    return await createTiffSource(tiff, layout, series, levels)
  } catch (error) {
    await tiff.file.close()
    throw error
  }
}

async function createTiffSource(
  tiff: TiffFile,
  layout: PageLayout,
  series: TiffSeries,
  levels: { readonly infos: readonly LevelInfo[]; readonly warnings: readonly string[] },
): Promise<ImageSource> {
  const { path } = tiff.file
  const own = ['yx', 'yxs', 'syx'][layout.samples === 1 ? 0 : layout.planar ? 2 : 1]!
  const ownShape = [...own].map(
    (axis) => ({ y: layout.height, x: layout.width, s: layout.samples })[axis] ?? 1,
  )
  const axes = series.axes + own
  const shape = [...series.shape, ...ownShape]
  const view = planeView(axes, shape)
  const info: ImageInfo = {
    format: series.format,
    axes,
    shape,
    dtype: layout.dtype,
    pixelSizeUm: series.pixelSizeUm,
    channels: series.channels,
    levels: levels.infos,
    size: view.size,
    series: [{ name: 'image 1', kind: 'image' }],
    seriesIndex: 0,
    facts: [],
    warnings: [
      ...series.warnings,
      ...view.warnings,
      ...levels.warnings,
      ...(await colorWarnings(tiff.directories[0]!, layout)),
    ],
  }
  const source = createImageSource(path, info, view, storedPlanes(tiff, layout, series))
  return { ...source, isPalette: layout.photometric === 3 }
}

function storedPlanes(tiff: TiffFile, layout: PageLayout, series: TiffSeries): StoredPlanes {
  const { path } = tiff.file
  const cache = createChunkCache(cacheBytes)
  const pages = new Map<string, Promise<TiffPage>>()
  const siblings = new Map<string, Promise<TiffFile>>()

  function sibling(fileName: string): Promise<TiffFile> {
    // base name only: a set never reaches outside its folder
    const name = basename(fileName.replaceAll('\\', '/'))
    let opened = siblings.get(name)
    if (opened === undefined) siblings.set(name, (opened = openTiffFile(join(dirname(path), name))))
    return opened
  }

  async function openPage(address: PlaneAddress, level: number, plane: number): Promise<TiffPage> {
    if (address === undefined) {
      throw new TouchstoneError(
        'format-corrupt',
        `${path}: plane ${plane + 1} of ${series.planes.length} was never stored.`,
        { path, plane },
      )
    }
    if ('offset' in address) return rawPage(tiff, layout, address.offset)
    const holder = address.fileName === undefined ? tiff : await sibling(address.fileName)
    const main = holder.directories[address.directory]
    if (main === undefined) {
      throw new TouchstoneError(
        'format-corrupt',
        `${holder.file.path}: directory ${address.directory} is needed and there are ${holder.directories.length}.`,
        { path: holder.file.path },
      )
    }
    const directory = level === 0 ? main : await levelDirectory(holder, main, level, series)
    return openDirectory(holder, directory, level === 0 ? layout : undefined)
  }

  function page(plane: number, level: number): Promise<TiffPage> {
    const key = `${plane}/${level}`
    let opened = pages.get(key)
    if (opened === undefined) {
      opened = openPage(series.planes[plane], level, plane)
      opened.catch(() => pages.delete(key))
      pages.set(key, opened)
      if (pages.size > keptPages) pages.delete(pages.keys().next().value!)
    }
    return opened
  }

  return {
    readRectangle: async (plane, level, rectangle) =>
      readPageRectangle(await page(plane, level), rectangle, plane % layout.depth, cache),
    readStoredPlane: async (plane) =>
      readStoredPage(await page(plane, 0), plane % layout.depth, cache),
    close: async () => {
      await tiff.file.close()
      for (const opened of await Promise.allSettled(siblings.values())) {
        if (opened.status === 'fulfilled') await opened.value.file.close()
      }
    },
  }
}

/** A plane without a directory of its own: rows that follow the first plane's. */
function rawPage(tiff: TiffFile, first: PageLayout, offset: number): TiffPage {
  const layout = { ...first, chunkHeight: first.height, chunksDown: 1 }
  return {
    file: tiff.file,
    littleEndian: tiff.encoding.littleEndian,
    key: `@${offset}`,
    layout,
    chunks: { offsets: [offset], byteCounts: [0] },
  }
}

async function openDirectory(
  { file, encoding }: TiffFile,
  directory: TiffDirectory,
  expected: PageLayout | undefined,
): Promise<TiffPage> {
  const layout = await readPageLayout(file.path, directory)
  if (expected !== undefined && !haveEqualPixels(expected, layout)) {
    throw new TouchstoneError(
      'format-corrupt',
      `${file.path}: a page of ${layout.height} x ${layout.width} ${layout.dtype} stands where ${expected.height} x ${expected.width} ${expected.dtype} are needed.`,
      { path: file.path },
    )
  }
  const chunks = await readChunkTable(file.path, directory, layout, file.sizeBytes)
  const key = `${file.path}@${directory.offset}`
  return { file, littleEndian: encoding.littleEndian, key, layout, chunks }
}

/** The reduced copy of a plane: a subdirectory of its own, or the n-th reduced page of the chain. */
async function levelDirectory(
  holder: TiffFile,
  main: TiffDirectory,
  level: number,
  series: TiffSeries,
): Promise<TiffDirectory> {
  const offsets = (await main.numbers(tag.subIfds)) ?? []
  const offset = offsets[level - 1]
  if (offset !== undefined) return readDirectory(holder.file, holder.encoding, offset)
  const page = offsets.length === 0 ? holder.directories[level] : undefined
  if (page === undefined) {
    throw new TouchstoneError(
      'format-corrupt',
      `${holder.file.path}: level ${level} is missing for one of its ${series.planes.length} planes.`,
      { path: holder.file.path, level },
    )
  }
  return page
}

const photometricNotes: Readonly<Record<number, string>> = {
  0: 'White is stored as 0; the values are kept as they are, not inverted.',
  3: 'The values are indices into a colour table, not intensities.',
  5: 'The colour model is CMYK; the values are kept as they are.',
  6: 'The colour model is YCbCr; the values are kept as they are.',
  8: 'The colour model is CIE L*a*b*; the values are kept as they are.',
}

async function colorWarnings(page: TiffDirectory, layout: PageLayout): Promise<string[]> {
  const warnings: string[] = []
  const note = photometricNotes[layout.photometric]
  if (note !== undefined) warnings.push(note)
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
