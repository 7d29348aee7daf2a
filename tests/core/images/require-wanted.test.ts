import { expect, test } from 'vitest'
import { requireWanted } from '../../../src-main/core/images/require-wanted.ts'

test('reading goes on until the signal says otherwise', () => {
  const stop = new AbortController()
  expect(() => requireWanted('f', undefined)).not.toThrow()
  expect(() => requireWanted('f', stop.signal)).not.toThrow()
  stop.abort()
  expect(() => requireWanted('f', stop.signal)).toThrow(/f was cancelled/)
})
