/** Fills the holes of objects and drops small ones: cellpose's `fill_holes_and_remove_small_masks`. */
import type { LabelImage } from '../images/types.ts'
import { removeSmall } from './remove-small.ts'

/**
 * `[y, x]`. A hole is what the object cuts off from the edge of its box, over pixels that share a side; other
 * objects in it are filled too. Small ones go before and after; ids stay.
 */
export function fillHolesAndRemoveSmall(labels: LabelImage, minimumAreaPx: number): LabelImage {
  const kept = removeSmall(labels, minimumAreaPx)
  return removeSmall(fillHoles(kept), minimumAreaPx)
}

/** In order of the ids: where the holes of two objects meet, the higher id has the pixel. */
export function fillHoles(labels: LabelImage): LabelImage {
  const width = labels.shape[1] ?? 0
  const data = labels.data.slice()
  for (const [label, box] of [...boxesOf(labels)].sort(([a], [b]) => a - b)) {
    const rowLength = box.right - box.left + 3
    // 0 not reached, 1 the object, 2 outside; the frame is outside
    const state = new Uint8Array(rowLength * (box.bottom - box.top + 3))
    const at = (y: number, x: number): number => (y - box.top + 1) * rowLength + x - box.left + 1
    for (let y = box.top; y <= box.bottom; y++) {
      for (let x = box.left; x <= box.right; x++) {
        if (data[y * width + x] === label) state[at(y, x)] = 1
      }
    }
    floodOutside(state, rowLength)
    for (let y = box.top; y <= box.bottom; y++) {
      for (let x = box.left; x <= box.right; x++) {
        if (state[at(y, x)] === 0) data[y * width + x] = label
      }
    }
  }
  return { shape: labels.shape, data }
}

interface Box {
  top: number
  left: number
  bottom: number
  right: number
}

function boxesOf({ shape, data }: LabelImage): Map<number, Box> {
  const width = shape[1] ?? 0
  const boxes = new Map<number, Box>()
  for (let pixel = 0; pixel < data.length; pixel++) {
    const label = data[pixel]!
    if (label === 0) continue
    const y = Math.floor(pixel / width)
    const x = pixel % width
    const box = boxes.get(label)
    if (!box) boxes.set(label, { top: y, left: x, bottom: y, right: x })
    else {
      box.bottom = y
      if (x < box.left) box.left = x
      if (x > box.right) box.right = x
    }
  }
  return boxes
}

function floodOutside(state: Uint8Array, rowLength: number): void {
  const stack = [0]
  state[0] = 2
  while (stack.length > 0) {
    const from = stack.pop()!
    const column = from % rowLength
    if (column > 0) reach(from - 1)
    if (column < rowLength - 1) reach(from + 1)
    reach(from - rowLength)
    reach(from + rowLength)
  }

  function reach(place: number): void {
    if (state[place] !== 0) return
    state[place] = 2
    stack.push(place)
  }
}
