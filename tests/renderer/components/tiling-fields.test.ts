// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import TilingFields from '../../../src-renderer/components/new/TilingFields.vue'

const mounted = (tiling: object | undefined) => mount(TilingFields, { props: { tiling } })

test('what is set goes into the settings, the rest stays with the program', async () => {
  const fields = mounted(undefined)
  await fields.findAll('input')[0]!.setValue('64')
  await fields.findAll('input')[0]!.trigger('change')
  expect(fields.emitted('change')?.at(-1)).toEqual([{ overlapPx: 64 }])
  const blended = mounted({ overlapPx: 64 })
  await blended.find('select').setValue('linear')
  expect(blended.emitted('change')).toEqual([[{ overlapPx: 64, blend: 'linear' }]])
})

test('back to nothing set is no tiling, and what is impossible is not taken', async () => {
  const fields = mounted({ overlapPx: 64 })
  await fields.findAll('input')[0]!.setValue('')
  await fields.findAll('input')[0]!.trigger('change')
  expect(fields.emitted('change')?.at(-1)).toEqual([undefined])
  const wrong = mounted(undefined)
  await wrong.findAll('input')[1]!.setValue('3')
  await wrong.findAll('input')[1]!.trigger('change')
  expect(wrong.emitted('change')).toBeUndefined()
})
