/**
 * Cellpose: flows and cell probability -> label image (`compute_masks` of cellpose 4.0.9+21, 849ca11, two
 * dimensions): cell pixels follow the flows, those that end together are one object, objects that contradict
 * the flows are dropped, holes are filled, small objects removed.
 */
import type { LabelImage, RealImage } from '../../images/types.ts'
import { fillHolesAndRemoveSmall } from '../fill-holes.ts'
import { requireSameShape } from '../require-same-shape.ts'
import { flowErrors } from './flow-errors.ts'
import { followFlows } from './follow-flows.ts'
import { followFlows3d } from './follow-flows-3d.ts'
import { gatherEnds } from './gather-ends.ts'

export interface CellposeOptions {
  /** Cell pixels are strictly above it; of the network's value before any sigmoid. */
  readonly cellProbabilityThreshold: number
  /** Objects whose mean squared flow error is above it are dropped; 0: none is. */
  readonly flowThreshold: number
  readonly steps: number
  /** 0: holes are not filled and nothing is removed, as the original does it with no minimum size. */
  readonly minimumAreaPx: number
  /** Objects above this share of the image are dropped. */
  readonly largestFraction: number
}

/** All images `[y, x]`, finite. Throws `shape-mismatch`. Labels are 1..N by first appearance. */
export function decodeCellpose(
  flowY: RealImage,
  flowX: RealImage,
  cellProbability: RealImage,
  options: CellposeOptions,
): LabelImage {
  requireSameShape(flowY.shape, cellProbability.shape, 'flow along y', 'cell probability')
  requireSameShape(flowX.shape, cellProbability.shape, 'flow along x', 'cell probability')
  const [height = 0, width = 0] = cellProbability.shape
  const pixels = cellPixels(cellProbability, options.cellProbabilityThreshold)
  const ends = followFlows(flowY, flowX, pixels, options.steps)
  const found = gatherEnds(ends, [height, width], options.largestFraction)
  const kept =
    options.flowThreshold > 0
      ? dropContradicting(found, flowY, flowX, options.flowThreshold)
      : found
  return options.minimumAreaPx > 0
    ? withoutGaps(fillHolesAndRemoveSmall(kept, options.minimumAreaPx))
    : kept
}

/** Without the flow check, which the original leaves out in three dimensions. */
export type Cellpose3dOptions = Omit<CellposeOptions, 'flowThreshold'>

/** `[z, y, x]`, finite: `compute_masks` with `do_3D`. Throws `shape-mismatch`. Labels 1..N by first appearance. */
export function decodeCellpose3d(
  flows: readonly [z: RealImage, y: RealImage, x: RealImage],
  cellProbability: RealImage,
  options: Cellpose3dOptions,
): LabelImage {
  for (const [axis, flow] of flows.entries()) {
    const name = `flow along ${['z', 'y', 'x'][axis] ?? ''}`
    requireSameShape(flow.shape, cellProbability.shape, name, 'cell probability')
  }
  const pixels = cellPixels(cellProbability, options.cellProbabilityThreshold)
  const ends = followFlows3d(flows, pixels, options.steps)
  const found = gatherEnds(ends, cellProbability.shape, options.largestFraction)
  return options.minimumAreaPx > 0
    ? withoutGaps(fillHolesAndRemoveSmall(found, options.minimumAreaPx))
    : found
}

export function cellPixels({ data }: RealImage, threshold: number): Uint32Array {
  const limit = Math.fround(threshold)
  const pixels: number[] = []
  for (let pixel = 0; pixel < data.length; pixel++) {
    if (Math.fround(data[pixel]!) > limit) pixels.push(pixel)
  }
  return Uint32Array.from(pixels)
}

function dropContradicting(
  labels: LabelImage,
  flowY: RealImage,
  flowX: RealImage,
  threshold: number,
): LabelImage {
  const errors = flowErrors(labels, flowY, flowX)
  const data = labels.data.map((label) => (label > 0 && errors[label - 1]! > threshold ? 0 : label))
  return withoutGaps({ shape: labels.shape, data })
}

/** Renumbers 1..N by first appearance. */
function withoutGaps({ shape, data }: LabelImage): LabelImage {
  const numbers = new Map<number, number>([[0, 0]])
  const renumbered = data.map((label) => {
    if (!numbers.has(label)) numbers.set(label, numbers.size)
    return numbers.get(label)!
  })
  return { shape, data: renumbered }
}
