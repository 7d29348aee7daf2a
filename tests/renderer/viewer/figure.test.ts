import { describe, expect, test } from 'vitest'
import { figureCaption, wrapped } from '../../../src-renderer/viewer/figure.ts'
import type { FigureFacts } from '../../../src-renderer/viewer/figure.ts'
import { imagePane } from '../../../src-renderer/viewer/panes.ts'

const placed = [
  {
    pane: { ...imagePane(null, { t: 0, c: 0, z: 0 }, false), title: 'Input' },
    rect: { left: 0, top: 0, width: 10, height: 10 },
    ...{ clip: null, opacity: 1, title: 'left' as const },
  },
]
const facts: FigureFacts = {
  what: 'Nuclei, case 3, z 4, c 1, t 1',
  contrast: { lower: 91, upper: 860, rule: '0.35 % saturated' },
  display: { table: 'grays', gamma: 1, channels: null },
  zoom: 2,
  hasErrors: false,
}

describe('figureCaption', () => {
  test('names what is shown, the limits with their rule, gamma and zoom', () => {
    expect(figureCaption({ placed }, facts)).toEqual([
      'Nuclei, case 3, z 4, c 1, t 1',
      'Contrast: black 91, white 860 (0.35 % saturated)',
      'Gamma 1; 200 %',
    ])
  })
  test('states no shared limits where every pane has its own', () => {
    const [one] = placed
    const source = imagePane(null, { t: 0, c: 0, z: 0 }, false)
    const image = { source: {}, mode: 'gray', limits: { lower: 1, upper: 2 } }
    const pane = { ...source, title: 'Truth', image } as unknown as typeof source
    const lines = figureCaption({ placed: [{ ...one!, pane }] }, facts)
    expect(lines[1]).toBe('Own contrast: Truth 1 to 2')
    expect(lines).toHaveLength(3)
  })
  test('names every channel that is on, with its colour and limits', () => {
    const limits = { lower: 0, upper: 50 }
    const channels = [
      { isOn: true, table: 'magenta', limits },
      { isOn: false, table: 'green', limits },
    ] as const
    const display = { ...facts.display, channels }
    expect(figureCaption({ placed }, { ...facts, display })[1]).toBe('Channels: 1 magenta, 0 to 50')
  })
  test('tells colours of errors, and points that are left out', () => {
    const [one] = placed
    const marked = [{ ...one!, pane: { ...one!.pane, points: [] } }]
    const lines = figureCaption({ placed: marked }, { ...facts, hasErrors: true })
    expect(lines.at(-2)).toContain('orange thick missed')
    expect(lines.at(-1)).toContain('not in this picture')
  })
})
test('lines are no wider than the picture', () => {
  expect(wrapped('one two three', 7, (text) => text.length)).toEqual(['one two', 'three'])
  expect(wrapped('unbreakable', 3, (text) => text.length)).toEqual(['unbreakable'])
})
