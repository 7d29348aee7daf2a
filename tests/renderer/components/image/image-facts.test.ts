// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import ImageFacts from '../../../../src-renderer/components/image/ImageFacts.vue'
import { fakeImages } from '../../fixtures/fake-images.ts'

function facts(path: string) {
  const description = fakeImages[path]!.describe({})
  const wrapper = mount(ImageFacts, { props: { description } })
  const names = wrapper.findAll('dt').map((name) => name.text())
  const values = wrapper.findAll('dl > dd').map((value) => value.text().replace(/\s+/g, ' '))
  return { wrapper, said: Object.fromEntries(names.map((name, at) => [name, values[at]])) }
}

test('says axes with sizes, pixel size with unit, channels and what the file adds', () => {
  const { said, wrapper } = facts('/data/plate.zarr')
  expect(said).toMatchObject({
    Format: 'OME-Zarr',
    'Pixel size': '0.65 × 0.65 µm',
    Plate: 'Kinase screen 4',
  })
  expect(said['Axes']).toMatch(/c 3.*y 540.*x 720/)
  expect(wrapper.findAll('.swatch').map((one) => one.attributes('title'))).toEqual([
    '#3060ff',
    '#20c040',
    '#e03020',
  ])
})
test('says that there is no pixel size, and what to be aware of', () => {
  expect(facts('/data/stack.tif').said['Pixel size']).toBe('uncalibrated: not in the file')
  expect(facts('/data/large.ome.tif').wrapper.get('[role="note"]').text()).toContain(
    'states two pixel sizes',
  )
})
test('is silent of a single channel of which the file says nothing', () => {
  const description = fakeImages['/data/stack.tif']!.describe({})
  const said = (channels: { name: string; color?: string }[]) =>
    mount(ImageFacts, { props: { description: { ...description, channels } } })
      .findAll('dt')
      .map((name) => name.text())
      .includes('Channels')
  expect(said([{ name: '' }])).toBe(false)
  expect(said([{ name: 'channel 1' }])).toBe(false)
  expect(said([{ name: 'DAPI' }])).toBe(true)
  expect(said([{ name: '', color: '#00ffff' }])).toBe(true)
  expect(said([{ name: '' }, { name: '' }])).toBe(true)
})
