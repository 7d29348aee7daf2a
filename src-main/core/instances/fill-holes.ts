/** Fills the holes of objects and drops small ones: cellpose's `fill_holes_and_remove_small_masks`. */
import type { LabelImage } from '../images/types.ts'
import { removeSmall } from './remove-small.ts'

/**
 * `[y, x]` or `[z, y, x]`. A hole is what the object cuts off from the edge of its box, over pixels that share
 * a side (in volumes: a cavity, as `fill_voids` of cellpose 4 finds it; earlier versions filled plane by
 * plane). Other objects in it are filled too. Small ones go before and after; ids stay.
 */
export function fillHolesAndRemoveSmall(labels: LabelImage, minimumAreaPx: number): LabelImage {
  const kept = removeSmall(labels, minimumAreaPx)
  return removeSmall(fillHoles(kept), minimumAreaPx)
}

/** In order of the ids: where the holes of two objects meet, the higher id has the pixel. */
export function fillHoles(labels: LabelImage): LabelImage {
  const [width = 1, height = 1] = labels.shape.toReversed()
  const frameZ = labels.shape.length > 2 ? 1 : 0
  const data = labels.data.slice()
  for (const [label, box] of [...boxesOf(labels)].sort(([a], [b]) => a - b)) {
    const row = box.right - box.left + 3
    const plane = row * (box.bottom - box.top + 3)
    // 0 not reached, 1 the object, 2 outside; the frame is outside
    const state = new Uint8Array(plane * (box.back - box.front + 1 + 2 * frameZ))
    const forEachPixel = (visit: (pixel: number, at: number) => void): void => {
      for (let z = box.front; z <= box.back; z++) {
        for (let y = box.top; y <= box.bottom; y++) {
          const pixel = (z * height + y) * width
          const at = (z - box.front + frameZ) * plane + (y - box.top + 1) * row + 1 - box.left
          for (let x = box.left; x <= box.right; x++) visit(pixel + x, at + x)
        }
      }
    }
    forEachPixel((pixel, at) => {
      if (data[pixel] === label) state[at] = 1
    })
    floodOutside(state, frameZ === 1 ? [row, plane] : [row])
    forEachPixel((pixel, at) => {
      if (state[at] === 0) data[pixel] = label
    })
  }
  return { shape: labels.shape, data }
}

interface Box {
  front: number
  back: number
  top: number
  left: number
  bottom: number
  right: number
}

function boxesOf({ shape, data }: LabelImage): Map<number, Box> {
  const [width = 1, height = 1] = shape.toReversed()
  const boxes = new Map<number, Box>()
  for (let pixel = 0; pixel < data.length; pixel++) {
    const label = data[pixel]!
    if (label === 0) continue
    const x = pixel % width
    const y = Math.floor(pixel / width) % height
    const z = Math.floor(pixel / (width * height))
    const box = boxes.get(label)
    if (!box) boxes.set(label, { front: z, back: z, top: y, left: x, bottom: y, right: x })
    else {
      box.back = z
      if (y < box.top) box.top = y
      if (y > box.bottom) box.bottom = y
      if (x < box.left) box.left = x
      if (x > box.right) box.right = x
    }
  }
  return boxes
}

/** From the first place on; steps off the array meet nothing, steps around a row's end meet the frame. */
function floodOutside(state: Uint8Array, strides: readonly number[]): void {
  const stack = [0]
  state[0] = 2
  while (stack.length > 0) {
    const from = stack.pop()!
    for (const step of [1, ...strides]) {
      reach(from - step)
      reach(from + step)
    }
  }

  function reach(place: number): void {
    if (state[place] !== 0) return
    state[place] = 2
    stack.push(place)
  }
}
