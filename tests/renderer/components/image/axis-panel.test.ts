// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import AxisPanel from '../../../../src-renderer/components/image/AxisPanel.vue'
import { fakeImages } from '../../fixtures/fake-images.ts'

const stack = fakeImages['/data/stack.tif']!
const colour = fakeImages['/data/colour.png']!

function panel(axes?: string, more: object = {}) {
  return mount(AxisPanel, {
    props: {
      description: stack.describe(axes === undefined ? {} : { axes }),
      ownAxes: 'qyx',
      hints: stack.hints,
      problem: null,
      reference: axes === undefined ? 'stack.tif' : `stack.tif#axes=${axes}`,
      ...more,
    },
  })
}

describe('the axis panel', () => {
  test('asks what the planes are and offers answers in words', () => {
    const wrapper = panel()
    expect(wrapper.text()).toContain('does not say what its 120 planes are')
    const choices = wrapper.findAll('fieldset label').map((label) => label.text())
    expect(choices).toEqual(['120 slices along z zyx', '120 time points tyx', '120 channels cyx'])
    expect(wrapper.find('input:checked').exists()).toBe(false)
  })
  test('asks by itself where the core has no question', () => {
    expect(panel(undefined, { hints: [] }).text()).toContain('120 time points')
  })
  test('a choice is told at once', async () => {
    const wrapper = panel()
    await wrapper.findAll('input[type="radio"]')[1]!.trigger('change')
    expect(wrapper.emitted('choose')).toEqual([['tyx']])
  })
  test('the choice that is shown is marked, with its name to copy', () => {
    const wrapper = panel('tyx')
    const checked = wrapper.get<HTMLInputElement>('input:checked')
    expect(checked.element.closest('label')?.textContent).toContain('120 time points')
    expect(wrapper.get('code').text()).toBe('stack.tif#axes=tyx')
  })
  test('a choice that cannot be shown says why, and the mark goes back', async () => {
    const wrapper = panel('tyx')
    await wrapper.findAll('input[type="radio"]')[2]!.setValue(true)
    await wrapper.setProps({ problem: 'An image of 120 channels is not read.' })
    expect(wrapper.get('[role="alert"]').text()).toContain('120 channels is not read')
    const marked = wrapper.findAll<HTMLInputElement>('input').map(({ element }) => element.checked)
    expect(marked).toEqual([false, true, false])
  })
  test('axes set by hand are told only when they can be meant', async () => {
    const wrapper = panel('tyx')
    const selects = wrapper.findAll('select')
    expect(selects.map((select) => select.attributes('aria-label'))).toContain(
      'Axis 1, 120 entries',
    )
    await selects[0]!.setValue('x')
    expect(wrapper.emitted('choose')).toBeUndefined()
    expect(wrapper.text()).toContain('Two axes are columns (x)')
    await selects[0]!.setValue('c')
    expect(wrapper.emitted('choose')).toEqual([['cyx']])
  })
  test('there is a way back to what the file says', async () => {
    const wrapper = panel('tyx')
    const back = wrapper.findAll('button').find((button) => button.text().startsWith('Back'))
    await back!.trigger('click')
    expect(wrapper.emitted('choose')).toEqual([[null]])
  })
  test('marks in the pixels are named and can be looked at', async () => {
    const props = { description: colour.describe({}), ownAxes: 'yxs', hints: colour.hints }
    const wrapper = panel(undefined, props)
    expect(wrapper.get('h2').text()).toBe('Marks in the picture')
    const button = wrapper.findAll('button').find((one) => one.text() === 'Show the place')
    await button!.trigger('click')
    expect(wrapper.emitted('look')?.[0]).toEqual([colour.hints[0]!.box])
  })
})
