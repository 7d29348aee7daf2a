import { expect, test } from 'vitest'
import type { RunObject } from '../../../src-main/contract/images.ts'
import {
  countByClass,
  measuredChannels,
  nextItem,
  noWishes,
  visibleItems,
  wantedObjects,
} from '../../../src-renderer/words/gallery.ts'

const object = (label: number, change: Partial<RunObject> = {}): RunObject => ({
  ...{ label, case: 'a', side: 'truth', class: 'missed', partner: null, iou: 0, areaPx: 100 },
  ...{ centroid: { x: 0, y: 0, z: 0 }, touchesBorder: false, lossPx: 100 },
  ...change,
})
const objects = [
  object(1),
  object(2, { class: 'correct', iou: 0.6, areaPx: 900, lossPx: 360, case: 'b' }),
  object(3, { class: 'extra', areaPx: 20, lossPx: 20, touchesBorder: true }),
]
const labels = (wishes: Partial<typeof noWishes>) =>
  wantedObjects(objects, { ...noWishes, ...wishes }, (id) =>
    id === 'b' ? ['sample: S2', 'stain: DAPI'] : ['sample: S1'],
  ).map(({ label }) => label)

test('what costs most comes first, or what overlaps least, or what is largest', () => {
  expect(labels({})).toEqual([2, 1, 3])
  expect(labels({ order: 'iou' })).toEqual([1, 3, 2])
  expect(labels({ order: 'area' })).toEqual([2, 1, 3])
})

test('class, border, size and stratum leave out the others', () => {
  expect(labels({ class: 'extra' })).toEqual([3])
  expect(labels({ border: 'inside' })).toEqual([2, 1])
  expect(labels({ leastPx: 50, mostPx: 500 })).toEqual([1])
  expect(labels({ stratum: 'stain: DAPI' })).toEqual([2])
  expect(countByClass(objects)).toEqual({ correct: 1, missed: 1, extra: 1, split: 0, merged: 0 })
})

test('of ten thousand objects those on the screen are shown, and two rows more on each side', () => {
  const view = { topPx: 19_000, heightPx: 800 }
  const shown = visibleItems(10_000, 8, 190, view)
  expect(shown).toEqual({ from: 98 * 8, to: 107 * 8, offsetPx: 98 * 190, heightPx: 1250 * 190 })
  expect(visibleItems(0, 8, 190, view)).toMatchObject({ from: 0, to: 0, heightPx: 0 })
  expect(visibleItems(5, 8, 190, { topPx: 99_999, heightPx: 800 })).toMatchObject({
    from: 0,
    to: 5,
  })
})

test('arrows go to the neighbours and stop at the ends', () => {
  expect(nextItem('ArrowRight', 0, 20, 6)).toBe(1)
  expect(nextItem('ArrowDown', 3, 20, 6)).toBe(9)
  expect(nextItem('ArrowUp', 3, 20, 6)).toBe(3)
  expect(nextItem('End', 3, 20, 6)).toBe(19)
  expect(nextItem('a', 3, 20, 6)).toBeNull()
})

test('the mean gray value of a channel leaves out the others, and what was not measured', () => {
  const bright = [
    object(1, { meanIntensity: [100, 7] }),
    object(2, { meanIntensity: [300, null] }),
    object(3),
    object(4, { meanIntensity: [200, 9] }),
  ]
  const wanted = (wishes: Partial<typeof noWishes>) =>
    wantedObjects(bright, { ...noWishes, ...wishes }, () => []).map(({ label }) => label)
  expect(wanted({ leastIntensity: 150 })).toEqual([2, 4])
  expect(wanted({ leastIntensity: 150, mostIntensity: 250 })).toEqual([4])
  expect(wanted({ mostIntensity: 8, channel: 1 })).toEqual([1])
  expect(wanted({ order: 'bright' })).toEqual([2, 4, 1, 3])
  expect(wanted({ order: 'dim' })).toEqual([1, 4, 2, 3])
  expect(wanted({ order: 'dim', channel: 1 })).toEqual([1, 4, 2, 3])
  expect([measuredChannels(bright), measuredChannels([object(1)])]).toEqual([2, 0])
})
