import { expect, test } from 'vitest'
import { toleranceFor } from '../../../src-main/core/models/test-tolerance.ts'
import { description04, description05 } from '../../fixtures/onnx/description.ts'
import { modelOf } from './models.ts'

const withConfig = (bioimageio: unknown) => modelOf(description05({ config: { bioimageio } }))

test('0.5 lets 100 of a million differ, 0.4 none', () => {
  const same = { rtol: 1e-3, atol: 1e-3 }
  expect(toleranceFor(modelOf(description05()), 'result', 1)).toEqual({
    ...same,
    mismatchedPerMillion: 100,
  })
  expect(toleranceFor(modelOf(description04()), 'result', 1)).toEqual({
    ...same,
    mismatchedPerMillion: 0,
  })
})

test('the first entry that matches output and weights counts', () => {
  const model = withConfig({
    reproducibility_tolerance: [
      { relative_tolerance: 0.002, output_ids: ['other'] },
      { relative_tolerance: 0.003, weights_formats: ['torchscript'] },
      { relative_tolerance: 0.004, mismatched_elements_per_million: 500 },
      { relative_tolerance: 0.005 },
    ],
  })
  expect(toleranceFor(model, 'result', 1)).toEqual({
    rtol: 0.004,
    atol: 1e-3,
    mismatchedPerMillion: 500,
  })
})

test('a package cannot excuse everything', () => {
  const model = withConfig({
    reproducibility_tolerance: [
      {
        relative_tolerance: 1,
        absolute_tolerance: 50,
        mismatched_elements_per_million: 1e6,
      },
    ],
  })
  expect(toleranceFor(model, 'result', 200)).toEqual({
    rtol: 1e-2,
    atol: 2,
    mismatchedPerMillion: 1000,
  })
})

test('older packages state it as test_kwargs; nonsense is ignored', () => {
  const old = withConfig({ test_kwargs: { onnx: { relative_tolerance: 0.005 } } })
  expect(toleranceFor(old, 'result', 1).rtol).toBe(0.005)
  expect(toleranceFor(withConfig('text'), 'result', 1).rtol).toBe(1e-3)
})
