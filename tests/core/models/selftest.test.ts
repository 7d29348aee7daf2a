import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bioimageioCase, type BioimageioCase } from '../../../src-main/core/models/selftest.ts'
import { parseNpyTensor } from '../../../src-main/core/models/packages/npy-tensor.ts'

const dims = { x: ['channel', 'x'] }
const array = (values: number[]) => ({ shape: [2, values.length / 2], data: values })

test('one operation applied to the target, as nested lists, with the verdict of core', () => {
  const values = bioimageioCase(
    { x: array([1, 2, 3, 4]) },
    {
      id: 'a',
      dtypes: { x: 'float32' },
      kwargs: { gain: 2, offset: 1 },
      op: 'scale_linear',
      target: 'x',
      dims,
    },
  )
  const output = [
    [3, 5],
    [7, 9],
  ]
  expect(values).toEqual({ output, output_core: output, same_as_core: true })
})

test('where core ignores eps the two outputs differ', () => {
  const values = bioimageioCase(
    { x: array([1, 3, 1, 3]) },
    {
      id: 'b',
      dtypes: { x: 'float32' },
      kwargs: { eps: 0.1 },
      op: 'zero_mean_unit_variance',
      target: 'x',
      dims,
    },
  )
  expect(values['same_as_core']).toBe(false)
})

test('an unknown operation is an error', () => {
  const reference: BioimageioCase = {
    id: 'c',
    dtypes: {},
    kwargs: {},
    op: 'blur',
    target: 'x',
    dims,
  }
  expect(() => bioimageioCase({ x: array([1, 2]) }, reference)).toThrow(/"blur" is not known/)
})

const folder = join(import.meta.dirname, '../../../../shared/reference')

interface Stored extends BioimageioCase {
  readonly kind: string
  readonly files: Record<string, string>
  readonly dims: Record<string, string[]>
  readonly expected: Record<string, { value: unknown; tolerance?: { abs: number; rel: number } }>
}

test.skipIf(!existsSync(folder))(
  'equals every stored output of the specification and of core (needs ../shared/reference)',
  () => {
    const { cases } = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as {
      cases: Stored[]
    }
    const own = cases.filter((reference) => reference.kind === 'bioimageio')
    expect(own).toHaveLength(26)
    for (const reference of own) {
      const arrays = Object.fromEntries(
        Object.entries(reference.files).map(([name, file]) => [
          name,
          parseNpyTensor(readFileSync(join(folder, file)), file, reference.dims[name]!),
        ]),
      )
      const values = bioimageioCase(arrays, reference)
      for (const name of ['output', 'output_core']) {
        const expected = reference.expected[name]
        if (!expected) continue
        const wanted = numbersOf(expected.value, reference.dims['x']!.length)
        const got = numbersOf(values[name], 0)
        expect(got.length).toBe(wanted.length)
        const { abs, rel } = expected.tolerance ?? { abs: 1e-5, rel: 1e-5 }
        const worst = wanted.findIndex(
          (v, i) => !(Math.abs(got[i]! - v) <= abs + rel * Math.abs(v)),
        )
        expect(worst, `${reference.id} ${name} at ${worst}`).toBe(-1)
      }
      const same = reference.expected['same_as_core']
      if (same) expect(values['same_as_core'], reference.id).toBe(same.value)
    }
  },
)

/** A nested list or a stored array as one list of numbers. */
function numbersOf(value: unknown, rank: number): number[] {
  if (Array.isArray(value)) return (value as unknown[]).flat(Infinity).map(Number)
  const { file } = value as { file: string }
  const axes = Array.from({ length: rank }, (_, index) => `axis${index}`)
  return Array.from(parseNpyTensor(readFileSync(join(folder, file)), file, axes).data)
}
