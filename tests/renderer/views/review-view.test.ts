// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, expect, test, vi } from 'vitest'
import type { ImageDescription } from '../../../src-main/contract/images.ts'
import type { ReviewSession } from '../../../src-main/contract/reviews.ts'
import { router } from '../../../src-renderer/router.ts'
import ReviewView from '../../../src-renderer/views/ReviewView.vue'
import ReviewsView from '../../../src-renderer/views/ReviewsView.vue'
import { fakeComparison, fakeWorkspace } from '../fixtures/fake-data.ts'

enableAutoUnmount(afterEach)
afterEach(() => vi.unstubAllGlobals())

const picture: ImageDescription = {
  ...{ format: 'hidden', axes: 'tczyx', shape: [1, 1, 1, 8, 8], dtype: 'uint16' },
  ...{ pixelSizeUm: 'uncalibrated', channels: [{ name: 'Channel 1' }], seriesIndex: 0 },
  levels: [{ downsample: 1, height: 8, width: 8 }],
  size: { t: 1, c: 1, z: 1, height: 8, width: 8, samples: 1 },
  series: [{ name: 'image', kind: 'image' }],
  ...{ facts: [], contentKey: 'token', warnings: [] },
}

function fakeSession(change: Partial<ReviewSession> = {}): ReviewSession {
  return {
    ...{ session: 'review-1', comparison: 'c1', kind: 'pairwise', task: 'instances' },
    ...{ question: 'Which is better?', rubric: [], noDifference: 'half', cases: 3, tools: 2 },
    ...{ openedAt: '2026-07-12T08:00:00.000Z', openedBy: 'Head', locked: null, seed: null },
    raters: [{ name: 'Anna', items: 3, answered: 1, next: 1 }],
    ...change,
  }
}

async function view(session: ReviewSession, query: Record<string, string> = {}) {
  let now = session
  const sent: { address: string; body: unknown }[] = []
  const item = (place: number) => ({
    ...{ item: `token-${place}`, place, items: 3, input: 'in', sides: ['x', 'y'], answer: null },
  })
  vi.stubGlobal('fetch', (address: string, { method = 'GET', body = '' }: RequestInit = {}) => {
    if (method === 'POST') {
      sent.push({ address, body: JSON.parse(body as string) })
      if (address.endsWith('/lock')) {
        now = { ...now, locked: { at: '2026-07-13T08:00:00.000Z', person: 'Head' }, seed: 7 }
      } else {
        const [rater] = now.raters
        const answered = rater!.answered + 1
        const next = answered < 3 ? answered : null
        now = { ...now, raters: [{ ...rater!, answered, next }] }
      }
      return Promise.resolve(Response.json(now))
    }
    const place = /items\/(\d)$/.exec(address)?.[1]
    if (place !== undefined) return Promise.resolve(Response.json(item(Number(place))))
    if (address.includes('/images/'))
      return Promise.resolve(Response.json(address.includes('statistics') ? {} : picture))
    if (address.endsWith('/result')) {
      const error = { code: 'file-unreadable', message: 'This part cannot be read.' }
      return Promise.resolve(Response.json({ error }, { status: 400 }))
    }
    return Promise.resolve(Response.json(now))
  })
  await router.push({ name: 'review', params: { session: session.session }, query })
  const wrapper = mount(ReviewView, {
    props: { session: session.session },
    global: {
      plugins: [createPinia(), router],
      stubs: {
        ViewerCanvas: { template: '<div class="panes" />' },
        DialogBox: {
          props: ['open', 'title', 'description'],
          template: '<section v-if="open" class="dialog">{{ description }}<slot /></section>',
        },
      },
    },
    attachTo: document.body,
  })
  await flushPromises()
  await vi.dynamicImportSettled()
  await flushPromises()
  const press = async (words: string | RegExp): Promise<void> => {
    const found = wrapper.findAll('button').find((one) => one.text().match(words))
    if (!found) throw new Error(`no button ${String(words)}`)
    await found.trigger('click')
    await flushPromises()
  }
  return { wrapper, sent, press }
}

test('tells who goes on from where, and warns of what the lock leaves unanswered', async () => {
  const { wrapper, press, sent } = await view(fakeSession())
  expect(wrapper.text()).toContain('1 of 3 answered')
  expect(wrapper.text()).toContain('Go on as Anna')
  await press('Lock the review')
  expect(wrapper.get('.dialog').text()).toContain('2 items have no answer')
  await wrapper.get('.dialog input').setValue('Head')
  await wrapper.get('.dialog form').trigger('submit')
  await flushPromises()
  expect(sent).toEqual([{ address: '/api/reviews/review-1/lock', body: { person: 'Head' } }])
})

test('a review that nobody answered cannot be locked here', async () => {
  const raters = [{ name: 'Anna', items: 3, answered: 0, next: 0 }]
  const { wrapper } = await view(fakeSession({ raters }))
  const lock = wrapper.findAll('button').find((one) => one.text() === 'Lock the review')
  expect(lock!.attributes('disabled')).toBeDefined()
})

test('keys answer the item and show the next one without an answer; pause goes back', async () => {
  const { wrapper, sent, press } = await view(fakeSession(), { rater: 'Anna' })
  expect(wrapper.text()).toContain('2 of 3')
  for (let press = 0; press < 2; press++)
    window.dispatchEvent(new KeyboardEvent('keydown', { key: '2' }))
  await flushPromises()
  expect(sent[0]).toMatchObject({
    address: '/api/reviews/review-1/answers',
    body: { rater: 'Anna', item: 'token-1', answer: 'second' },
  })
  // a second press before the next pictures are here changes nothing
  expect(sent).toHaveLength(1)
  expect(wrapper.text()).toContain('3 of 3')
  await press(/No difference/)
  expect(sent[1]).toMatchObject({ body: { item: 'token-2', answer: 'none' } })
  expect(wrapper.text()).toContain('all done')
  await press('Finish')
  expect(wrapper.text()).toContain('Look again as Anna')
})

test('a locked review shows its result, or why it cannot be shown', async () => {
  const locked = { at: '2026-07-13T08:00:00.000Z', person: 'Head' }
  const { wrapper } = await view(fakeSession({ locked }))
  expect(wrapper.text()).toContain('This part cannot be read.')
})

test('the form opens a review over the cases that all tools have, and says how many items', async () => {
  const comparison = fakeComparison('instances')
  const orders: Record<string, unknown>[] = []
  vi.stubGlobal('fetch', (address: string, { method = 'GET', body = '' }: RequestInit = {}) => {
    if (method === 'POST') {
      orders.push(JSON.parse(body as string) as Record<string, unknown>)
      return Promise.resolve(Response.json(fakeSession(), { status: 201 }))
    }
    const answer = address.endsWith('/workspace')
      ? fakeWorkspace
      : address.endsWith('/reviews')
        ? [fakeSession()]
        : comparison
    return Promise.resolve(Response.json(answer))
  })
  const wrapper = mount(ReviewsView, {
    props: { comparison: comparison.id },
    global: { plugins: [createPinia(), router] },
  })
  await flushPromises()
  expect(wrapper.text()).toContain('Anna: 1 of 3 answered')
  expect(wrapper.text()).toMatch(/\d+ items? for each rater/)
  await wrapper.get('form').trigger('submit')
  await flushPromises()
  expect(orders[0]).toMatchObject({ kind: 'pairwise', seed: null, repeatShare: 0.1 })
  expect((orders[0]!['tools'] as string[]).length).toBeGreaterThan(1)
})
