/** Priority queue of pixels: lowest first, among equal heights the one that came first. Binary heap. */
export interface FloodQueue {
  push(pixel: number): void
  /** The next pixel, -1 when none is left. */
  pop(): number
}

/** Heights are read from `heights` by pixel index. */
export function createFloodQueue(heights: ArrayLike<number>): FloodQueue {
  let pixels = new Int32Array(1024)
  let ages = new Float64Array(1024)
  let size = 0
  let age = 0

  const isBefore = (pixelA: number, ageA: number, pixelB: number, ageB: number): boolean => {
    const difference = heights[pixelA]! - heights[pixelB]!
    return difference < 0 || (!(difference > 0) && ageA < ageB)
  }

  return {
    push(pixel) {
      if (size === pixels.length) {
        pixels = grown(pixels, new Int32Array(size * 2))
        ages = grown(ages, new Float64Array(size * 2))
      }
      const ownAge = age++
      let hole = size++
      while (hole > 0) {
        const above = (hole - 1) >> 1
        if (!isBefore(pixel, ownAge, pixels[above]!, ages[above]!)) break
        pixels[hole] = pixels[above]!
        ages[hole] = ages[above]!
        hole = above
      }
      pixels[hole] = pixel
      ages[hole] = ownAge
    },
    pop() {
      if (size === 0) return -1
      const top = pixels[0]!
      size--
      const pixel = pixels[size]!
      const ownAge = ages[size]!
      let hole = 0
      for (;;) {
        let child = 2 * hole + 1
        if (child >= size) break
        const right = child + 1
        if (right < size && isBefore(pixels[right]!, ages[right]!, pixels[child]!, ages[child]!)) {
          child = right
        }
        if (!isBefore(pixels[child]!, ages[child]!, pixel, ownAge)) break
        pixels[hole] = pixels[child]!
        ages[hole] = ages[child]!
        hole = child
      }
      pixels[hole] = pixel
      ages[hole] = ownAge
      return top
    },
  }
}

function grown<A extends Int32Array | Float64Array>(from: A, to: A): A {
  to.set(from)
  return to
}
