/** One directory of a TIFF, ready for reading its pixels. */
import type { FileReader } from '../file-reader.ts'
import type { ChunkTable, PageLayout } from './page-layout.ts'

export interface TiffPage {
  readonly file: FileReader
  readonly littleEndian: boolean
  /** Names the page in the cache. */
  readonly key: string
  readonly layout: PageLayout
  readonly chunks: ChunkTable
}
