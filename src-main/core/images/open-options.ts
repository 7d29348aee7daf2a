/** How an image is opened: which of a file's images, with what meaning of its axes, with which help. */
import type { ChunkDecoder } from './chunk-decoder.ts'

export interface OpenOptions {
  /** Which of the file's images, counted from 0. */
  readonly series?: number | undefined
  /** Letters for all axes of the stored shape, in place of those that the file states or that were guessed. */
  readonly axes?: string | undefined
  /** Decodes compressed chunks; in place where absent. */
  readonly decoder?: ChunkDecoder | undefined
  /** A folder where lists of planes of long stacks are kept, so that the second opening is quick. */
  readonly indexCacheDir?: string | undefined
}
