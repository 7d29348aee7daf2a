// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { h, nextTick } from 'vue'
import ErrorList from '../../../../src-renderer/components/viewer/ErrorList.vue'
import RowList from '../../../../src-renderer/components/viewer/RowList.vue'

const [rowPx, heightPx] = [20, 200]
const rows = Array.from({ length: 10_000 }, (_, at) => ({ key: `row ${at}` }))

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(heightPx)
})
afterEach(() => {
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

function list(selected: string | null = null) {
  const mounted = mount(RowList<{ key: string }>, {
    props: { rows, selected, rowPx, label: 'Rows' },
    slots: { default: ({ row }: { row: { key: string } }) => h('span', row.key) },
    attachTo: document.body,
  })
  const shown = () => mounted.findAll('button').map((button) => button.text())
  return { mounted, shown, view: mounted.element as HTMLElement }
}

test('of ten thousand rows only those on the screen are in the page', async () => {
  const { mounted, shown } = list()
  await nextTick()
  expect(shown()[0]).toBe('row 0')
  expect(shown()).toHaveLength(heightPx / rowPx + 2)
  expect(mounted.get('ol').element.style.height).toBe('200000px')
  const [first] = mounted.findAll('li')
  expect(first?.attributes()).toMatchObject({ 'aria-setsize': '10000', 'aria-posinset': '1' })
})
test('what is scrolled to is there, and the row with the focus stays', async () => {
  const { mounted, shown, view } = list()
  view.scrollTop = 5000 * rowPx
  await mounted.trigger('scroll')
  expect(shown()).toContain('row 5000')
  expect(shown().filter((words) => /^row \d$/.test(words))).toEqual(['row 0'])
})
test('a row that is selected elsewhere comes into view, by as little as is needed', async () => {
  const { mounted, shown, view } = list()
  await mounted.setProps({ selected: 'row 7000' })
  expect(view.scrollTop).toBe(7001 * rowPx - heightPx)
  await nextTick()
  expect(shown()).toContain('row 7000')
  expect(mounted.get('[aria-current="true"]').text()).toBe('row 7000')
  await mounted.setProps({ selected: 'row 6999' })
  expect(view.scrollTop).toBe(7001 * rowPx - heightPx)
  await mounted.setProps({ selected: 'row 3' })
  expect(view.scrollTop).toBe(3 * rowPx)
})
test('arrows, Home and End move the focus through all rows; other keys go on to the images', async () => {
  const { mounted } = list()
  const focused = () => document.activeElement?.textContent
  mounted.get('button').element.focus()
  await mounted.get('button').trigger('keydown', { key: 'ArrowDown' })
  await nextTick()
  expect(focused()).toBe('row 1')
  await mounted.get('[tabindex="0"]').trigger('keydown', { key: 'End' })
  await nextTick()
  expect(focused()).toBe('row 9999')
  expect(mounted.findAll('[tabindex="0"]')).toHaveLength(1)
  const left = new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true, cancelable: true })
  document.activeElement?.dispatchEvent(left)
  expect(left.defaultPrevented).toBe(false)
  await mounted.get('[tabindex="0"]').trigger('click')
  expect(mounted.emitted('select')).toEqual([[{ key: 'row 9999' }]])
})
test('ten thousand objects in error make no more rows than a few', async () => {
  const error = { class: 'missed' as const, side: 'truth' as const, areaPx: 12, iou: 0 }
  const errors = rows.map(({ key }, label) => ({ ...error, key, label, x: 0, y: 0, z: 0 }))
  const mounted = mount(ErrorList, {
    props: {
      ...{ tool: 'a', tools: [], problem: null, iouThreshold: 0.5, selected: 'row 9000' },
      errors: errors as never,
    },
  })
  await nextTick()
  expect(mounted.findAll('li').length).toBeLessThan(40)
  expect(mounted.text()).toContain('10000')
  await mounted.get('[aria-current="true"]').trigger('click')
  expect(mounted.emitted('select')?.[0]).toEqual([errors[9000]])
})
