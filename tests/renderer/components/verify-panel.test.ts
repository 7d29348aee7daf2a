// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import VerifyPanel from '../../../src-renderer/components/history/VerifyPanel.vue'
import { digest } from '../fixtures/fake-data.ts'

const base = { busy: false, problem: null }

test('a sound record says how many events were checked', () => {
  const verification = { ok: true, events: 12, head: digest('a'), problems: [] }
  expect(mount(VerifyPanel, { props: { ...base, verification } }).text()).toContain(
    '12 events checked',
  )
})
test('a changed record names the event', () => {
  const problems = [{ seq: 7, code: 'hash-mismatch', message: 'Its content was changed.' }]
  const verification = { ok: false, events: 12, head: null, problems }
  const alert = mount(VerifyPanel, { props: { ...base, verification } }).get('[role="alert"]')
  expect(alert.text()).toContain('Event 7: Its content was changed.')
})
test('asks for verification', async () => {
  const panel = mount(VerifyPanel, { props: { ...base, verification: null } })
  await panel.get('button').trigger('click')
  expect(panel.emitted('verify')).toHaveLength(1)
})
