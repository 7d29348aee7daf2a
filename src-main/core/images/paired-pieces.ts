/** Two images that come in pieces, walked together. */

type PieceArray = Uint32Array | Uint8Array | Float64Array

/** What is walked; each piece is used again for the next. */
export interface Pieces<Part extends PieceArray> {
  pieces(): AsyncGenerator<Part>
}

/** Pieces of two images of as many pixels, cut to the same lengths. */
export async function* pairedPieces<A extends PieceArray, B extends PieceArray>(
  a: Pieces<A>,
  b: Pieces<B>,
): AsyncGenerator<readonly [A, B]> {
  const [own, other] = [createRest(a.pieces()), createRest(b.pieces())]
  try {
    for (;;) {
      const length = Math.min(await own.length(), await other.length())
      if (length === 0) return
      yield [own.take(length), other.take(length)]
    }
  } finally {
    await Promise.all([own.stop(), other.stop()])
  }
}

/** What is left of the current piece. */
function createRest<Part extends PieceArray>(pieces: AsyncGenerator<Part>) {
  let piece: Part | null = null
  let at = 0
  return {
    /** 0 at the end. */
    async length(): Promise<number> {
      while (piece === null || at === piece.length) {
        const next = await pieces.next()
        if (next.done === true) return 0
        piece = next.value
        at = 0
      }
      return piece.length - at
    },
    take(length: number): Part {
      at += length
      return piece!.subarray(at - length, at) as Part
    },
    stop: () => pieces.return(undefined),
  }
}
