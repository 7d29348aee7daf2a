// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { keyActions } from '../../../src-renderer/viewer/key-presets.ts'
import type { ViewerAction } from '../../../src-renderer/viewer/key-presets.ts'
import { spokenWords, viewerCommands } from '../../../src-renderer/words/viewer-commands.ts'

test('an action is told in its own words, with the keys of the preset', () => {
  const labels = vi.fn()
  const [fiji] = viewerCommands('fiji', { labels }, () => true)
  expect(fiji).toMatchObject({ words: 'Labels on, off', keys: ['o', 'a'] })
  expect(viewerCommands('qupath', { labels }, () => true)[0]?.keys).toEqual(['h', 'a'])
  fiji?.run()
  expect(labels).toHaveBeenCalledOnce()
})
test('what cannot be done now is left out', () => {
  const done = { play: vi.fn(), fit: vi.fn() }
  const found = viewerCommands('fiji', done, (name) => name !== 'play')
  expect(found.map(({ words }) => words)).toEqual(['Fit the image'])
})
test('each channel is a command of its own and arrives as its digit', () => {
  const keys: string[] = []
  const found = viewerCommands('fiji', { channel: ({ key }) => keys.push(key) }, () => true)
  expect(found).toHaveLength(9)
  expect(found[2]).toMatchObject({ words: 'Channel 3', keys: ['Alt + 3'] })
  found[2]?.run()
  expect(keys).toEqual(['3'])
})
test('words about keys stand in the sheet of keys only', () => {
  expect(spokenWords('zoomIn')).toBe('Zoom in')
  for (const name of Object.keys(keyActions) as ViewerAction[])
    expect(spokenWords(name)).not.toMatch(/[()]/)
})
