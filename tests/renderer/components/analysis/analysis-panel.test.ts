// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import AnalysisPanel from '../../../../src-renderer/components/analysis/AnalysisPanel.vue'
import { useAnalysis } from '../../../../src-renderer/stores/analysis.ts'
import type { AnalysisKind } from '../../../../src-renderer/stores/analysis.ts'
import { viewerImage } from '../../viewer/analysis-fixture.ts'

const here = (address: string) => ({ value: viewerImage(address), problem: null })
const images = {
  ...{ task: 'restoration' as const, input: here('/input'), truth: here('/truth') },
  tools: [{ key: 'a', run: 'r', name: 'Blur', index: 0, failure: null }],
  predictions: new Map([['a', here('/a')]]),
  ...{ objects: new Map(), points: new Map() },
}
const frequencies = Array.from({ length: 10 }, (_, i) => (i + 1) / 20)
const asked: string[] = []

function answerTo(address: string): Response {
  asked.push(address)
  if (address.startsWith('/a/') && address.includes('profile'))
    return Response.json(
      { error: { code: 'file-not-found', message: 'The prediction is gone.' } },
      { status: 404 },
    )
  if (address.includes('profile'))
    return Response.json({
      ...{ lengthPx: 2, stepPx: 1, interpolation: 'bilinear', averagedSamples: 1 },
      values: [10, 20, 30],
    })
  if (address.includes('spectrum'))
    return Response.json({
      ...{ window: 'hann', region: { x: 0, y: 0, width: 100, height: 100 }, averagedSamples: 1 },
      power: frequencies.map((at) => (address.startsWith('/a') && at > 0.22 ? 1 : 100)),
      ...{ frequencies, counts: frequencies.map(() => 4) },
    })
  return Response.json({
    ...{ min: 0, max: 1, lower: 0, upper: 1, finite: 6, total: 6, rule: '', percentiles: [] },
    histogram: { min: 0, max: 1, counts: [4, 2] },
    ...{ sampling: 'exact', sampledFrom: null },
  })
}

beforeEach(() => {
  setActivePinia(createPinia())
  asked.length = 0
  vi.stubGlobal('fetch', (address: string) => Promise.resolve(answerTo(address)))
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function panel(kind: AnalysisKind) {
  const analysis = useAnalysis()
  analysis.toggle(kind)
  const wrapper = mount(AnalysisPanel, {
    props: {
      ...{ images, plane: { t: 0, c: 0, z: 0 }, reference: images.truth.value.description },
      ...{ comparisonName: 'Denoising', caseId: 'case-1' },
    },
  })
  const rest = async (): Promise<void> => {
    await vi.advanceTimersByTimeAsync(200)
    await flushPromises()
  }
  await rest()
  return { wrapper, analysis, rest }
}

test('a line is measured in every image, and what fails is said', async () => {
  const { wrapper } = await panel('profile')
  expect(asked).toHaveLength(3)
  expect(asked[0]).toBe('/input/planes/0/0/0/profile?x0=10&y0=50&x1=90&y1=50')
  expect(wrapper.get('[role="alert"]').text()).toBe('The prediction is gone.')
  const plot = wrapper.get('svg[role="img"]')
  expect(plot.attributes('aria-label')).toContain('from x 10, y 50 to x 90, y 50 px, 80 px long')
  expect(plot.text()).toContain('Distance along the line, px')
  expect(wrapper.findAll('tbody tr').map((row) => row.text())).toEqual([
    'Input3102030',
    'Truth3102030',
  ])
})

test('an end that is typed is measured anew, and kept inside the image', async () => {
  const { wrapper, analysis, rest } = await panel('profile')
  const [x0] = wrapper.findAll('input[type="number"]')
  await x0!.setValue('250')
  expect(analysis.line).toEqual({ x0: 100, y0: 50, x1: 90, y1: 50 })
  await x0!.setValue('')
  expect(analysis.line?.x0).toBe(100)
  expect((x0!.element as HTMLInputElement).value).toBe('100')
  await rest()
  expect(asked.at(-1)).toContain('x0=100')
})

test('the slider reads all curves at a place', async () => {
  const { wrapper, analysis } = await panel('profile')
  await wrapper.get('input[type="range"]').setValue('0.5')
  expect(analysis.spot).toBe(0.5)
  expect(wrapper.get('input[type="range"]').attributes('aria-valuetext')).toBe(
    'At 40 px: Input 20, Truth 20',
  )
})

test('a spectrum says where a tool loses power', async () => {
  const { wrapper } = await panel('spectrum')
  expect(wrapper.get('li').text()).toMatch(
    /^Blur: falls below half of the truth's power at 0\.\d+ cycles\/px/,
  )
})

test('histograms count on a logarithmic axis or a linear one', async () => {
  const { wrapper, analysis } = await panel('histogram')
  expect(wrapper.get('svg[role="img"]').text()).toContain('Pixels per gray value')
  const before = wrapper.get('path[fill="none"]').attributes('d')
  await wrapper.get('input[type="checkbox"]').setValue(false)
  expect(analysis.logCounts).toBe(false)
  expect(wrapper.get('path[fill="none"]').attributes('d')).not.toBe(before)
})
