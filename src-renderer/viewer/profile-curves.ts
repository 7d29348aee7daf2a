/** Values along a line as curves of intensity and bands of labels, and as a table. Pure. */
import type { LineProfile } from '../../src-main/contract/analysis.ts'
import type { PlotTable } from '../components/evidence/plot-shape.ts'
import type { AnalysisSource } from './analysis-sources.ts'
import type { Band, Curve } from './curves.ts'
import type { Length } from './line.ts'

export interface MeasuredProfile {
  readonly source: AnalysisSource
  readonly profile: LineProfile
}

export function profileCurves(
  profiles: readonly MeasuredProfile[],
  { length }: Length,
): { readonly curves: Curve[]; readonly bands: Band[] } {
  const curves: Curve[] = []
  const bands: Band[] = []
  for (const { source, profile } of profiles) {
    const { id, name, look } = source
    const steps = profile.values.length - 1
    const x = profile.values.map((_, i) => (i / steps) * length)
    if (source.role === 'intensity') curves.push({ id, name, look, x, y: profile.values })
    else bands.push({ id, name, look, stretches: stretchesOf(profile.values, length) })
  }
  return { curves, bands }
}

/** Each sample stands for the half steps around it. */
function stretchesOf(values: LineProfile['values'], length: number): Band['stretches'] {
  const found: { from: number; to: number; label: number }[] = []
  const steps = values.length - 1
  const edge = (i: number): number => (Math.min(steps, Math.max(0, i - 0.5)) / steps) * length
  for (let begin = 0; begin < values.length;) {
    let end = begin + 1
    while (end < values.length && values[end] === values[begin]) end++
    const label = values[begin] ?? 0
    if (label !== 0) found.push({ from: edge(begin), to: edge(end), label })
    begin = end
  }
  return found
}

/** One row per image: how many samples, and their least, mean and largest value, or the labels that are met. */
export function profileSummary(profiles: readonly MeasuredProfile[]): PlotTable {
  return {
    head: ['image', 'samples', 'least', 'mean', 'largest', 'labels'],
    rows: profiles.map(({ source, profile }) => {
      const found = profile.values.filter((value) => value !== null)
      if (source.role === 'labels') {
        const labels = [...new Set(found)].filter((label) => label !== 0)
        return [source.name, profile.values.length, null, null, null, labels.join(' ')]
      }
      const mean = found.reduce((sum, value) => sum + value, 0) / found.length
      const ends =
        found.length === 0 ? [null, null, null] : [least(found), mean, -least(negated(found))]
      return [source.name, profile.values.length, ...ends, '']
    }),
  }
}

const negated = (values: readonly number[]): number[] => values.map((value) => -value)
const least = (values: readonly number[]): number =>
  values.reduce((low, value) => Math.min(low, value), Infinity)

/** Sums in floating point end in digits that mean nothing. */
const told = (value: number): number => Number(value.toPrecision(10))

/** Every sample of every image: images of other sizes have other steps. */
export function profilePoints(
  profiles: readonly MeasuredProfile[],
  { length, unit }: Length,
): PlotTable {
  return {
    head: ['image', `distance (${unit})`, 'value'],
    rows: profiles.flatMap(({ source, profile }) =>
      profile.values.map((value, i) => [
        source.name,
        told((i / (profile.values.length - 1)) * length),
        value === null || source.role === 'labels' ? value : told(value),
      ]),
    ),
  }
}
