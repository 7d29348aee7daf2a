import { expect, test } from 'vitest'
import { selftestKind } from '../../src-main/engine/selftest-kinds.ts'

test.each(['semantic', 'instance', 'restoration', 'statistics', 'decode_cellpose', 'bioimageio'])(
  '%s is computed',
  (kind) => {
    expect(selftestKind(kind)).toBeTypeOf('function')
  },
)

test.each(['shift-of-tomorrow', '', 'constructor', '__proto__', 'toString'])(
  '%j is not, and is no property of every object',
  (kind) => {
    expect(selftestKind(kind)).toBeUndefined()
  },
)
