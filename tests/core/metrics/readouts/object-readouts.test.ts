import { expect, test } from 'vitest'
import { extentOf } from '../../../../src-main/core/metrics/readouts/area-units.ts'
import {
  meanGray,
  objectReadouts,
} from '../../../../src-main/core/metrics/readouts/object-readouts.ts'

const objects = {
  truth: [
    { label: 1, areaPx: 10 },
    { label: 2, areaPx: 20 },
    { label: 5, areaPx: 60 },
    { label: 6, areaPx: 30 },
  ],
  prediction: [{ label: 9, areaPx: 40 }],
}
const byId = (list: ReturnType<typeof objectReadouts>) =>
  Object.fromEntries(list.map(({ id, truth, prediction }) => [id, [truth, prediction]]))

test('counts objects and measures their areas on both sides, in px and µm²', () => {
  expect(byId(objectReadouts(objects, extentOf(2, { x: 0.5, y: 0.5 }), []))).toEqual({
    count: [4, 1],
    'total-area': [120, 40],
    'mean-area': [30, 40],
    'median-area': [25, 40],
    'total-area-um2': [30, 10],
    'mean-area-um2': [7.5, 10],
    'median-area-um2': [6.25, 10],
  })
})

test('tells the mean over objects from the mean over their pixels', () => {
  const truth = new Map([
    [1, { pixels: 10, sum: 100 }],
    [2, { pixels: 30, sum: 900 }],
    [3, { pixels: 50, sum: 1 }], // left out by a policy: no object
  ])
  const prediction = new Map<number, never>()
  const sides = {
    truth: [
      { label: 1, areaPx: 10 },
      { label: 2, areaPx: 30 },
    ],
    prediction: [],
  }
  expect(
    byId(objectReadouts(sides, extentOf(2, null), [{ name: '', truth, prediction }])),
  ).toMatchObject({ 'mean-intensity': [20, null], 'foreground-intensity': [25, null] })
})

test('names the channels where there are several', () => {
  const channel = (name: string) => ({ name, truth: new Map(), prediction: new Map() })
  const list = objectReadouts(objects, extentOf(3, null), [channel('DAPI'), channel('GFP')])
  expect(list.map(({ id }) => id)).toContain('mean-intensity-c2')
  expect(list.find(({ id }) => id === 'mean-intensity-c1')?.name).toContain('DAPI')
  expect(list.map(({ id }) => id)).toContain('mean-volume')
})

test('has no mean of nothing', () => {
  const none = byId(objectReadouts({ truth: [], prediction: [] }, extentOf(2, null), []))
  expect(none).toMatchObject({ count: [0, 0], 'total-area': [0, 0], 'mean-area': [null, null] })
  expect(meanGray([])).toBeNull()
})
