import { expect, test } from 'vitest'
import { linkedMessage } from '../../../src-renderer/viewer/linked-view.ts'

const look = {
  ...{ labels: true, errors: false, filled: true, composite: true },
  ...{ opacity: 0.4, paletteSeed: 3, gamma: 1, table: 'viridis' },
  channels: [[1, { isOn: false, table: 'green' }]],
}
const view = {
  ...{ comparison: 'c1', caseId: 'nuclei-01', camera: { x: 1, y: 2, zoom: 3 } },
  ...{ plane: { t: 0, c: 1, z: 2 }, contrast: { lower: 0, upper: 9, rule: 'typed' } },
  look,
}

test('a message is read as it was sent', () => {
  expect(linkedMessage({ kind: 'view', view })).toEqual({ kind: 'view', view })
  expect(linkedMessage({ kind: 'view', view: { ...view, contrast: null } })).toMatchObject({
    view: { contrast: null },
  })
  expect(linkedMessage({ kind: 'ask', comparison: 'c1' })).toEqual({
    kind: 'ask',
    comparison: 'c1',
  })
})
test('colours that are not known here leave the others as they are', () => {
  const wrong = [
    ...[undefined, null, 'dark', { ...look, table: 'jet' }, { ...look, gamma: 0 }],
    ...[
      { ...look, labels: 1 },
      { ...look, filled: 'no' },
      { ...look, channels: [[1, {}]] },
    ],
    { ...look, channels: [['1', { isOn: true, table: 'red' }]] },
  ]
  const read = wrong.map((one) => linkedMessage({ kind: 'view', view: { ...view, look: one } }))
  expect(read).toEqual(wrong.map(() => ({ kind: 'view', view: { ...view, look: null } })))
})
test('what is no message is not followed', () => {
  const wrong = [
    ...[null, 'view', {}, { kind: 'view' }, { kind: 'ask' }, { kind: 'go', view }],
    ...[
      { ...view, camera: { x: 1, y: 2 } },
      { ...view, camera: { x: 1, y: 2, zoom: 0 } },
    ].map((one) => ({ kind: 'view', view: one })),
    { kind: 'view', view: { ...view, camera: { x: Number.NaN, y: 0, zoom: 1 } } },
    { kind: 'view', view: { ...view, plane: { t: 0, c: 0, z: '1' } } },
    { kind: 'view', view: { ...view, caseId: 7 } },
  ]
  expect(wrong.map(linkedMessage)).toEqual(wrong.map(() => null))
})
