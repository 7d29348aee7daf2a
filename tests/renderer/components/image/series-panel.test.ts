// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import SeriesPanel from '../../../../src-renderer/components/image/SeriesPanel.vue'
import { fakeImages } from '../../fixtures/fake-images.ts'

const { series } = fakeImages['/data/plate.zarr']!.describe({})

describe('images of a file', () => {
  test('are a list in which the shown one and label images are marked', async () => {
    const list = [
      { name: 'raw', kind: 'image' as const },
      { name: '', kind: 'image' as const },
      { name: 'nuclei', kind: 'labels' as const },
    ]
    const wrapper = mount(SeriesPanel, { props: { series: list, seriesIndex: 1 } })
    expect(wrapper.get('h2').text()).toBe('In this file: 2 images, 1 label image')
    const buttons = wrapper.findAll('button')
    expect(buttons.map((button) => button.text())).toEqual(['raw', 'image 2', 'nucleilabels'])
    expect(wrapper.get('[aria-current="true"]').text()).toBe('image 2')
    await buttons[2]!.trigger('click')
    expect(wrapper.emitted('choose')).toEqual([[2]])
  })
  test('of a plate are wells where they lie on it; label images stay a list', () => {
    const wrapper = mount(SeriesPanel, { props: { series, seriesIndex: 0 } })
    expect(wrapper.findAll('thead th').map((cell) => cell.text())).toEqual([
      '02',
      '03',
      '04',
      '05',
      '06',
      '07',
      '08',
    ])
    expect(wrapper.findAll('tbody th').map((cell) => cell.text())).toEqual(['B', 'C', 'D', 'E'])
    expect(wrapper.findAll('.well')).toHaveLength(27)
    expect(wrapper.findAll('.none')).toHaveLength(1)
    expect(wrapper.findAll('.entry').map((entry) => entry.text())).toEqual(['B02 nucleilabels'])
  })
  test('another well shows the same field, so that wells are compared at one place', async () => {
    const second = series.findIndex(({ well }) => well?.row === 'B' && well.field === 1)
    const wrapper = mount(SeriesPanel, { props: { series, seriesIndex: second } })
    expect(wrapper.get('.field[aria-pressed="true"]').text()).toBe('2')
    await wrapper.get('[aria-label="Well C04, 3 fields"]').trigger('click')
    const chosen = wrapper.emitted('choose')?.[0]?.[0] as number
    expect(series[chosen]?.well).toEqual({ row: 'C', column: '04', field: 1 })
  })
})
