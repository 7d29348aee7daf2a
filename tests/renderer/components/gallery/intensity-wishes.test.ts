// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import type { RunObject } from '../../../../src-main/contract/images.ts'
import IntensityWishes from '../../../../src-renderer/components/gallery/IntensityWishes.vue'
import { noWishes } from '../../../../src-renderer/words/gallery.ts'

function wishes(meanIntensity?: readonly (number | null)[]) {
  const object: RunObject = {
    ...{ label: 1, case: 'a', side: 'truth', class: 'missed', partner: null, iou: 0, areaPx: 9 },
    ...{ centroid: { x: 0, y: 0, z: 0 }, touchesBorder: false, lossPx: 9 },
    ...(meanIntensity ? { meanIntensity: [...meanIntensity] } : {}),
  }
  return mount(IntensityWishes, { props: { objects: [object], modelValue: noWishes } })
}

test('asks for a range of mean gray values', async () => {
  const wrapper = wishes([120])
  const [from] = wrapper.findAll('input')
  await from!.setValue('100')
  await from!.trigger('change')
  expect(wrapper.emitted('update:modelValue')?.[0]).toEqual([{ ...noWishes, leastIntensity: 100 }])
  expect(wrapper.find('select').exists()).toBe(false)
})

test('of an image with several channels one is chosen', async () => {
  const wrapper = wishes([120, null, 7])
  expect(wrapper.findAll('option').map((one) => one.text())).toEqual([
    ...['channel 1', 'channel 2', 'channel 3'],
  ])
  const select = wrapper.get('select')
  select.element.selectedIndex = 2
  await select.trigger('change')
  expect(wrapper.emitted('update:modelValue')?.[0]).toEqual([{ ...noWishes, channel: 2 }])
})

test('says where nothing was measured', () => {
  const wrapper = wishes()
  expect(wrapper.text()).toContain('No intensities were measured in this run')
  expect(wrapper.find('input').exists()).toBe(false)
})
