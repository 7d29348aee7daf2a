/**
 * SSIM of one large plane on several threads. Whoever is free takes the next band, the thread that asked too,
 * so that nothing waits for a thread that never comes. Sums lie in the order of the bands, and are therefore
 * the same to the last bit however many threads took part.
 */
import type { Pixels } from '../core/metrics/restoration/image-pair.ts'
import {
  bandAt,
  bandCount,
  type BandOrder,
  type ShareBands,
} from '../core/metrics/restoration/ssim-band.ts'
import type { Offer } from './worker-pool.ts'

/** What an `ssim-bands` job of the pool gets; pixels and lists lie in memory that all threads see. */
export interface BandTask {
  readonly order: BandOrder
  /** One number: the first band that nobody has taken. */
  readonly next: Int32Array
  /** 1 for every band whose sums are there. */
  readonly ready: Int32Array
  /** Two for each band: SSIM, contrast. */
  readonly sums: Float64Array
}

/** Of smaller planes one thread is done in some 50 ms. */
const fewestSharedPixels = 2 ** 20

/** Memory that threads share is a copy: of more bytes than this it costs too much. */
const mostSharedBytes = 2 ** 28

/** A band takes milliseconds: who does not bring one in this time has ended. */
const patienceMs = 2000

const bandsPerHelper = 4
const mostHelpers = 7

/** Takes bands until none is left. */
export function workOnBands(task: BandTask): void {
  for (;;) {
    const index = Atomics.add(task.next, 0, 1)
    if (index >= task.ready.length) return
    computeBand(task, index)
  }
}

/** `offer` finds threads for jobs named `ssim-bands`. Small planes are left to one thread. */
export function createBandSharing(offer: Offer): ShareBands {
  const copies = new WeakMap<ArrayBufferLike, SharedArrayBuffer>()
  return (order) => {
    const { truth, prediction } = order.plane
    const bytes = Math.max(truth.buffer.byteLength, prediction.buffer.byteLength)
    if (truth.length < fewestSharedPixels || bytes > mostSharedBytes) return null
    const task = taskFor({
      ...order,
      plane: {
        ...order.plane,
        truth: inSharedMemory(truth, copies),
        prediction: inSharedMemory(prediction, copies),
      },
    })
    const bands = task.ready.length
    offer({ name: 'ssim-bands', input: task }, Math.min(mostHelpers, bands / bandsPerHelper))
    workOnBands(task)
    return Array.from(task.ready, (_, index) => {
      if (Atomics.load(task.ready, index) === 0) Atomics.wait(task.ready, index, 0, patienceMs)
      if (Atomics.load(task.ready, index) === 0) computeBand(task, index)
      return { ssim: task.sums[2 * index]!, contrast: task.sums[2 * index + 1]! }
    })
  }
}

function taskFor({ plane, parameters, options, rows }: BandOrder): BandTask {
  const bands = bandCount(rows)
  const { shift, wantsContrast } = options
  return {
    // functions cannot go to another thread
    order: { plane, parameters, options: { shift, wantsContrast }, rows },
    next: new Int32Array(new SharedArrayBuffer(4)),
    ready: new Int32Array(new SharedArrayBuffer(4 * bands)),
    sums: new Float64Array(new SharedArrayBuffer(16 * bands)),
  }
}

/** Twice gives the same twice. */
function computeBand({ order, ready, sums }: BandTask, index: number): void {
  const { ssim, contrast } = bandAt(order, index)
  sums[2 * index] = ssim
  sums[2 * index + 1] = contrast
  Atomics.store(ready, index, 1)
  Atomics.notify(ready, index)
}

/** The same pixels; copied once for all metrics of an image, and for all its planes. */
function inSharedMemory(
  pixels: Pixels,
  copies: WeakMap<ArrayBufferLike, SharedArrayBuffer>,
): Pixels {
  const { buffer, byteOffset, length } = pixels
  if (buffer instanceof SharedArrayBuffer) return pixels
  let copy = copies.get(buffer)
  if (copy === undefined) {
    copy = new SharedArrayBuffer(buffer.byteLength)
    new Uint8Array(copy).set(new Uint8Array(buffer))
    copies.set(buffer, copy)
  }
  return pixels instanceof Float32Array
    ? new Float32Array(copy, byteOffset, length)
    : new Float64Array(copy, byteOffset, length)
}
