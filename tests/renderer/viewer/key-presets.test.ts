import { describe, expect, test } from 'vitest'
import {
  boundKeys,
  keyActions,
  keyPresets,
  keyRows,
  keysInWords,
  keyWords,
  presetNames,
  presetTitles,
  spelledKey,
} from '../../../src-renderer/viewer/key-presets.ts'
import type { ViewerAction } from '../../../src-renderer/viewer/key-presets.ts'

const names = Object.keys(keyActions) as ViewerAction[]

describe.each(presetNames)('the keys of %s', (preset) => {
  test('no key has two actions', () => {
    const all = names.flatMap((name) => keyPresets[preset][name])
    expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([])
  })
  test('every action has a key', () => {
    expect(names.filter((name) => keyPresets[preset][name].length === 0)).toEqual([])
    expect(Object.keys(keyPresets[preset]).sort()).toEqual([...names].sort())
  })
  test('every key is spelled as a keyboard gives it', () => {
    const spelled = /^(Ctrl\+)?(Alt\+)?(Shift\+)?(.|Space|Arrow(Left|Right|Up|Down)|Page(Up|Down))$/
    for (const key of names.flatMap((name) => keyPresets[preset][name])) {
      expect(key).toMatch(spelled)
      const [, letter] = /^(?:.*\+)?([a-zA-Z])$/.exec(key) ?? []
      if (letter) expect(key.includes('+')).toBe(letter === letter.toUpperCase())
    }
  })
  test('the sheet shows every action once, with the keys that do it', () => {
    const rows = (['everywhere', 'image', 'case'] as const).flatMap((place) =>
      keyRows(preset, place),
    )
    expect(rows.map(({ words }) => words).sort()).toEqual(
      names.map((name) => keyActions[name].words).sort(),
    )
    expect(rows.every(({ keys }) => keys.length > 0)).toBe(true)
  })
  test('keys that hold are no combinations, and ? shows the keys', () => {
    expect([...keyPresets[preset].hand, ...keyPresets[preset].blink].join('')).not.toContain('+')
    expect(keyPresets[preset].keys).toContain('?')
    expect(presetTitles[preset]).not.toBe('')
  })
})

test('habits of the programs: what their documentation names', () => {
  expect(keyPresets.fiji).toMatchObject({ full: ['5'], play: ['\\'], hand: ['Space'] })
  expect(keyPresets.qupath).toMatchObject({ labels: ['h', 'a'], moveLeft: ['ArrowLeft'] })
  expect(keyPresets.qupath.zoomIn).toContain('Shift+ArrowUp')
  expect(keyPresets.qupath.channel[2]).toBe('3')
  expect(keyPresets.napari.labels).toEqual(['v'])
  expect(keyPresets.napari.fit).toContain('Ctrl+R')
  expect(keyPresets.napari.mode).toEqual(['Ctrl+G'])
})

describe('spelledKey', () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
    spelledKey({
      ...{ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
      ...more,
    })
  test('letters are small alone and large with a modifier', () => {
    expect(press('n')).toBe('n')
    expect(press('N')).toBe('n')
    expect(press('F', { shiftKey: true })).toBe('Shift+F')
    expect(press('r', { ctrlKey: true })).toBe('Ctrl+R')
    expect(press('r', { metaKey: true })).toBe('Ctrl+R')
  })
  test('a sign says itself whether Shift was needed; an arrow does not', () => {
    expect(press('?', { shiftKey: true })).toBe('?')
    expect(press('ArrowUp', { shiftKey: true })).toBe('Shift+ArrowUp')
    expect(press(' ')).toBe('Space')
  })
  test('AltGr reaches a sign and is no modifier', () => {
    const altGr = { ctrlKey: true, altKey: true, getModifierState: () => true }
    expect(press('[', altGr)).toBe('[')
  })
  test('Alt and a digit, where the layout makes a sign of them', () => {
    expect(press('¡', { altKey: true, code: 'Digit1' })).toBe('Alt+1')
  })
})

test('pages bind only what they offer', () => {
  expect(boundKeys('fiji', { fit: 'fit', labels: 'labels' })).toEqual({
    ...{ '4': 'fit', 'Ctrl+R': 'fit', o: 'labels', a: 'labels' },
  })
})
test('keys are written as on a keyboard', () => {
  expect(keyWords('Shift+ArrowLeft')).toBe('Shift + ←')
  expect(keyWords('+')).toBe('+')
  expect(keyWords('Ctrl+Alt+/')).toBe('Ctrl + Alt + /')
  expect(keyRows('qupath', 'case')[0]!.keys).toEqual(['1 … 9'])
  expect(keyRows('fiji', 'case')[0]!.keys).toEqual(['Alt + 1 … 9'])
  expect(keysInWords('qupath', 'labels')).toBe('h, a')
})
