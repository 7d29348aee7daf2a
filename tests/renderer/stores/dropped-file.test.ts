// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { quietlyCopiedBytes, useDroppedFile } from '../../../src-renderer/stores/dropped-file.ts'

const upload = vi.hoisted(() => vi.fn())
vi.mock('../../../src-renderer/api/upload.ts', () => ({ uploadImage: upload }))

const entry = (name: string, size = 10, isFolder = false) => ({
  file: { name, size } as File,
  isFolder,
})
const settle = () => new Promise((resolve) => setTimeout(resolve))

beforeEach(() => {
  setActivePinia(createPinia())
  upload.mockReset()
})
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a dropped file', () => {
  test('is opened by its own path where the desktop knows it, folders too', () => {
    vi.stubGlobal('touchstone', { pathOf: (file: File) => `/drive/${file.name}` })
    const store = useDroppedFile()
    store.take([entry('plate.zarr', 0, true)])
    expect(store.ready).toBe('/drive/plate.zarr')
    expect(upload).not.toHaveBeenCalled()
  })
  test('is copied by a browser, with progress, and opened from there', async () => {
    upload.mockImplementation((_, { onProgress }: { onProgress: (fraction: number) => void }) => {
      onProgress(0.5)
      return Promise.resolve('/cache/a.tif')
    })
    const store = useDroppedFile()
    store.take([entry('a.tif')])
    expect(store.copying).toEqual({ name: 'a.tif', fraction: 0.5 })
    await settle()
    expect([store.ready, store.copying]).toEqual(['/cache/a.tif', null])
  })
  test('is not copied without asking when it is large', () => {
    const store = useDroppedFile()
    store.take([entry('large.tif', quietlyCopiedBytes + 1)])
    expect(store.question?.name).toBe('large.tif')
    expect(upload).not.toHaveBeenCalled()
  })
  test('that is a folder cannot come from a browser, which is said with the way that works', () => {
    const store = useDroppedFile()
    store.take([entry('plate.zarr', 0, true)])
    expect(store.problem).toMatch(/plate\.zarr is a folder.*Open an image/)
  })
  test('is one of several: the first is taken and that is said', async () => {
    upload.mockResolvedValue('/cache/a.tif')
    const store = useDroppedFile()
    store.take([entry('a.tif'), entry('b.tif')])
    await settle()
    expect(store.ready).toBe('/cache/a.tif')
    expect(store.note).toContain('2 files')
  })
  test('whose copying fails says why; one that is stopped says nothing', async () => {
    upload.mockRejectedValueOnce(new Error('The disk is full.'))
    const store = useDroppedFile()
    store.take([entry('a.tif')])
    await settle()
    expect(store.problem).toBe('The disk is full.')
    let stopped: AbortSignal | undefined
    upload.mockImplementation((_, { signal }: { signal: AbortSignal }) => {
      stopped = signal
      return new Promise(() => undefined)
    })
    store.take([entry('b.tif')])
    store.forget()
    expect([stopped?.aborted, store.copying, store.problem]).toEqual([true, null, null])
  })
})
