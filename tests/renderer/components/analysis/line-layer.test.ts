// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import LineLayer from '../../../../src-renderer/components/analysis/LineLayer.vue'
import { useAnalysis } from '../../../../src-renderer/stores/analysis.ts'

const rect = (left: number) => ({ left, top: 0, width: 100, height: 100 })
const extent = { width: 50, height: 50 }
/** Two CSS px per image pixel, the image's middle in the middle. */
const camera = { x: 25, y: 25, zoom: 2 }

beforeEach(() => {
  setActivePinia(createPinia())
})

function layer(rects = [rect(0), rect(120)]) {
  const wrapper = mount(LineLayer, { props: { rects, camera, extent } })
  const svg = wrapper.get('svg').element as SVGSVGElement
  svg.getBoundingClientRect = () => ({ left: 0, top: 0 }) as DOMRect
  svg.setPointerCapture = () => undefined
  return wrapper
}
const at = (clientX: number, clientY: number, more = {}) => ({
  ...{ clientX, clientY, pointerId: 1, button: 0 },
  ...more,
})

test('a line that is drawn in one pane stands in all at the same place', async () => {
  const analysis = useAnalysis()
  analysis.toggle('profile')
  const wrapper = layer()
  const [, second] = wrapper.findAll('.board')
  await second!.trigger('pointerdown', at(140, 20))
  await wrapper.trigger('pointermove', at(141, 20))
  expect(analysis.line).toBeNull()
  await wrapper.trigger('pointermove', at(180, 60))
  expect(analysis.line).toEqual({ x0: 10, y0: 10, x1: 30, y1: 30 })
  await wrapper.trigger('pointerup', at(180, 60))
  expect(analysis.armed).toBe(false)
  expect(wrapper.findAll('.board')).toHaveLength(0)
  const lines = wrapper.findAll('.line').map((line) => line.attributes())
  expect(lines.map(({ x1, y1 }) => [x1, y1])).toEqual([
    ['20', '20'],
    ['140', '20'],
  ])
})

test('an end is dragged, with Shift along a row, and never out of the image', async () => {
  const analysis = useAnalysis()
  analysis.line = { x0: 10, y0: 10, x1: 30, y1: 12 }
  const wrapper = layer([rect(0)])
  await wrapper.get('rect.end').trigger('pointerdown', at(60, 24))
  await wrapper.trigger('pointermove', at(900, 30, { shiftKey: true }))
  expect(analysis.line).toEqual({ x0: 10, y0: 10, x1: 50, y1: 10 })
})

test('panes in one place have one line', () => {
  useAnalysis().line = { x0: 10, y0: 10, x1: 30, y1: 12 }
  expect(layer([rect(0), rect(0)]).findAll('.line')).toHaveLength(1)
})
