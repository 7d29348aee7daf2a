import { expect, test } from 'vitest'
import { instanceDefinitions } from '../../../src-main/core/metrics/instance-definitions.ts'

test('F1 leads and is listed once at each threshold of the curve', () => {
  const curve = instanceDefinitions.map(({ id }) => id).filter((id) => id.startsWith('f1@'))
  expect(instanceDefinitions[0]?.id).toBe('f1@0.5')
  expect(curve).toEqual(
    [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95].map((t) => `f1@${t}`),
  )
})

test('errors are better when lower, the count error at zero, shares when higher', () => {
  const directionOf = (id: string) =>
    instanceDefinitions.find((definition) => definition.id === id)?.direction
  expect(['missed', 'extra', 'split', 'merged'].map(directionOf)).toEqual(
    new Array(4).fill('lower'),
  )
  expect(directionOf('count-error')).toBe('zero')
  expect(directionOf('f1@0.5')).toBe('higher')
})

test('an F1 states its own threshold', () => {
  const at = instanceDefinitions.find(({ id }) => id === 'f1@0.75')
  expect(at?.name).toBe('F1 at IoU 0.75')
  expect(at?.definition).toContain('at least 0.75')
})
