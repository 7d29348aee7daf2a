import { expect, test } from 'vitest'
import { restorationPair } from '../../../../src-main/core/metrics/restoration/restoration-pair.ts'
import { prediction, truth } from './patterns.ts'

const stack = { shape: [3, 4, 5], data: Float64Array.from({ length: 60 }, (_, i) => i) }

test('a stated data range holds for every metric, else each has its own', () => {
  const usual = restorationPair(truth, prediction)
  expect(usual.dataRange('truth-range')).not.toBe(usual.dataRange('larger-range'))
  const stated = restorationPair(truth, prediction, { dataRange: 7 })
  expect(stated.dataRange('truth-range')).toBe(7)
  expect(stated.dataRange('larger-range')).toBe(7)
})

test('a stack is one volume, planes on request, time points always apart', () => {
  expect(restorationPair(stack, stack).layout).toEqual({ channelsLast: false, axesApart: 0 })
  expect(restorationPair(stack, stack, { stackWindow: 'plane' }).layout.axesApart).toBe(1)
  expect(restorationPair(stack, stack, { hasTime: true }).layout.axesApart).toBe(1)
  const colours = { channelsLast: true, stackWindow: 'plane' }
  expect(restorationPair(stack, stack, colours).layout).toEqual({
    channelsLast: true,
    axesApart: 0,
  })
})

test('refuses options that are none', () => {
  expect(() => restorationPair(truth, prediction, { dataRange: 'wide' })).toThrow('not "wide"')
  expect(() => restorationPair(stack, stack, { stackWindow: 'line' })).toThrow(
    'must be one of volume, plane',
  )
})
