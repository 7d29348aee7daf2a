import { expect, test } from 'vitest'
import { linkedMessage } from '../../../src-renderer/viewer/linked-view.ts'

const view = {
  ...{ comparison: 'c1', caseId: 'nuclei-01', camera: { x: 1, y: 2, zoom: 3 } },
  ...{ plane: { t: 0, c: 1, z: 2 }, contrast: { lower: 0, upper: 9, rule: 'typed' } },
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
