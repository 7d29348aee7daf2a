import { expect, test } from 'vitest'
import { extentOf } from '../../../../src-main/core/metrics/readouts/area-units.ts'
import { classReadouts } from '../../../../src-main/core/metrics/readouts/class-readouts.ts'

test('measures extent, share and brightness of a foreground', () => {
  const foreground = { label: 1, key: 'foreground', name: 'Foreground', truth: 20, prediction: 30 }
  const channel = {
    name: '',
    truth: new Map([[1, { pixels: 20, sum: 200 }]]),
    prediction: new Map([[1, { pixels: 30, sum: 600 }]]),
  }
  const list = classReadouts([foreground], 100, extentOf(2, { x: 2, y: 2 }), [channel])
  expect(list.map(({ id, truth, prediction }) => [id, truth, prediction])).toEqual([
    ['foreground-area', 20, 30],
    ['foreground-area-um2', 80, 120],
    ['foreground-share', 0.2, 0.3],
    ['mean-intensity', 10, 20],
  ])
})

test('keeps the classes of a map apart, and has no brightness of a class that is absent', () => {
  const channel = { name: 'DAPI', truth: new Map(), prediction: new Map() }
  const classes = [2, 3].map((label) => ({
    ...{ label, key: `class-${label}`, name: `Class ${label}`, truth: 0, prediction: label },
  }))
  const list = classReadouts(classes, 10, extentOf(2, null), [channel, channel])
  expect(list.find(({ id }) => id === 'class-3-area')).toMatchObject({ truth: 0, prediction: 3 })
  expect(list.find(({ id }) => id === 'class-2-mean-intensity-c2')).toMatchObject({ truth: null })
})
