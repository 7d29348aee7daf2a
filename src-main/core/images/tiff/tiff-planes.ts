/** From the number of a plane and a level to a page that can be read; few pages are kept at a time. */
import { TouchstoneError } from '../../errors.ts'
import { createChunkCache } from '../chunk-cache.ts'
import type { ChunkDecoder } from '../chunk-decoder.ts'
import { decodeInPlace } from '../chunk-decoders.ts'
import type { StoredPlanes } from '../image-source.ts'
import type { LevelInfo } from '../types.ts'
import { readDirectory, type TiffDirectory } from './directory.ts'
import { haveEqualPixels } from './equal-pixels.ts'
import { levelInfo, subLevels } from './levels.ts'
import type { TiffFile } from './open-tiff-file.ts'
import { readChunkTable, readPageLayout, type PageLayout } from './page-layout.ts'
import type { PlaneAddress } from './plane-table.ts'
import { readPageRectangle, readStoredPage, readStoredPieces } from './read-page.ts'
import type { SeriesContext, TiffSeries } from './series.ts'
import { tag } from './tags.ts'
import type { TiffPage } from './tiff-page.ts'

const cacheBytes = 64 * 2 ** 20
/** Pages whose chunk tables are kept; a table of a page with many strips is not small. */
const keptPages = 16

/** A directory and the file that it stands in. */
interface Place {
  readonly holder: TiffFile
  readonly directory: TiffDirectory
  /** Known without reading for pages of the chain. */
  readonly layout: PageLayout
}

export interface TiffPages {
  /** TouchstoneError 'format-corrupt' for a plane or level that was never stored, or is of another kind. */
  open(plane: number, level: number): Promise<TiffPage>
  /** Where the first plane that is there has its directory; raw planes have that of the first page. */
  firstStored(): Promise<Place>
  levels(): Promise<readonly LevelInfo[]>
  /** Which plane of its directory, where one holds several. */
  depthOf(plane: number): number
}

export function createTiffPages(
  path: string,
  { tiff, set }: SeriesContext,
  series: TiffSeries,
): TiffPages {
  const { layout } = series
  const pages = new Map<string, Promise<TiffPage>>()

  async function place(address: PlaneAddress): Promise<Place> {
    if ('offset' in address) return place({ directory: 0 })
    if ('directoryAt' in address) {
      const directory = await readDirectory(tiff.file, tiff.encoding, address.directoryAt)
      return { holder: tiff, directory, layout: await readPageLayout(path, directory) }
    }
    const { fileName, directory } = address
    const holder = fileName === undefined ? tiff : await set.open(fileName)
    if (directory >= holder.pages.count) {
      throw new TouchstoneError(
        'format-corrupt',
        `${holder.file.path}: directory ${directory} is needed and there are ${holder.pages.count}.`,
        { path: holder.file.path },
      )
    }
    return {
      holder,
      directory: await holder.directory(directory),
      layout: await holder.layout(directory),
    }
  }

  async function openPage(plane: number, level: number): Promise<TiffPage> {
    const table = level === 0 ? series.planes : series.levels?.[level - 1]?.planes
    const address = (table ?? series.planes).at(plane)
    if (address === undefined) {
      throw new TouchstoneError(
        'format-corrupt',
        `${path}: plane ${plane + 1} of ${series.planes.length} was never stored.`,
        { path, plane },
      )
    }
    if ('offset' in address) return rawPage(tiff, layout, address.offset)
    const found = await place(address)
    if (table === undefined) return pageAt(await reducedPlace(found, level, series))
    if (level === 0 && !haveEqualPixels(layout, found.layout)) {
      throw unequal(found.holder.file.path, found.layout, layout)
    }
    return pageAt(found)
  }

  return {
    open(plane, level) {
      const key = `${plane}/${level}`
      let opened = pages.get(key)
      if (opened === undefined) {
        opened = openPage(plane, level)
        opened.catch(() => pages.delete(key))
        pages.set(key, opened)
        if (pages.size > keptPages) pages.delete(pages.keys().next().value!)
      }
      return opened
    },
    async firstStored() {
      for (let plane = 0; plane < series.planes.length; plane++) {
        const address = series.planes.at(plane)
        if (address === undefined) continue
        const isHere = !('fileName' in address) || (await set.find(address.fileName)) !== undefined
        if (isHere) return place(address)
      }
      return place({ directory: 0 })
    },
    async levels() {
      if (series.levels !== undefined) {
        return [levelInfo(layout, layout), ...series.levels.map(({ info }) => info)]
      }
      const { holder, directory } = await this.firstStored()
      return (await subLevels(holder, layout, directory)).infos
    },
    depthOf(plane) {
      const address = series.planes.at(plane)
      return address !== undefined && 'directory' in address ? (address.depth ?? 0) : 0
    },
  }
}

/** A plane without a directory of its own: rows that follow the first plane's. */
function rawPage(tiff: TiffFile, first: PageLayout, offset: number): TiffPage {
  return {
    file: tiff.file,
    littleEndian: tiff.encoding.littleEndian,
    key: `@${offset}`,
    layout: { ...first, chunkHeight: first.height, chunksDown: 1 },
    chunks: { offsets: [offset], byteCounts: [0] },
  }
}

async function pageAt({ holder, directory, layout }: Place): Promise<TiffPage> {
  const { file, encoding } = holder
  const chunks = await readChunkTable(file.path, directory, layout, file.sizeBytes)
  return {
    file,
    littleEndian: encoding.littleEndian,
    key: `${file.path}@${directory.offset}`,
    layout,
    chunks,
  }
}

/** The reduced copy of a plane: a subdirectory of its own. */
async function reducedPlace(
  { holder, directory }: Place,
  level: number,
  series: TiffSeries,
): Promise<Place> {
  const offset = ((await directory.numbers(tag.subIfds)) ?? [])[level - 1]
  const { file, encoding } = holder
  if (offset === undefined) {
    throw new TouchstoneError(
      'format-corrupt',
      `${file.path}: level ${level} is missing for one of its ${series.planes.length} planes.`,
      { path: file.path, level },
    )
  }
  const reduced = await readDirectory(file, encoding, offset)
  return { holder, directory: reduced, layout: await readPageLayout(file.path, reduced) }
}

function unequal(path: string, found: PageLayout, expected: PageLayout): TouchstoneError {
  const describe = (layout: PageLayout): string =>
    `${layout.height} x ${layout.width} ${layout.dtype}`
  return new TouchstoneError(
    'format-corrupt',
    `${path}: a page of ${describe(found)} stands where ${describe(expected)} are needed.`,
    { path },
  )
}

/** `close` closes the files. */
export function storedPlanes(
  pages: TiffPages,
  decoder: ChunkDecoder | undefined,
  close: () => Promise<void>,
): StoredPlanes {
  const tools = { cache: createChunkCache(cacheBytes), decoder: decoder ?? decodeInPlace }
  return {
    readRectangle: async (plane, level, rectangle, options) =>
      readPageRectangle(
        await pages.open(plane, level),
        rectangle,
        pages.depthOf(plane),
        tools,
        options,
      ),
    readStoredPlane: async (plane, options) =>
      readStoredPage(await pages.open(plane, 0), pages.depthOf(plane), tools, options),
    async *readStoredPieces(plane) {
      yield* readStoredPieces(await pages.open(plane, 0), pages.depthOf(plane), tools)
    },
    async close() {
      tools.cache.close()
      await close()
    },
  }
}
