import { expect, test } from 'vitest'
import type { Tensor } from '../../../src-main/core/inference/tensor.ts'
import { processingNotes, runnableModel } from '../../../src-main/core/models/runnable-model.ts'
import {
  description04,
  description05,
  input04,
  input05,
  output05,
} from '../../fixtures/onnx/description.ts'
import { modelOf } from './models.ts'

const image = (values: number[]): Tensor => ({
  axes: ['batch', 'channel', 'y', 'x'],
  shape: [1, 1, 1, values.length],
  dtype: 'float32',
  data: Float32Array.from(values),
})

test('postprocessing may take statistics of the input as it was given', () => {
  const model = modelOf(
    description05({
      inputs: [input05({ preprocessing: [{ id: 'scale_linear', kwargs: { gain: 0.01 } }] })],
      outputs: [
        output05({
          postprocessing: [{ id: 'scale_mean_variance', kwargs: { reference_tensor: 'raw' } }],
        }),
      ],
    }),
  )
  const runnable = runnableModel(model)
  const given = [image([100, 300])]
  const [ready] = runnable.preprocess(given)
  expect([...ready!.data].map((value) => Math.round(value))).toEqual([1, 3])
  const [result] = runnable.postprocess([image([-5, 5])], given)
  expect([...result!.data].map((value) => Math.round(value))).toEqual([100, 300])
})

test('an image that does not fit the described integers is refused, not wrapped around', () => {
  const model = modelOf(description04({ inputs: [input04({ data_type: 'uint8' })] }))
  const runnable = runnableModel(model)
  expect(() => runnable.preprocess([image([1, 4095])])).toThrow(
    /described as uint8 \(0 to 255\), but the image holds the value 4095/,
  )
  expect(() => runnable.preprocess([image([-1])])).toThrow(/value -1/)
  expect([...runnable.preprocess([image([255])])[0]!.data]).toEqual([255])
})

test('statistics that are not taken as described are noted', () => {
  const noted = (kwargs: unknown) =>
    processingNotes(
      modelOf(
        description05({
          inputs: [input05({ preprocessing: [{ id: 'zero_mean_unit_variance', kwargs }] })],
        }),
      ),
    )
  expect(noted({ axes: ['y', 'x'] })).toEqual([])
  expect(noted({ axes: ['batch', 'y', 'x'] })[0]).toMatch(
    /over the dataset; they are taken over each/,
  )
  expect(noted({})[0]).toMatch(/names no axes; all axes of one image/)
})
