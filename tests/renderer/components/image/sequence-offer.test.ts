// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import SequenceOffer from '../../../../src-renderer/components/image/SequenceOffer.vue'

test('says how many files there are and opens all of them as one stack', async () => {
  const sequence = { reference: '/data/run 3/frame_*.tif', members: 1200 }
  const wrapper = mount(SequenceOffer, { props: { sequence } })
  expect(wrapper.text()).toMatch(/One of 1.?200 numbered files/)
  const button = wrapper.get('button')
  expect(button.attributes('title')).toBe('frame_*.tif')
  await button.trigger('click')
  expect(wrapper.emitted('open')).toEqual([['/data/run 3/frame_*.tif']])
})
