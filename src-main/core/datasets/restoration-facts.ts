/** Whether the images of a restoration pair fit each other: place, clipping and brightness, in the middle of both. */
import { openImage } from '../images/open-image.ts'
import type { RealImage } from '../images/types.ts'
import { shiftBetween, type Shift } from '../metrics/restoration/registration.ts'
import { counted } from '../counted.ts'
import type { Finding } from '../../contract/datasets.ts'

export interface RestorationFacts {
  /** By which the input would lie on the truth, px; null for constant or unlike images. */
  readonly shift: Shift | null
  /** Share of pixels at the largest value, where that value is the end of 8, 10, 12, 14 or 16 bits. */
  readonly clipped: { readonly image: number; readonly truth: number }
  /** Mean of the truth over the mean of the input; null where one is zero or less. */
  readonly brightness: number | null
}

/** Side of what is looked at. */
const sidePx = 512
const ends = new Set([2 ** 8 - 1, 2 ** 10 - 1, 2 ** 12 - 1, 2 ** 14 - 1, 2 ** 16 - 1])

/** Of the first channel and time, the middle plane. Null where the two have not one size. Throws as `openImage`. */
export async function restorationFacts(
  image: string,
  truth: string,
): Promise<RestorationFacts | null> {
  const [own, other] = [await middleOf(image), await middleOf(truth)]
  if (own.shape.join() !== other.shape.join()) return null
  const [mean, trueMean] = [meanOf(own.data), meanOf(other.data)]
  return {
    shift: isFlat(own.data) || isFlat(other.data) ? null : shiftBetween(other, own),
    clipped: { image: clippedShare(own.data), truth: clippedShare(other.data) },
    brightness: mean > 0 && trueMean > 0 ? trueMean / mean : null,
  }
}

async function middleOf(path: string): Promise<RealImage> {
  const source = await openImage(path)
  try {
    const { z, height, width, samples } = source.info.size
    const [rows, columns] = [Math.min(height, sidePx), Math.min(width, sidePx)]
    const place = {
      ...{ y: Math.floor((height - rows) / 2), x: Math.floor((width - columns) / 2) },
      ...{ height: rows, width: columns, z: Math.floor(z / 2) },
    }
    const { data } = await source.readRegion(place)
    const first = Float64Array.from({ length: rows * columns }, (_, i) => Number(data[i * samples]))
    return { shape: [rows, columns], data: first }
  } finally {
    await source.close()
  }
}

const meanOf = (data: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < data.length; i++) sum += data[i]!
  return sum / data.length
}

function isFlat(data: ArrayLike<number>): boolean {
  for (let i = 0; i < data.length; i++)
    if (data[i] !== data[0] || !Number.isFinite(data[i]!)) return !Number.isFinite(data[i]!)
  return true
}

function clippedShare(data: ArrayLike<number>): number {
  let largest = -Infinity
  let count = 0
  for (let i = 0; i < data.length; i++) {
    if (data[i]! > largest) [largest, count] = [data[i]!, 0]
    if (data[i] === largest) count++
  }
  return ends.has(largest) ? count / data.length : 0
}

/** From which on it is told: whole pixels, a thousandth of the pixels, twice or half as bright. */
const leastShiftPx = 1
const leastClipped = 0.001
const leastBrightness = 2

export function checkRestoration(
  cases: readonly { readonly id: string; readonly facts: RestorationFacts | null }[],
): Finding[] {
  const known = cases.flatMap(({ id, facts }) => (facts === null ? [] : [{ id, ...facts }]))
  const moved = known.filter(
    ({ shift }) => shift !== null && Math.max(Math.abs(shift.y), Math.abs(shift.x)) >= leastShiftPx,
  )
  const clipped = known.filter(
    ({ clipped: { image, truth } }) => Math.max(image, truth) >= leastClipped,
  )
  const unlike = known.filter(
    ({ brightness }) =>
      brightness !== null && Math.max(brightness, 1 / brightness) >= leastBrightness,
  )
  return [
    ...finding(
      'warning',
      'pair-shifted',
      moved.map(({ id }) => id),
      `${counted(moved.length, 'pair')} of input and truth shifted against each other (${shown(moved.map(({ id, shift }) => `${id}: ${toTenth(shift?.y)} px down, ${toTenth(shift?.x)} px right`))}): scores would measure the shift. Register the images before.`,
    ),
    ...finding(
      'warning',
      'pair-clipped',
      clipped.map(({ id }) => id),
      `${counted(clipped.length, 'pair')} with clipped pixels (${shown(clipped.map(({ id, clipped: { image, truth } }) => `${id}: input ${percent(image)}, truth ${percent(truth)}`))}): what lies above the largest value is lost.`,
    ),
    ...finding(
      'note',
      'pair-brightness',
      unlike.map(({ id }) => id),
      `${counted(unlike.length, 'pair')} of unlike brightness (${shown(unlike.map(({ id, brightness }) => `${id}: the truth is ${(brightness ?? 1).toPrecision(2)} times as bright`))}): scores that look at gray values show it, those after a fit of gain and offset do not.`,
    ),
  ]
}

function finding(
  severity: Finding['severity'],
  check: string,
  cases: string[],
  message: string,
): Finding[] {
  return cases.length === 0 ? [] : [{ severity, check, cases, message }]
}

const casesShown = 4
function shown(parts: readonly string[]): string {
  const more = parts.length - casesShown
  return more > 0 ? `${parts.slice(0, casesShown).join('; ')}; and ${more} more` : parts.join('; ')
}
const toTenth = (value = 0): string => value.toFixed(1)
const percent = (share: number): string => `${(100 * share).toPrecision(2)} %`
