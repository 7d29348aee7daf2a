/**
 * COCO's masks as run lengths: pixels column by column, runs of outside and inside in turn, beginning with
 * outside. Compressed, each length is the difference to the one before the last, in letters of 5 bits each
 * (the coding of cocoapi's `rleToString`).
 */
import { TouchstoneError } from '../../errors.ts'

/** Throws `format-corrupt` for letters outside the code and a text that ends within a number. */
export function decodeRunLengths(text: string, what: string): number[] {
  const counts: number[] = []
  let at = 0
  while (at < text.length) {
    let value = 0
    let shift = 0
    for (;;) {
      const letter = text.charCodeAt(at++) - 48
      // NaN behind the end
      if (!(letter >= 0 && letter < 64) || shift > 30)
        throw new TouchstoneError('format-corrupt', `${what}: its run lengths are damaged.`)
      value += (letter & 31) * 2 ** shift
      shift += 5
      if ((letter & 32) === 0) {
        if ((letter & 16) !== 0) value -= 2 ** shift
        break
      }
    }
    counts.push(counts.length > 2 ? value + counts[counts.length - 2]! : value)
  }
  return counts
}

/** Calls `take` for the pixels inside; the lengths must add up to the mask. */
export function forEachInside(
  counts: readonly number[],
  { height, width }: { readonly height: number; readonly width: number },
  what: string,
  take: (y: number, x: number) => void,
): void {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total !== height * width || counts.some((count) => !(count >= 0)))
    throw new TouchstoneError(
      'format-corrupt',
      `${what}: its run lengths add up to ${total} pixels, and ${width} x ${height} are ${height * width}.`,
    )
  let at = 0
  counts.forEach((count, index) => {
    if (index % 2 === 1)
      for (let i = at; i < at + count; i++) take(i % height, Math.floor(i / height))
    at += count
  })
}
