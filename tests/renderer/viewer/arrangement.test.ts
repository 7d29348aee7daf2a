import { describe, expect, test } from 'vitest'
import {
  arrangePanes,
  comparedPair,
  paneModes,
  sideBySide,
} from '../../../src-renderer/viewer/arrangement.ts'

const panes = ['input', 'a', 'b', 'truth'].map((id) => ({ id }))
const area = { width: 800, height: 400 }
const arrange = (look: Partial<typeof sideBySide>, shown = panes) =>
  arrangePanes(shown, area, 1, { ...sideBySide, ...look })
const whole = { left: 0, top: 0, ...area }

describe('side by side', () => {
  test('a grid holds every pane, none under another', () => {
    const placed = arrange({})
    expect(placed.map(({ pane }) => pane.id)).toEqual(['input', 'a', 'b', 'truth'])
    const corners = placed.map(({ rect }) => `${rect.left} ${rect.top}`)
    expect(new Set(corners).size).toBe(4)
  })
  test('a filmstrip is one row of the full height', () => {
    const placed = arrange({ mode: 'filmstrip' })
    expect(placed.map(({ rect }) => [rect.top, rect.height])).toEqual(Array(4).fill([0, 400]))
    const last = placed.at(-1)!.rect
    expect(last.left + last.width).toBe(800)
  })
  test('no pane, no place', () => {
    for (const mode of paneModes) expect(arrange({ mode }, [])).toEqual([])
  })
})

describe('in one place', () => {
  test('a divider gives the right part to the second pane', () => {
    const [under, over] = arrange({ mode: 'swipe', share: 0.25 })
    expect(under).toMatchObject({ pane: { id: 'a' }, rect: whole, clip: null })
    expect(over).toMatchObject({ pane: { id: 'truth' }, rect: whole })
    expect(over?.clip).toEqual({ left: 200, top: 0, width: 600, height: 400 })
  })
  test('an onion skin lays the second pane over the first', () => {
    const placed = arrange({ mode: 'onion', share: 0.3, first: 'b', second: 'input' })
    expect(placed.map(({ pane, opacity }) => [pane.id, opacity])).toEqual([
      ['b', 1],
      ['input', 0.3],
    ])
  })
  test('blinking draws both and shows the second while the key is held', () => {
    const shown = (isHeld: boolean) => {
      const placed = arrange({ mode: 'blink', isHeld })
      return [placed.length, placed.at(-1)!.pane.id, placed.map(({ title }) => title)]
    }
    expect(shown(false)).toEqual([2, 'a', [null, 'left']])
    expect(shown(true)).toEqual([2, 'truth', [null, 'right']])
  })
  test('a single pane is shown as it is', () => {
    expect(arrange({ mode: 'swipe' }, [{ id: 'input' }])).toEqual([
      { pane: { id: 'input' }, rect: whole, clip: null, opacity: 1, title: 'left' },
    ])
  })
})

describe('comparedPair', () => {
  const pair = (first: string | null, second: string | null, shown = panes) =>
    comparedPair(shown, { first, second })?.map(({ id }) => id)
  test('is the first tool and the truth, unless other panes were chosen', () => {
    expect(pair(null, null)).toEqual(['a', 'truth'])
    expect(pair('b', 'a')).toEqual(['b', 'a'])
  })
  test('never is one pane twice', () => {
    expect(pair('truth', 'truth')).toEqual(['truth', 'b'])
    expect(pair(null, 'a')).toEqual(['b', 'a'])
  })
  test('forgets panes that are no longer shown', () => {
    expect(pair('gone', 'lost', [{ id: 'input' }, { id: 'b' }])).toEqual(['input', 'b'])
  })
})
