// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { decodingSchema } from '../../../src-main/contract/tool-file.ts'
import type { ToolSettings } from '../../../src-main/contract/tool-file.ts'
import SettingsEditor from '../../../src-renderer/components/new/SettingsEditor.vue'
import { decodingDefaults } from '../../../src-renderer/words/settings.ts'

const defaults: ToolSettings = {
  channel: 'auto',
  decoding: decodingDefaults['threshold-components'],
  parameters: {},
}
const editor = () =>
  mount(SettingsEditor, { props: { kind: 'model', settings: defaults, defaults } })

test('the stated defaults are those of the contract', () => {
  for (const [method, decoding] of Object.entries(decodingDefaults))
    expect(decodingSchema.parse({ method })).toEqual(decoding)
})
test('another method starts with its stated defaults', async () => {
  const wrapper = editor()
  await wrapper.findAll('select')[1]!.setValue('threshold-watershed')
  expect(wrapper.emitted('change')?.[0]).toEqual([
    { ...defaults, decoding: decodingDefaults['threshold-watershed'] },
  ])
})
test('a number is taken, nonsense is not', async () => {
  const wrapper = editor()
  const threshold = wrapper.findAll('input').find((field) => field.element.value === '0.5')!
  await threshold.setValue('0.35')
  await threshold.trigger('change')
  expect(wrapper.emitted('change')?.at(-1)).toMatchObject([{ decoding: { threshold: 0.35 } }])
  const count = wrapper.emitted('change')?.length
  await threshold.setValue('')
  await threshold.trigger('change')
  expect(wrapper.emitted('change')).toHaveLength(count ?? 0)
})
test('a threshold may be left to the program, and back', async () => {
  const wrapper = editor()
  const threshold = wrapper.findAll('input').find((field) => field.element.value === '0.5')!
  for (const [typed, taken] of [
    ['automatic', 'automatic'],
    ['0.7', 0.7],
  ] as const) {
    await threshold.setValue(typed)
    await threshold.trigger('change')
    expect(wrapper.emitted('change')?.at(-1)).toMatchObject([{ decoding: { threshold: taken } }])
  }
  const count = wrapper.emitted('change')?.length
  await threshold.setValue('by magic')
  await threshold.trigger('change')
  expect(wrapper.emitted('change')).toHaveLength(count ?? 0)
})
test('classes are written one a line, beside no method that finds objects', async () => {
  const decoding = decodingSchema.parse({ method: 'classes', classes: ['live', 'dead'] })
  const own = { ...defaults, decoding }
  const wrapper = mount(SettingsEditor, { props: { kind: 'model', settings: own, defaults: own } })
  expect(wrapper.text()).toContain('From output to class')
  // the image goes through whole
  expect(wrapper.text()).not.toContain('Side of a tile')
  expect(wrapper.findAll('select')[1]!.findAll('option')).toHaveLength(1)
  const names = wrapper.get('textarea')
  expect(names.element.value).toBe('live\ndead')
  await names.setValue('live\n  half, dead \n\n')
  await names.trigger('change')
  expect(wrapper.emitted('change')?.at(-1)).toMatchObject([
    { decoding: { classes: ['live', 'half, dead'], activation: 'none' } },
  ])
})
