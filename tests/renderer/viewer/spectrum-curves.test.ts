import { expect, test } from 'vitest'
import type { PowerSpectrum } from '../../../src-main/contract/analysis.ts'
import {
  againstTruth,
  frequencyUnit,
  spectrumCurves,
  spectrumTable,
} from '../../../src-renderer/viewer/spectrum-curves.ts'
import type { Curve } from '../../../src-renderer/viewer/curves.ts'
import { analysisSource, viewerImage } from './analysis-fixture.ts'

const frequencies = Array.from({ length: 10 }, (_, i) => (i + 1) / 20)
function spectrum(power: readonly number[]): PowerSpectrum {
  return {
    ...{ window: 'hann', region: { x: 0, y: 0, width: 20, height: 20 }, averagedSamples: 1 },
    ...{ frequencies, power: [...power], counts: power.map(() => 2) },
  }
}
const curve = (y: readonly (number | null)[], x = frequencies): Curve => ({
  ...{ id: 'a', name: 'A', look: 0, x, y },
})
const flat = (value: number): number[] => frequencies.map(() => value)
const truth = curve(flat(8))

test('frequencies are per µm where a pixel is square and has a size', () => {
  expect(frequencyUnit({ x: 0.5, y: 0.5 })).toEqual({ unit: 'cycles/µm', pixel: 0.5 })
  expect(frequencyUnit({ x: 0.5, y: 0.4 })).toEqual({ unit: 'cycles/px', pixel: 1 })
  expect(frequencyUnit('uncalibrated')).toEqual({ unit: 'cycles/px', pixel: 1 })
})

test('an image of half the pixels reaches half as far, and µm stretch the axis', () => {
  const extent = { width: 100, height: 100 }
  const half = analysisSource('input', { image: viewerImage('/i', 50) })
  const [own] = spectrumCurves([{ source: half, spectrum: spectrum(flat(1)) }], extent, {
    unit: { unit: 'cycles/µm', pixel: 0.25 },
    samePower: false,
  })
  expect(own?.x.at(-1)).toBeCloseTo((0.5 * 0.5) / 0.25, 12)
})

test('with the same total power a gain drops out; no power is no value', () => {
  const unit = { unit: 'cycles/px', pixel: 1 } as const
  const [a, b] = spectrumCurves(
    [
      { source: analysisSource('truth'), spectrum: spectrum([...flat(2).slice(1), 0]) },
      { source: analysisSource('a'), spectrum: spectrum([...flat(50).slice(1), 0]) },
    ],
    { width: 100, height: 100 },
    { unit, samePower: true },
  )
  expect(a?.y[0]).toBeCloseTo(b!.y[0]!, 12)
  expect(a?.y.at(-1)).toBeNull()
})

test('a blurred image falls below half at a frequency and stays there', () => {
  const tool = curve([8, 8, 8, 8, 8, 1, 1, 1, 1, 1])
  const found = againstTruth(truth, tool)
  expect(found).toEqual({ below: { from: 0.3, to: null }, above: null, isFaint: false })
})

test('one noisy ring is no finding, noise at the end is', () => {
  expect(againstTruth(truth, curve([8, 8, 8, 1, 8, 8, 8, 8, 8, 8]))?.below).toBeNull()
  const noisy = againstTruth(truth, curve([8, 8, 8, 8, 8, 8, 80, 80, 80, 80]))
  expect(noisy?.above).toEqual({ from: 0.3, to: null })
})

test('what comes back is told with its end', () => {
  const dip = againstTruth(truth, curve([8, 8, 1, 1, 1, 1, 1, 8, 8, 8]))
  expect(dip?.below).toEqual({ from: 0.15, to: 0.4 })
})

test('another scale of gray values is below from the first frequency', () => {
  expect(againstTruth(truth, curve(flat(0.01)))).toMatchObject({ isFaint: true })
})

test('an image that has no power at all is below everywhere; a truth without power says nothing', () => {
  expect(againstTruth(truth, curve(frequencies.map(() => null)))?.below?.to).toBeNull()
  expect(againstTruth(curve(frequencies.map(() => null)), truth)).toBeNull()
})

test('a tool of other rings is read between them, and not beyond its last', () => {
  const coarse = [0.1, 0.2, 0.3]
  const tool = curve([8, 8, 8], coarse)
  expect(againstTruth(truth, tool)).toEqual({ below: null, above: null, isFaint: false })
})

test('the table has a row for every ring', () => {
  const measured = [{ source: analysisSource('truth'), spectrum: spectrum(flat(3)) }]
  const unit = frequencyUnit('uncalibrated')
  const extent = { width: 100, height: 100 }
  const curves = spectrumCurves(measured, extent, { unit, samePower: false })
  const { head, rows } = spectrumTable(measured, curves, unit)
  expect(head).toEqual(['image', 'cycles/px', 'power', 'Fourier pixels'])
  expect(rows[0]).toEqual(['truth', 0.05, 3, 2])
  expect(rows).toHaveLength(10)
})
