import { expect, test } from 'vitest'
import { elementCount, type Tensor } from '../../../src-main/core/inference/tensor.ts'
import { readerOf, readTensor } from '../../../src-main/core/inference/tensor-reader.ts'
import { runnableModel } from '../../../src-main/core/models/runnable-model.ts'
import { tiledModel } from '../../../src-main/core/models/tiled-model.ts'
import { description05, input05, output05 } from '../../fixtures/onnx/description.ts'
import { modelOf } from './models.ts'

const shape = [1, 1, 4, 5]
const image: Tensor = {
  axes: ['batch', 'channel', 'y', 'x'],
  shape,
  dtype: 'float32',
  data: Float32Array.from({ length: elementCount(shape) }, (_, i) => (i * 37) % 23),
}
const description = description05({
  inputs: [
    input05({ preprocessing: [{ id: 'zero_mean_unit_variance', kwargs: { axes: ['y', 'x'] } }] }),
  ],
  outputs: [
    output05({
      postprocessing: [
        { id: 'sigmoid' },
        { id: 'scale_mean_variance', kwargs: { reference_tensor: 'raw' } },
        { id: 'scale_linear', kwargs: { gain: 2, offset: 1 } },
      ],
    }),
  ],
})

test('the same steps as on whole tensors, those of the whole output last', async () => {
  const model = modelOf(description)
  const whole = runnableModel(model)
  const [fed] = whole.preprocess([image])
  const [expected] = whole.postprocess([fed!], [image])

  const prepared = await tiledModel(model).prepare([readerOf(image)])
  const box = { ...image, data: image.data.slice() }
  const ready = prepared.before[0]!(box, [0, 0, 0, 0])
  ready.data.forEach((value, i) => expect(value).toBeCloseTo(fed!.data[i]!, 6))
  const tile = prepared.after[0]!({ ...ready, data: ready.data.slice() }, [0, 0, 0, 0])
  // only the sigmoid: what follows looks at the whole output
  expect(tile.data[3]).toBeCloseTo(1 / (1 + Math.exp(-fed!.data[3]!)), 6)
  const finished = await readTensor(await prepared.finish(0, readerOf(tile)))
  finished.data.forEach((value, i) => expect(value).toBeCloseTo(expected!.data[i]!, 4))
})

test('values beyond the described type are refused tile by tile', async () => {
  const bytes = modelOf(
    description05({ inputs: [input05({ data: { type: 'uint8' }, preprocessing: [] })] }),
  )
  const { before } = await tiledModel(bytes).prepare([readerOf(image)])
  const box = { ...image, data: Float32Array.from(image.data).fill(300) }
  expect(() => before[0]!(box, [0, 0, 0, 0])).toThrow(/described as uint8 .* holds the value 300/)
})

test('a softmax along an axis of the image cannot be cut', () => {
  const model = modelOf(
    description05({
      outputs: [output05({ postprocessing: [{ id: 'softmax', kwargs: { axis: 'x' } }] })],
    }),
  )
  expect(() => tiledModel(model)).toThrow(/softmax of result along x/)
})
