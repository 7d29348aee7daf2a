/**
 * Squared distances along one line: the lower envelope of a parabola on every place (Felzenszwalb &
 * Huttenlocher, Theory of Computing 8:415, 2012). Linear in the line; plain loops, nothing allocated.
 */

export interface Envelope {
  /**
   * For every place q of the line the least of (q - p)² + line[p] over all p, distances in the unit of the
   * pixel size, into `target` from `at` on; Infinity where all of the line is. What is 0 stays unwritten.
   */
  writeSquares(line: Float64Array, target: Float64Array, at: number): void
  /** The same, the square root of each. */
  writeRoots(line: Float64Array, target: Float64Array, at: number): void
}

export function createEnvelope(side: number, pixelSize: number): Envelope {
  const scale = 1 / (pixelSize * pixelSize)
  // of the parabolas of the envelope: their place, their height at 0, and where each becomes the lowest
  // as a fraction: comparing products needs no division, and is exact for whole numbers
  const apex = new Int32Array(side)
  const offset = new Float64Array(side)
  const above = new Float64Array(side + 1)
  const below = new Float64Array(side + 1)

  /** Parabolas of the places `low` to `high` (exclusive); returns how many make the envelope. */
  function fill(line: Float64Array, low: number, high: number): number {
    let count = 0
    // the topmost, beside the arrays: the next parabola compares itself with it at once
    let place = 0
    let height = 0
    let over = 0
    let under = 0
    for (let q = low; q < high; q++) {
      const h = line[q]!
      if (h === Infinity) continue
      const own = h * scale + q * q
      let rise = -1
      let run = 0
      while (count > 0) {
        rise = own - height
        run = 2 * (q - place)
        if (rise * under > over * run) break
        count--
        if (count === 0) {
          rise = -1
          run = 0
          break
        }
        place = apex[count - 1]!
        height = offset[count - 1]!
        over = above[count - 1]!
        under = below[count - 1]!
      }
      apex[count] = place = q
      offset[count] = height = own
      above[count] = over = rise
      below[count] = under = run
      count++
    }
    above[count] = 1
    below[count] = 0
    return count
  }

  function write(
    line: Float64Array,
    begin: number,
    end: number,
    target: Float64Array,
    at: number,
  ): void {
    for (let q = begin, k = 0; q < end; k++) {
      const p = apex[k]!
      const height = line[p]!
      const rise = above[k + 1]!
      const run = below[k + 1]!
      for (; q < end && q * run <= rise; q++) {
        const away = (q - p) * pixelSize
        target[at + q] = away * away + height
      }
    }
  }

  /** No parabola from beyond a member of the set is the lowest, so members part the line. */
  function stretches(
    line: Float64Array,
    target: Float64Array,
    at: number,
    areRoots: boolean,
  ): void {
    for (let begin = 0; begin < side; begin++) {
      if (line[begin] === 0) continue
      let end = begin + 1
      while (end < side && line[end] !== 0) end++
      if (fill(line, Math.max(begin - 1, 0), Math.min(end + 1, side)) === 0)
        target.fill(Infinity, at + begin, at + end)
      else {
        write(line, begin, end, target, at)
        if (areRoots) for (let i = at + begin; i < at + end; i++) target[i] = Math.sqrt(target[i]!)
      }
      begin = end
    }
  }

  return {
    writeSquares: (line, target, at) => stretches(line, target, at, false),
    writeRoots: (line, target, at) => stretches(line, target, at, true),
  }
}
