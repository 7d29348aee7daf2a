// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import DistanceHistogram from '../../../../src-renderer/components/analysis/DistanceHistogram.vue'

const pair = (partner: number, distance: number | null) => ({
  ...{ class: 'correct' as const, partner, distance, score: null },
  at: { x: 0, y: 0, z: 0 },
})
const histogram = (distances: readonly (number | null)[]) =>
  mount(DistanceHistogram, {
    props: {
      points: {
        ...{ gate: 2, unit: 'um' as const, prediction: [] },
        truth: distances.map((far, i) => pair(i, far)),
      },
    },
  })

test('draws ten steps up to the gate, and says them', () => {
  const wrapper = histogram([0.1, 0.15, 1.9, null])
  expect(wrapper.get('svg').attributes('aria-label')).toBe(
    'Distances of pairs from 0 to 2 µm: 2, 0, 0, 0, 0, 0, 0, 0, 0, 1 in ten steps; median 0.15, mean 0.717 µm',
  )
  expect(wrapper.findAll('rect')).toHaveLength(10)
  expect(wrapper.text()).toContain('2 pairs')
})

test('without a pair there is nothing to draw', () => {
  expect(histogram([null]).find('svg').exists()).toBe(false)
})
