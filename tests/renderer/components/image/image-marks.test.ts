// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import ImageMarks from '../../../../src-renderer/components/image/ImageMarks.vue'

test('a box stands around the marks, wherever the camera is', async () => {
  const hints = [
    {
      ...{ kind: 'burnt-in' as const, message: 'A scale bar.', axes: [] },
      box: { y: 50, x: 80, height: 4, width: 20 },
    },
  ]
  const rect = { left: 0, top: 0, width: 200, height: 100 }
  const camera = { x: 100, y: 50, zoom: 1 }
  const wrapper = mount(ImageMarks, { props: { hints, rect, camera } })
  const style = () => wrapper.get<HTMLElement>('.box').element.style
  expect([style().left, style().top, style().width]).toEqual(['72px', '42px', '36px'])
  await wrapper.setProps({ camera: { ...camera, zoom: 2 } })
  expect([style().left, style().width]).toEqual(['52px', '56px'])
})
