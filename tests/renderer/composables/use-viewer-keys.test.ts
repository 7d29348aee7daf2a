// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { useImageKeys } from '../../../src-renderer/composables/use-viewer-keys.ts'
import { useCommandList } from '../../../src-renderer/stores/commands.ts'
import { useKeyPreset } from '../../../src-renderer/stores/key-preset.ts'

beforeEach(() => setActivePinia(createPinia()))
afterEach(() => {
  vi.useRealTimers()
  localStorage.clear()
})

function page(z: number) {
  const plane = ref({ t: 0, c: 0, z: 0 })
  const done: string[] = []
  const moves = {
    plane,
    step: (axis: 'z' | 't' | 'c', by: number) => {
      const next = Math.max(0, Math.min(z - 1, plane.value[axis] + by))
      plane.value = { ...plane.value, [axis]: next }
    },
    stackAxis: () => (z > 1 ? ('z' as const) : null),
    move: (dx: number, dy: number) => done.push(`move ${dx} ${dy}`),
    zoomBy: (by: number) => done.push(`zoom ${by}`),
    fit: () => done.push('fit'),
    full: () => done.push('full'),
  }
  const mounted = mount(
    defineComponent(() => {
      useImageKeys(moves, ref({ t: 1, c: 1, z }), () => done.push('picture'))
      return () => h('div')
    }),
  )
  return { mounted, plane, done }
}
const press = (key: string, more: KeyboardEventInit = {}) =>
  window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, ...more }))

test('arrows change the plane as in Fiji, and move the image where there is one plane', () => {
  const stack = page(3)
  press('ArrowRight')
  press('ArrowRight', { shiftKey: true })
  press('4')
  expect(stack.plane.value.z).toBe(1)
  expect(stack.done).toEqual(['move -80 0', 'fit'])
  stack.mounted.unmount()
  const single = page(1)
  press('ArrowRight')
  press('>')
  expect(single.done).toEqual(['move -80 0'])
  single.mounted.unmount()
})
test('arrows scroll and zoom as in QuPath, at once after the choice', () => {
  const stack = page(3)
  useKeyPreset().preset = 'qupath'
  press('ArrowRight')
  press('ArrowUp', { shiftKey: true })
  press('4')
  press('>')
  expect(stack.done).toEqual(['move -80 0', 'zoom 1'])
  expect(stack.plane.value.z).toBe(1)
  stack.mounted.unmount()
})
test('what the keys do can be found as commands, as far as there is something to do it to', () => {
  const stack = page(3)
  const list = useCommandList()
  const words = () => list.here.map((command) => command.words)
  const command = (name: string) => list.here.find((one) => one.words === name)
  command('Next plane')?.run()
  expect(stack.plane.value.z).toBe(1)
  command('Look further left')?.run()
  command('Fit the image')?.run()
  expect(stack.done).toEqual(['move 80 0', 'fit'])
  expect(command('Fit the image')?.keys).toEqual(['4', 'Ctrl + R'])
  useKeyPreset().preset = 'qupath'
  expect(command('Fit the image')?.keys).toEqual(['z'])
  expect(words()).not.toContain('Next channel')
  stack.mounted.unmount()
  expect(words()).toEqual([])
  const single = page(1)
  expect(words()).not.toContain('Next plane')
  single.mounted.unmount()
})
test('the stack plays around its end until it is stopped', () => {
  vi.useFakeTimers()
  const { mounted, plane } = page(3)
  press('\\')
  vi.advanceTimersByTime(450)
  expect(plane.value.z).toBe(0)
  vi.advanceTimersByTime(150)
  expect(plane.value.z).toBe(1)
  press('\\')
  vi.advanceTimersByTime(1000)
  expect(plane.value.z).toBe(1)
  mounted.unmount()
})
