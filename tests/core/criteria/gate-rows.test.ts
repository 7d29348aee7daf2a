import { expect, test } from 'vitest'
import { gateSchema } from '../../../src-main/contract/criteria.ts'
import { gateRows } from '../../../src-main/core/criteria/gate-rows.ts'

test('a tool must run offline, on our machines, with our formats', () => {
  expect(
    gateSchema
      .array()
      .parse(gateRows)
      .map(({ id }) => id),
  ).toEqual(['gate.offline', 'gate.operating-system', 'gate.formats'])
})
