import { expect, test } from 'vitest'
import { TouchstoneError } from '../../src-main/core/errors.ts'
import { toWireError } from '../../src-main/engine/wire-error.ts'

test('an error of ours crosses with code, sentence and facts', () => {
  const error = new TouchstoneError('shape-mismatch', 'a.tif is 6 x 6.', { path: 'a.tif' })
  expect(toWireError(error)).toEqual({
    code: 'shape-mismatch',
    message: 'a.tif is 6 x 6.',
    details: { path: 'a.tif' },
  })
})

test('anything unforeseen is engine-failed, with its stack for the log', () => {
  const wire = toWireError(new RangeError('Invalid array length'))
  expect(wire).toMatchObject({ code: 'engine-failed', message: 'Invalid array length' })
  expect(wire.details['stack']).toContain('wire-error.test.ts')
  expect(toWireError('gone')).toEqual({
    code: 'engine-failed',
    message: 'gone',
    details: { stack: '' },
  })
})
