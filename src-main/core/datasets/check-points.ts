/**
 * Do points lie in their image? Where they do not, the commonest slips of an export are tried: counted from
 * 1, x and y swapped, micrometres for pixels. What would fit is said; nothing is repaired. Pure.
 */
import type { PixelSizeUm } from '../../contract/words.ts'
import type { PointFacts } from './point-facts.ts'

/** Sizes of the image in pixels. */
export interface ImageExtent {
  readonly width: number
  readonly height: number
  readonly z: number
}

export interface PointProblem {
  readonly severity: 'error' | 'warning'
  readonly check:
    | 'shape-mismatch'
    | 'points-outside'
    | 'points-one-based'
    | 'points-swapped'
    | 'points-in-um'
    | 'points-in-px'
    | 'points-maybe-um'
    | 'points-unplaced'
  /** What is wrong, to stand behind the name of the case or file. */
  readonly message: string
}

/** Fewer points may lie in one corner by chance. */
const manyPoints = 10
/** With larger pixels the corner is most of the image. */
const smallPixelUm = 0.7

/** The first pixel reaches from -0.5 to 0.5. `slackPx`: so far outside is no slip. Null: all is well. */
export function checkPoints(
  facts: PointFacts,
  image: ImageExtent,
  pixelSizeUm: PixelSizeUm | null,
  slackPx = 0,
): PointProblem | null {
  if (facts.count === 0) return null
  const { dimensions, unit } = facts
  const isStack = image.z > 1
  if ((dimensions === 3) !== isStack) {
    const message = `the image is ${isStack ? `a stack of ${image.z} planes` : 'one plane'}, but the points have ${dimensions === 3 ? 'z, y and x' : 'y and x only'}. Give each point ${isStack ? 'its plane as z' : 'y and x only'}.`
    return { severity: 'error', check: 'shape-mismatch', message }
  }
  const sizes = isStack ? [image.z, image.height, image.width] : [image.height, image.width]
  const pixel = pixelSizeUm === null ? null : pixelOf(pixelSizeUm, dimensions)
  if (unit === 'um' && pixel === null) {
    const message =
      'the points are in micrometres and the image has no pixel size, so they cannot be held against it; they can be scored with a gate in micrometres (distanceUnit "um") only.'
    return { severity: 'warning', check: 'points-unplaced', message }
  }
  const box = { least: facts.least, greatest: facts.greatest }
  const placed = unit === 'um' ? scaled(box, pixel!) : box
  if (isInside(placed, sizes, slackPx)) {
    const isCrammed =
      unit === null &&
      pixel !== null &&
      facts.count >= manyPoints &&
      pixel.slice(-2).every((side) => side < smallPixelUm) &&
      isInside(scaled(box, pixel), sizes, slackPx)
    if (!isCrammed) return null
    const message = `all ${facts.count} points lie in the corner that the image's size in micrometres covers (${extentText(facts)}). Should they be micrometres, name the columns x_um and y_um.`
    return { severity: 'warning', check: 'points-maybe-um', message }
  }
  const found = explanations(placed, box, sizes, { unit, pixel, slackPx })
  const where = `${extentText(facts)}${unit === 'um' ? ' µm' : ''}, and the image is ${sizes.toReversed().join(' x ')} pixels${unit === 'um' ? ` of ${pixel!.toReversed().join(' x ')} µm` : ''}`
  const [first] = found
  if (first === undefined) {
    const message = `points lie outside the image: ${where}.`
    return { severity: 'error', check: 'points-outside', message }
  }
  const words = found.map(({ as }) => as).join(', or ')
  const message = `points lie outside the image as they are written: ${where}. They would fit ${words}. Correct the table; nothing is shifted or swapped here.`
  return { severity: 'error', check: first.check, message }
}

interface Box {
  readonly least: readonly number[]
  readonly greatest: readonly number[]
}

function explanations(
  placed: Box,
  written: Box,
  sizes: readonly number[],
  {
    unit,
    pixel,
    slackPx,
  }: { unit: PointFacts['unit']; pixel: readonly number[] | null; slackPx: number },
): { readonly check: PointProblem['check']; readonly as: string }[] {
  const swap = (values: readonly number[]): readonly number[] => [
    ...values.slice(0, -2),
    ...values.slice(-2).reverse(),
  ]
  const oneBased = {
    least: placed.least.map((at) => at - 1),
    greatest: placed.greatest.map((at) => at - 1),
  }
  const swapped = { least: swap(placed.least), greatest: swap(placed.greatest) }
  return [
    ...(isInside(oneBased, sizes, slackPx)
      ? [{ check: 'points-one-based' as const, as: 'counted from 1 instead of 0' }]
      : []),
    ...(isInside(swapped, sizes, slackPx)
      ? [{ check: 'points-swapped' as const, as: 'with x and y swapped' }]
      : []),
    ...(unit === null && pixel !== null && isInside(scaled(written, pixel), sizes, slackPx)
      ? [{ check: 'points-in-um' as const, as: 'as micrometres' }]
      : []),
    ...(unit === 'um' && isInside(written, sizes, slackPx)
      ? [{ check: 'points-in-px' as const, as: 'as pixels, though the table says micrometres' }]
      : []),
  ]
}

function isInside({ least, greatest }: Box, sizes: readonly number[], slackPx: number): boolean {
  return sizes.every(
    (size, axis) => least[axis]! >= -0.5 - slackPx && greatest[axis]! <= size - 0.5 + slackPx,
  )
}

function scaled({ least, greatest }: Box, pixel: readonly number[]): Box {
  const inPixels = (at: number, axis: number): number => at / pixel[axis]!
  return { least: least.map(inPixels), greatest: greatest.map(inPixels) }
}

/** In array order; a stack without a distance of planes has none. */
function pixelOf({ x, y, z }: PixelSizeUm, dimensions: number): readonly number[] | null {
  if (dimensions === 2) return [y, x]
  return z === undefined ? null : [z, y, x]
}

function extentText({ least, greatest, dimensions }: PointFacts): string {
  const names = ['z', 'y', 'x'].slice(-dimensions)
  return names
    .map((name, axis) => `${name} ${short(least[axis]!)} to ${short(greatest[axis]!)}`)
    .toReversed()
    .join(', ')
}

function short(value: number): number {
  return Number(value.toPrecision(5))
}
