/**
 * A label image in pieces, for what needs each pixel once: memory does not grow with the image. What cannot
 * be used as labels is refused as by read-label-image.ts.
 */
import { openImage } from './open-image.ts'
import { copyLabels, requireLabels, type ReadLabelOptions } from './read-label-image.ts'

export interface LabelPieces {
  /** `[y, x]`, or `[z, y, x]` for a stack. */
  readonly shape: readonly number[]
  /** What was accepted although it is not usual, in sentences. */
  readonly notes: readonly string[]
  /** All pixels in C order. Each piece is used again for the next. Throws 'not-a-label-image'. */
  pieces(): AsyncGenerator<Uint32Array>
  close(): Promise<void>
}

/** Pixels of a piece: 4 MiB of labels. */
export const piecePixels = 2 ** 20

/** Errors as `readLabelImage`. */
export async function openLabelPieces(
  path: string,
  options: ReadLabelOptions = {},
): Promise<LabelPieces> {
  const source = await openImage(path)
  try {
    const { shape, notes } = requireLabels(source, options)
    return {
      shape,
      notes,
      async *pieces() {
        const piece = new Uint32Array(piecePixels)
        for await (const pixels of source.readPlanesInStoredOrder())
          for (let at = 0; at < pixels.length; at += piecePixels) {
            const part = pixels.subarray(at, at + piecePixels)
            copyLabels(path, part, piece, 0)
            yield piece.subarray(0, part.length)
          }
      },
      close: () => source.close(),
    }
  } catch (error) {
    await source.close()
    throw error
  }
}
