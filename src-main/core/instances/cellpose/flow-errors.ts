/**
 * How far the flows that objects would have lie from the flows that a network gave: cellpose's `flow_error`
 * and `masks_to_flows_gpu` (4.0.9+21, 849ca11). Heat is put in at an object's centre and spread over its
 * 3 x 3 neighbourhoods in every step; the flow is the direction in which heat rises.
 */
import type { LabelImage, RealImage } from '../../images/types.ts'
import { flowScale } from './follow-flows.ts'

interface ObjectBox {
  readonly label: number
  top: number
  left: number
  bottom: number // inclusive
  right: number // inclusive
  pixels: number
}

/** Mean squared difference per object, in unit flows; `labels` are 1..N, entry k is that of label k + 1. */
export function flowErrors(labels: LabelImage, flowY: RealImage, flowX: RealImage): Float64Array {
  const [height = 0, width = 0] = labels.shape
  const boxes = boxesOf(labels)
  const extents = boxes.map(({ top, left, bottom, right }) => bottom - top + right - left + 4)
  const steps = 2 * extents.reduce((largest, extent) => Math.max(largest, extent), 0)
  const heat = new Float64Array((height + 2) * (width + 2))
  for (const box of boxes) spreadHeat(labels, box, steps, heat)
  return Float64Array.from(boxes, (box) => errorOf(box))

  function errorOf({ label, top, left, bottom, right, pixels }: ObjectBox): number {
    let sum = 0
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const pixel = y * width + x
        if (labels.data[pixel] !== label) continue
        const at = (y + 1) * (width + 2) + x + 1
        const riseY = heat[at + width + 2]! - heat[at - width - 2]!
        const riseX = heat[at + 1]! - heat[at - 1]!
        const length = 1e-60 + Math.sqrt(riseY * riseY + riseX * riseX)
        const dy = riseY / length - flowY.data[pixel]! / flowScale
        const dx = riseX / length - flowX.data[pixel]! / flowScale
        sum += dy * dy + dx * dx
      }
    }
    return sum / pixels
  }
}

function boxesOf({ shape, data }: LabelImage): ObjectBox[] {
  const width = shape[1] ?? 0
  const boxes: ObjectBox[] = []
  for (let pixel = 0; pixel < data.length; pixel++) {
    const label = data[pixel]!
    if (label === 0) continue
    const y = Math.floor(pixel / width)
    const x = pixel % width
    const box = (boxes[label - 1] ??= { label, top: y, left: x, bottom: y, right: x, pixels: 0 })
    box.pixels++
    box.bottom = y
    if (x < box.left) box.left = x
    if (x > box.right) box.right = x
  }
  return boxes
}

/** Writes the heat of one object into `heat`, which has a frame of one pixel. */
function spreadHeat(labels: LabelImage, box: ObjectBox, steps: number, heat: Float64Array): void {
  const width = labels.shape[1] ?? 0
  const rowLength = box.right - box.left + 3
  const rows = box.bottom - box.top + 3
  const members = new Int32Array(box.pixels)
  let count = 0
  for (let y = box.top; y <= box.bottom; y++) {
    for (let x = box.left; x <= box.right; x++) {
      if (labels.data[y * width + x] === box.label)
        members[count++] = (y - box.top + 1) * rowLength + x - box.left + 1
    }
  }
  const centre = centreOf(members, rowLength)
  const own = new Float64Array(rowLength * rows)
  const threes = new Float64Array(rowLength * rows)
  const end = own.length - rowLength - 1
  // Sums over three columns, then over three rows. No allocation inside.
  for (let step = 0; step < steps; step++) {
    own[centre]! += 1
    let left = own[rowLength - 1]!
    let middle = own[rowLength]!
    for (let at = rowLength; at <= end; at++) {
      const right = own[at + 1]!
      threes[at] = left + middle + right
      left = middle
      middle = right
    }
    for (let index = 0; index < count; index++) {
      const at = members[index]!
      own[at] = (threes[at - rowLength]! + threes[at]! + threes[at + rowLength]!) * (1 / 9)
    }
  }
  for (const at of members) {
    const y = Math.floor(at / rowLength) + box.top
    const x = (at % rowLength) + box.left
    heat[y * (width + 2) + x] = own[at]!
  }
}

/** The rounded mean position, or the member nearest to it (the first of equal ones). */
function centreOf(members: Int32Array, rowLength: number): number {
  let [sumY, sumX] = [0, 0]
  for (const at of members) {
    sumY += Math.floor(at / rowLength) - 1
    sumX += (at % rowLength) - 1
  }
  const y = roundHalfToEven(sumY / members.length) + 1
  const x = roundHalfToEven(sumX / members.length) + 1
  let nearest = members[0]!
  let smallest = Infinity
  for (const at of members) {
    const distance = (Math.floor(at / rowLength) - y) ** 2 + ((at % rowLength) - x) ** 2
    if (distance < smallest) [smallest, nearest] = [distance, at]
  }
  return nearest
}

/** numpy's `round`. */
function roundHalfToEven(value: number): number {
  const floor = Math.floor(value)
  if (value - floor !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}
