// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import type { VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import FolderDialog from '../../../src-renderer/components/FolderDialog.vue'
import { useWorkspace } from '../../../src-renderer/stores/workspace.ts'
import { fakeWorkspace } from '../fixtures/fake-data.ts'

const names = ['runs', 'plate.zarr', 'stack.tif', 'notes.txt']
let wrapper: VueWrapper

beforeEach(() => {
  setActivePinia(createPinia())
  useWorkspace().workspace = fakeWorkspace
  vi.stubGlobal('fetch', (address: string) => {
    const path = new URL(address, 'http://x').searchParams.get('path') ?? ''
    const entries = names.map((name) => ({
      ...{ name, path: `${path}/${name}` },
      kind: /\.(tif|txt)$/.test(name) ? 'file' : 'folder',
    }))
    return Promise.resolve(Response.json({ path, parent: null, entries, truncated: false }))
  })
})
afterEach(() => {
  wrapper.unmount()
  vi.unstubAllGlobals()
})

async function dialog(props: { files: boolean; images: boolean }) {
  const open = ref(false)
  const chosen: string[] = []
  // A parent that closes the dialog when it is told to, as the fields do.
  const parent = defineComponent(() => () => {
    const model = { open: open.value, 'onUpdate:open': (next: boolean) => (open.value = next) }
    const onChosen = (path: string) => chosen.push(path)
    return h(FolderDialog, { start: '', ...props, ...model, onChosen })
  })
  wrapper = mount(parent, { attachTo: document.body }) as VueWrapper
  const show = async () => {
    open.value = true
    await flushPromises()
  }
  await show()
  const button = (text: string) =>
    [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === text)
  return { button, chosen, show }
}

describe('the folder browser', () => {
  test('takes a Zarr store for the image it is, and lets one look inside', async () => {
    const { button, chosen, show } = await dialog({ files: true, images: true })
    button('plate.zarr')!.click()
    expect(chosen).toEqual(['/data/plate.zarr'])
    await flushPromises()
    await show()
    button('look inside')!.click()
    await flushPromises()
    expect(document.querySelector('code')?.textContent).toBe('/data/plate.zarr')
  })
  test('opens files, and offers a folder of files as one stack', async () => {
    const { button, chosen, show } = await dialog({ files: true, images: true })
    button('stack.tif')!.click()
    expect(chosen).toEqual(['/data/stack.tif'])
    await flushPromises()
    await show()
    button('Open this folder as one stack')!.click()
    expect(chosen).toEqual(['/data/stack.tif', '/data'])
  })
  test('finds a name by a part of it, and says when there is none', async () => {
    const { button } = await dialog({ files: true, images: true })
    const search = document.querySelector<HTMLInputElement>('input[type="search"]')!
    search.value = 'STACK'
    search.dispatchEvent(new Event('input'))
    await flushPromises()
    expect([Boolean(button('stack.tif')), Boolean(button('runs/'))]).toEqual([true, false])
    search.value = 'nothing'
    search.dispatchEvent(new Event('input'))
    await flushPromises()
    expect(document.body.textContent).toContain('Nothing here has “nothing” in its name.')
  })
  test('where a folder is wanted, a store is a folder and files are only shown', async () => {
    const { button } = await dialog({ files: false, images: false })
    expect(button('plate.zarr/')).toBeDefined()
    expect(button('stack.tif')!.disabled).toBe(true)
    expect(button('Choose this folder')).toBeDefined()
  })
})
