/**
 * Priority queue of pixels: lowest first, among equal heights the one that came first. Pixels wait in lists by
 * rounded height; only a list whose heights differ goes through a heap, so that equal heights, as distances
 * have them, cost no comparisons.
 */
import { createBucketSet } from './bucket-set.ts'

export interface FloodQueue {
  /** A pixel may wait once at a time. */
  push(pixel: number): void
  /** The next pixel, -1 when none is left. */
  pop(): number
}

/** Distances of up to 90 px differ by more than their largest over this. */
const BUCKETS = 2 ** 14
const NONE = -1

/** Heights are read from `heights` by pixel index. */
export function createFloodQueue(heights: ArrayLike<number>): FloodQueue {
  const bucketOf = roundedHeights(heights)
  const [first, last] = [new Int32Array(BUCKETS), new Int32Array(BUCKETS)]
  const height = new Float64Array(BUCKETS) // of the whole list, where it is even
  const isMixed = new Uint8Array(BUCKETS)
  const waiting = createBucketSet(BUCKETS)
  // for each pixel the next of its list, and when it came
  const links = new Int32Array(2 * heights.length)
  const heap = createHeap(heights, links)
  let age = 0

  function moveToHeap(bucket: number): void {
    for (let pixel = first[bucket]!; pixel !== NONE; pixel = links[2 * pixel]!) heap.push(pixel)
    waiting.remove(bucket)
  }

  return {
    push(pixel) {
      const own = heights[pixel]!
      const bucket = bucketOf(own)
      links[2 * pixel] = NONE
      links[2 * pixel + 1] = age++
      if (waiting.add(bucket)) {
        first[bucket] = pixel
        height[bucket] = own
        isMixed[bucket] = 0
      } else {
        links[2 * last[bucket]!] = pixel
        if (height[bucket] !== own) isMixed[bucket] = 1
      }
      last[bucket] = pixel
    },
    pop() {
      const bucket = waiting.lowest()
      const top = heap.top()
      const heapBucket = top === NONE ? Infinity : bucketOf(heights[top]!)
      if (bucket !== NONE && bucket < heapBucket && isMixed[bucket] === 0) {
        const pixel = first[bucket]!
        const next = links[2 * pixel]!
        if (next === NONE) waiting.remove(bucket)
        else first[bucket] = next
        return pixel
      }
      if (bucket !== NONE && bucket <= heapBucket) moveToHeap(bucket)
      return heap.pop()
    },
  }
}

/** Never lower for a higher height; all in one where there are heights that cannot be compared or told apart. */
function roundedHeights(heights: ArrayLike<number>): (height: number) => number {
  let least = Infinity
  let most = -Infinity
  let areFinite = true
  for (let i = 0; i < heights.length; i++) {
    const height = heights[i]!
    if (height < least) least = height
    if (height > most) most = height
    if (height - height !== 0) areFinite = false
  }
  const scale = (BUCKETS - 1) / (most - least)
  if (!areFinite || !Number.isFinite(scale)) return () => 0
  return (height) => Math.floor((height - least) * scale)
}

/** Binary heap by height and age; `links` holds the age of each pixel. */
function createHeap(heights: ArrayLike<number>, links: Int32Array) {
  const pixels: number[] = []
  const isBefore = (a: number, b: number): boolean => {
    const difference = heights[a]! - heights[b]!
    return difference < 0 || (!(difference > 0) && links[2 * a + 1]! < links[2 * b + 1]!)
  }
  return {
    top: () => (pixels.length === 0 ? NONE : pixels[0]!),
    push(pixel: number): void {
      let hole = pixels.push(pixel) - 1
      while (hole > 0) {
        const above = (hole - 1) >> 1
        if (!isBefore(pixel, pixels[above]!)) break
        pixels[hole] = pixels[above]!
        hole = above
      }
      pixels[hole] = pixel
    },
    pop(): number {
      const top = pixels[0]
      const pixel = pixels.pop()
      if (top === undefined || pixel === undefined) return NONE
      const size = pixels.length
      if (size === 0) return top
      let hole = 0
      for (;;) {
        let child = 2 * hole + 1
        if (child >= size) break
        if (child + 1 < size && isBefore(pixels[child + 1]!, pixels[child]!)) child++
        if (!isBefore(pixels[child]!, pixel)) break
        pixels[hole] = pixels[child]!
        hole = child
      }
      pixels[hole] = pixel
      return top
    },
  }
}
