import { expect, test } from 'vitest'
import { Hdf5Failure } from '../../../../src-main/core/images/hdf5/hdf5-library.ts'
import { replyTo } from '../../../../src-main/core/images/hdf5/hdf5-thread.ts'

const message = { path: 'a.h5', question: { kind: 'close' } } as const
const failing = (error: Error) => ({
  ask: () => {
    throw error
  },
})

test('an answer is handed on', () => {
  expect(replyTo({ ask: () => null }, message)).toEqual({ answer: null })
})

test('a failure that the library told leaves it whole, any other breaks it', () => {
  expect(replyTo(failing(new Hdf5Failure('bad file')), message)).toEqual({
    trace: 'bad file',
    isBroken: false,
  })
  expect(replyTo(failing(new Error('memory access out of bounds')), message)).toEqual({
    trace: 'memory access out of bounds',
    isBroken: true,
  })
})
