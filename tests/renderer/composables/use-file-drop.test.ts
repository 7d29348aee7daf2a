// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { defineComponent } from 'vue'
import { useFileDrop } from '../../../src-renderer/composables/use-file-drop.ts'

const file = new File(['x'], 'a.tif')
const transfer = (types: string[]) => ({
  types,
  items: [
    { kind: 'file', getAsFile: () => file, webkitGetAsEntry: () => ({ isDirectory: false }) },
    { kind: 'string', getAsFile: () => null },
  ],
})
function fire(name: string, types = ['Files']): Event {
  const event = new Event(name, { cancelable: true })
  Object.assign(event, { dataTransfer: transfer(types) })
  window.dispatchEvent(event)
  return event
}

test('a file over any part of the window invites, and dropping hands it on', () => {
  const take = vi.fn()
  let found!: ReturnType<typeof useFileDrop>
  const setup = () => {
    found = useFileDrop(take)
    return () => null
  }
  const wrapper = mount(defineComponent({ setup }))
  fire('dragenter')
  fire('dragenter')
  fire('dragleave')
  expect(found.over.value).toBe(true)
  expect(fire('dragover').defaultPrevented).toBe(true)
  expect(fire('drop').defaultPrevented).toBe(true)
  expect(found.over.value).toBe(false)
  expect(take).toHaveBeenCalledWith([{ file, isFolder: false }])
  expect(fire('drop', ['text/plain']).defaultPrevented).toBe(false)
  wrapper.unmount()
  fire('drop')
  expect(take).toHaveBeenCalledOnce()
})
