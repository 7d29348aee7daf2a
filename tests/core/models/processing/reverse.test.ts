import { expect, test } from 'vitest'
import { reverse } from '../../../../src-main/core/models/processing/reverse.ts'

test('turns the order along one axis around, wherever it stands', () => {
  const first = { axes: ['channel', 'x'], shape: [3, 2], dtype: 'uint8' as const }
  const data = Uint8Array.of(1, 2, 3, 4, 5, 6)
  expect(reverse({ ...first, data }, { kind: 'reverse', axis: 'channel' }).data).toEqual(
    Uint8Array.of(5, 6, 3, 4, 1, 2),
  )
  const last = { axes: ['x', 'channel'], shape: [2, 3], dtype: 'uint8' as const }
  expect(reverse({ ...last, data }, { kind: 'reverse', axis: 'channel' }).data).toEqual(
    Uint8Array.of(3, 2, 1, 6, 5, 4),
  )
})

test('leaves the tensor that it was given as it is', () => {
  const data = Float32Array.of(1, 2)
  reverse({ axes: ['x'], shape: [2], dtype: 'float32', data }, { kind: 'reverse', axis: 'x' })
  expect([...data]).toEqual([1, 2])
})

test('an axis that is not there is an error', () => {
  const tensor = { axes: ['x'], shape: [1], dtype: 'float32' as const, data: new Float32Array(1) }
  expect(() => reverse(tensor, { kind: 'reverse', axis: 'channel' })).toThrow(/axis channel/)
})
