/** A mask in pieces, for what needs each pixel once: what is no mask is refused as by read-label-image.ts. */
import { piecePixels } from './label-pieces.ts'
import { openImage } from './open-image.ts'
import { copyForeground, requireBinary, requireMask } from './read-label-image.ts'

export interface ForegroundPieces {
  /** `[y, x]`, or `[z, y, x]` for a stack. */
  readonly shape: readonly number[]
  /**
   * 1 for foreground, else 0; all pixels in C order. Each piece is used again for the next. Throws
   * 'not-a-label-image', after the last piece where only all values together tell.
   */
  pieces(): AsyncGenerator<Uint8Array>
  close(): Promise<void>
}

/** Errors as `readMask`. */
export async function openForegroundPieces(path: string): Promise<ForegroundPieces> {
  const source = await openImage(path)
  try {
    return {
      shape: requireMask(source),
      async *pieces() {
        const piece = new Uint8Array(piecePixels)
        const values = new Set<number>()
        for await (const pixels of source.readPlanesInStoredOrder())
          for (let at = 0; at < pixels.length; at += piecePixels) {
            const part = pixels.subarray(at, at + piecePixels)
            copyForeground(path, part, 0, piece, 0, values)
            yield piece.subarray(0, part.length)
          }
        requireBinary(path, values)
      },
      close: () => source.close(),
    }
  } catch (error) {
    await source.close()
    throw error
  }
}
