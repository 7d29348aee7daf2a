// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { ApiProblem } from '../../../../src-renderer/api/problem.ts'
import ImageProblem from '../../../../src-renderer/components/image/ImageProblem.vue'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function refusal(details: Record<string, unknown>) {
  const sentence = 'a.czi is in Zeiss’s own format; export OME-TIFF in ZEN.'
  const problem = new ApiProblem('format-not-supported', sentence, 400, details)
  return mount(ImageProblem, { props: { problem, path: '/d/a.czi', retry: () => undefined } })
}
const answer = (state: string, path: string | null, message: string) =>
  Response.json({ program: 'bfconvert', state, path, message })

test('says what is wrong, and offers no program that is not there', () => {
  const wrapper = refusal({})
  expect(wrapper.get('[role="alert"]').text()).toContain('export OME-TIFF')
  expect(wrapper.text()).not.toContain('Convert')
})
test('converts with the program that is there, tells how far it is, and hands on the result', async () => {
  vi.useFakeTimers()
  const asked: unknown[] = []
  const answers = [
    answer('running', null, 'Plane 3 of 12.'),
    answer('done', '/cache/a.ome.tif', 'Converted by bfconvert.'),
  ]
  vi.stubGlobal('fetch', (address: string, init: RequestInit) => {
    asked.push([init.method, address, JSON.parse(init.body as string)])
    return Promise.resolve(answers.shift())
  })
  const wrapper = refusal({ converters: ['bfconvert'] })
  await wrapper.get('button.primary').trigger('click')
  await flushPromises()
  expect(wrapper.get('[role="status"]').text()).toContain('Plane 3 of 12.')
  await vi.advanceTimersByTimeAsync(1000)
  expect(wrapper.emitted('converted')).toEqual([['/cache/a.ome.tif']])
  expect(asked).toEqual([
    ['POST', '/api/images/conversions', { path: '/d/a.czi' }],
    ['POST', '/api/images/conversions', { path: '/d/a.czi' }],
  ])
  await vi.advanceTimersByTimeAsync(5000)
  expect(asked).toHaveLength(2)
})
test('a conversion that fails says why and can be tried again', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(answer('failed', null, 'The disk is full.')))
  const wrapper = refusal({ converters: ['bfconvert'] })
  await wrapper.get('button.primary').trigger('click')
  await flushPromises()
  expect(wrapper.text()).toContain('The disk is full.')
  expect(wrapper.get('button.primary').text()).toBe('Convert with bfconvert')
})
