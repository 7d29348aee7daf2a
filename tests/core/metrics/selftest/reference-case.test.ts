import { describe, expect, test } from 'vitest'
import {
  parseReferenceFolder,
  relatedCases,
} from '../../../../src-main/core/metrics/selftest/reference-case.ts'
import { caseAsking } from '../../../fixtures/metrics/reference-cases.ts'

const parse = (json: unknown) => parseReferenceFolder(json, 'cases.json')
const whole = {
  id: 'ins01',
  kind: 'instance',
  files: { gt: 'npy/a.npy' },
  dtypes: { gt: 'uint8' },
  axes: 'yx',
  spacing: [1, 2],
  kwargs: { background: 0 },
  expected: { aji: { value: 1 } },
  op: 'kept',
}

describe('the cases of a reference folder', () => {
  test('are read with everything they hold', () => {
    expect(parse({ cases: [whole] })).toEqual([whole])
  })

  test('may lack files, axes, spacing and parameters', () => {
    expect(parse({ cases: [{ id: 'a', kind: 'b', expected: {} }] })).toEqual([
      {
        id: 'a',
        kind: 'b',
        files: {},
        dtypes: {},
        axes: null,
        spacing: null,
        kwargs: {},
        expected: {},
      },
    ])
  })

  test.each([
    [null, 'cases.json has no list named cases.'],
    [[], 'cases.json has no list named cases.'],
    [{ cases: {} }, 'cases.json has no list named cases.'],
    [{ cases: [whole, 3] }, 'cases.json, case 2 is not an object.'],
    [{ cases: [null] }, 'cases.json, case 1 is not an object.'],
    [{ cases: [{ ...whole, id: 1 }] }, 'cases.json, case 1 has no id or kind.'],
    [{ cases: [{ ...whole, kind: 1 }] }, 'cases.json, case 1 has no id or kind.'],
    [{ cases: [{ ...whole, files: [] }] }, 'case 1 (ins01) has files or dtypes'],
    [{ cases: [{ ...whole, files: { gt: 1 } }] }, 'case 1 (ins01) has files or dtypes'],
    [{ cases: [{ ...whole, dtypes: { gt: 1 } }] }, 'case 1 (ins01) has files or dtypes'],
    [{ cases: [{ ...whole, kwargs: 3 }] }, 'case 1 (ins01) has kwargs'],
    [{ cases: [{ ...whole, expected: [] }] }, 'case 1 (ins01) has no expected values.'],
    [{ cases: [{ ...whole, spacing: '1' }] }, 'case 1 (ins01) has a spacing'],
    [{ cases: [{ ...whole, spacing: [1, '2'] }] }, 'case 1 (ins01) has a spacing'],
  ])('%j are refused', (json, message) => {
    expect(() => parse(json)).toThrow(
      expect.objectContaining({
        code: 'format-corrupt',
        message: expect.stringContaining(message) as string,
      }),
    )
  })

  test('name the cases they pool', () => {
    expect(relatedCases(caseAsking([], { kwargs: { images: ['a', 'b'] } }))).toEqual(['a', 'b'])
    expect(relatedCases(caseAsking([], { kwargs: { images: ['a', 1] } }))).toEqual(['a'])
    expect(relatedCases(caseAsking([]))).toEqual([])
  })
})
