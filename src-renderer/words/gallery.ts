/** Objects of a run: which are wanted, in which order, and which of them are on the screen. Pure. */
import type { RunObject } from '../../src-main/contract/images.ts'

export interface GalleryWishes {
  /** A class, or `all`. */
  readonly class: RunObject['class'] | 'all'
  readonly order: 'loss' | 'iou' | 'area' | 'bright' | 'dim'
  readonly border: 'any' | 'touching' | 'inside'
  readonly leastPx: number | null
  readonly mostPx: number | null
  /** Mean gray value inside the object, in one channel of the input. */
  readonly leastIntensity: number | null
  readonly mostIntensity: number | null
  readonly channel: number
  /** Of the case: sample and factors as `sample: A`, `stain: DAPI`; empty for all. */
  readonly stratum: string
}

export const noWishes: GalleryWishes = {
  ...{ class: 'all', order: 'loss', border: 'any', leastPx: null, mostPx: null, stratum: '' },
  ...{ leastIntensity: null, mostIntensity: null, channel: 0 },
}

/** `strataOf`: of a case. Those that are equal keep their order. */
export function wantedObjects(
  objects: readonly RunObject[],
  wishes: GalleryWishes,
  strataOf: (caseId: string) => readonly string[],
): RunObject[] {
  const { border, leastPx, mostPx, stratum, leastIntensity, mostIntensity, channel } = wishes
  const intensity = (one: RunObject): number | null => one.meanIntensity?.[channel] ?? null
  const isWithin = (value: number | null): boolean =>
    (leastIntensity === null || (value !== null && value >= leastIntensity)) &&
    (mostIntensity === null || (value !== null && value <= mostIntensity))
  const found = objects.filter(
    (one) =>
      (wishes.class === 'all' || one.class === wishes.class) &&
      (border === 'any' || one.touchesBorder === (border === 'touching')) &&
      (leastPx === null || one.areaPx >= leastPx) &&
      (mostPx === null || one.areaPx <= mostPx) &&
      isWithin(intensity(one)) &&
      (stratum === '' || strataOf(one.case).includes(stratum)),
  )
  /** Those without a value stand last. */
  const by = (value: (one: RunObject) => number | null): RunObject[] =>
    found.sort((a, b) => (value(b) ?? -Infinity) - (value(a) ?? -Infinity) || 0)
  switch (wishes.order) {
    case 'iou':
      return by((one) => -one.iou)
    case 'area':
      return by((one) => one.areaPx)
    case 'bright':
      return by(intensity)
    case 'dim':
      return by((one) => {
        const value = intensity(one)
        return value === null ? null : -value
      })
    default:
      return by((one) => one.lossPx)
  }
}

/** Channels in which intensities were measured; 0 for runs of before they were. */
export function measuredChannels(objects: readonly RunObject[]): number {
  return objects.find(({ meanIntensity }) => meanIntensity)?.meanIntensity?.length ?? 0
}

export function countByClass(objects: readonly RunObject[]): Record<RunObject['class'], number> {
  const counts = { correct: 0, missed: 0, extra: 0, split: 0, merged: 0 }
  for (const one of objects) counts[one.class]++
  return counts
}

/** What is scrolled to: items `from` up to `to`, which begin `offsetPx` from the top of `heightPx` in all. */
export function visibleItems(
  count: number,
  columns: number,
  rowPx: number,
  view: { readonly topPx: number; readonly heightPx: number },
): {
  readonly from: number
  readonly to: number
  readonly offsetPx: number
  readonly heightPx: number
} {
  const rows = Math.ceil(count / columns)
  const spare = 2
  const first = Math.max(0, Math.min(rows - 1, Math.floor(view.topPx / rowPx) - spare))
  const last = Math.min(rows, Math.ceil((view.topPx + view.heightPx) / rowPx) + spare)
  return {
    from: first * columns,
    to: Math.min(count, last * columns),
    offsetPx: first * rowPx,
    heightPx: rows * rowPx,
  }
}

/** Where an arrow key leads; null for other keys. */
export function nextItem(key: string, at: number, count: number, columns: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ...{ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns },
  }
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = steps[key]
  if (step === undefined) return null
  const next = at + step
  return next < 0 || next >= count ? at : next
}
