/** The objects of all ground truths of a dataset in a few numbers. Pure. */
import type { TruthFacts } from '../../contract/datasets.ts'
import type { ObjectFacts } from './object-facts.ts'

/** Null where no case has facts. A volume of one plane counts as a plane. */
export function summarizeTruths(cases: readonly ObjectFacts[]): TruthFacts | null {
  if (cases.length === 0) return null
  const areas = cases.flatMap((facts) => facts.areas).sort((a, b) => a - b)
  const widths = cases.flatMap((facts) =>
    facts.areas.map((area) => widthOf(area, facts.dimensions)),
  )
  const pixels = sumOf(cases, (facts) => facts.pixels)
  const [low, high] = [areas[Math.floor(areas.length * 0.05)], areas[lastOf(areas.length * 0.95)]]
  return {
    objects: areas.length,
    medianWidthPx: median(widths.sort((a, b) => a - b)),
    sizeRatio: low === undefined || high === undefined ? null : high / low,
    touchingShare:
      areas.length === 0 ? null : sumOf(cases, (facts) => facts.touching) / areas.length,
    foregroundShare: pixels === 0 ? null : sumOf(cases, (facts) => facts.foreground) / pixels,
    emptyCases: cases.filter((facts) => facts.areas.length === 0).length,
  }
}

/** Diameter of the disk, or of the ball, that has as many pixels. */
function widthOf(area: number, dimensions: number): number {
  return dimensions < 3 ? 2 * Math.sqrt(area / Math.PI) : Math.cbrt((6 * area) / Math.PI)
}

function median(sorted: readonly number[]): number | null {
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (middle === undefined) return null
  return sorted.length % 2 === 1 ? middle : (middle + sorted[sorted.length / 2 - 1]!) / 2
}

function lastOf(share: number): number {
  return Math.max(0, Math.ceil(share) - 1)
}

function sumOf(cases: readonly ObjectFacts[], of: (facts: ObjectFacts) => number): number {
  return cases.reduce((sum, facts) => sum + of(facts), 0)
}
