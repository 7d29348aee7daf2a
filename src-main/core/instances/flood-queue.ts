/**
 * Priority queue of pixels: lowest first, among equal heights the one that came first. Pixels wait in lists by
 * rounded height; only a list whose heights differ goes through a heap, so that equal heights, as distances
 * have them, cost no comparisons.
 */
import { createBucketSet } from './bucket-set.ts'

export interface FloodQueue {
  /** Before the first push, and whenever the queue is empty: reads the first `count` heights anew. */
  begin(count: number): void
  /** A pixel may wait once at a time. */
  push(pixel: number): void
  /** The next pixel, -1 when none is left. */
  pop(): number
}

/** Distances of up to 90 px differ by more than their largest over this. */
const MOST_BUCKETS = 2 ** 14
/** Distances within a piece of n pixels differ by more than their largest over n. */
const BUCKETS_PER_PIXEL = 4
const NONE = -1

/** Heights are read from `heights` by pixel index. */
export function createFloodQueue(heights: Float64Array): FloodQueue {
  let least = 0
  let scale = 0 // 0: all in one list
  const [first, last] = [new Int32Array(MOST_BUCKETS), new Int32Array(MOST_BUCKETS)]
  const height = new Float64Array(MOST_BUCKETS) // of the whole list, where it is even
  const isMixed = new Uint8Array(MOST_BUCKETS)
  const waiting = createBucketSet(MOST_BUCKETS)
  const next = new Int32Array(heights.length) // of the pixel's list
  const heap = createHeap(heights)

  const bucketOf = (own: number): number => (scale === 0 ? 0 : ((own - least) * scale) | 0)

  function moveToHeap(bucket: number): void {
    for (let pixel = first[bucket]!; pixel !== NONE; pixel = next[pixel]!) heap.push(pixel)
    waiting.remove(bucket)
  }

  return {
    begin(count) {
      heap.begin()
      const range = finiteRange(heights, count)
      least = range?.least ?? 0
      const most = range?.most ?? 0
      const buckets = Math.min(MOST_BUCKETS, BUCKETS_PER_PIXEL * count)
      const fitting = (buckets - 1) / (most - least)
      scale = Number.isFinite(fitting) ? fitting : 0
    },
    push(pixel) {
      const own = heights[pixel]!
      const bucket = bucketOf(own)
      next[pixel] = NONE
      if (waiting.add(bucket)) {
        first[bucket] = pixel
        height[bucket] = own
        isMixed[bucket] = 0
      } else {
        next[last[bucket]!] = pixel
        if (height[bucket] !== own) isMixed[bucket] = 1
      }
      last[bucket] = pixel
    },
    pop() {
      const bucket = waiting.lowest()
      const top = heap.top()
      const heapBucket = top === NONE ? MOST_BUCKETS : bucketOf(heights[top]!)
      if (bucket !== NONE && bucket < heapBucket && isMixed[bucket] === 0) {
        const pixel = first[bucket]!
        const second = next[pixel]!
        if (second === NONE) waiting.remove(bucket)
        else first[bucket] = second
        return pixel
      }
      if (bucket !== NONE && bucket <= heapBucket) moveToHeap(bucket)
      return heap.pop()
    },
  }
}

/** Null where there are heights that cannot be compared or told apart. */
function finiteRange(
  heights: Float64Array,
  count: number,
): { readonly least: number; readonly most: number } | null {
  let least = Infinity
  let most = -Infinity
  for (let i = 0; i < count; i++) {
    const height = heights[i]!
    if (height - height !== 0) return null
    if (height < least) least = height
    if (height > most) most = height
  }
  return { least, most }
}

/** Binary heap by height, then by the order in which pixels came: lists of equal heights come oldest first. */
function createHeap(heights: Float64Array) {
  // heights beside each other: comparing them needs no look into an array as large as the piece
  let keys = new Float64Array(64)
  let pixels = new Int32Array(64)
  let ages = new Int32Array(64)
  let size = 0
  let age = 0

  const grow = (): void => {
    const [lowKeys, lowPixels, lowAges] = [keys, pixels, ages]
    keys = new Float64Array(2 * size)
    pixels = new Int32Array(2 * size)
    ages = new Int32Array(2 * size)
    keys.set(lowKeys)
    pixels.set(lowPixels)
    ages.set(lowAges)
  }
  const move = (from: number, to: number): void => {
    keys[to] = keys[from]!
    pixels[to] = pixels[from]!
    ages[to] = ages[from]!
  }
  /** Whether what is at `a` comes before what has that height and age. */
  const isBefore = (a: number, height: number, ageOfB: number): boolean => {
    const difference = keys[a]! - height
    return difference < 0 || (!(difference > 0) && ages[a]! < ageOfB)
  }

  return {
    /** Of an empty heap: its ages count from 0 again, so that no number of pieces overflows them. */
    begin(): void {
      age = 0
    },
    top: () => (size === 0 ? NONE : pixels[0]!),
    push(pixel: number): void {
      if (size === pixels.length) grow()
      const height = heights[pixel]!
      let hole = size++
      while (hole > 0) {
        const above = (hole - 1) >> 1
        if (isBefore(above, height, age)) break
        move(above, hole)
        hole = above
      }
      keys[hole] = height
      pixels[hole] = pixel
      ages[hole] = age++
    },
    pop(): number {
      if (size === 0) return NONE
      const top = pixels[0]!
      size--
      const height = keys[size]!
      const pixel = pixels[size]!
      const own = ages[size]!
      let hole = 0
      for (;;) {
        let child = 2 * hole + 1
        if (child >= size) break
        if (child + 1 < size && isBefore(child + 1, keys[child]!, ages[child]!)) child++
        if (!isBefore(child, height, own)) break
        move(child, hole)
        hole = child
      }
      keys[hole] = height
      pixels[hole] = pixel
      ages[hole] = own
      return top
    },
  }
}
