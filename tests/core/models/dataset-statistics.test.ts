import { expect, test } from 'vitest'
import type { Tensor } from '../../../src-main/core/inference/tensor.ts'
import { readerOf } from '../../../src-main/core/inference/tensor-reader.ts'
import {
  datasetNotes,
  datasetStatistics,
  needsDatasetStatistics,
  withDatasetStatistics,
  type DatasetSamples,
} from '../../../src-main/core/models/dataset-statistics.ts'
import type { ModelDescription } from '../../../src-main/core/models/description.ts'
import { processingNotes, runnableModel } from '../../../src-main/core/models/runnable-model.ts'
import {
  description04,
  description05,
  input04,
  input05,
  output05,
} from '../../fixtures/onnx/description.ts'
import { modelOf } from './models.ts'
import { randomNumbers } from './processing/pieces.ts'

const axes = ['batch', 'channel', 'y', 'x']
const random = randomNumbers(23)
const channels = ['a', 'b']
const images = [0, 1, 2].map((index): Tensor => {
  const data = Float32Array.from({ length: 2 * 4 * 5 }, () => random() * 100 * (index + 1))
  return { axes, shape: [1, 2, 4, 5], dtype: 'float32', data }
})
const stack: Tensor = {
  axes,
  shape: [3, 2, 4, 5],
  dtype: 'float32',
  data: Float32Array.from(images.flatMap(({ data }) => [...data])),
}

function samplesOf(tensors: readonly Tensor[]): DatasetSamples {
  return {
    count: tensors.length,
    // without `data` they are read piece by piece, as large ones are
    withSample: (index, use) => {
      const { axes: own, shape, dtype, read } = readerOf(tensors[index]!)
      return use([{ axes: own, shape, dtype, read }])
    },
  }
}

const model = (preprocessing: readonly unknown[]): ModelDescription =>
  modelOf(
    description05({
      inputs: [
        input05({
          preprocessing,
          axes: [
            { type: 'batch' },
            { type: 'channel', channel_names: channels },
            { type: 'space', id: 'y', size: 4 },
            { type: 'space', id: 'x', size: 5 },
          ],
        }),
      ],
      outputs: [output05({ axes: [{ type: 'batch' }, { type: 'space', id: 'x', size: 5 }] })],
    }),
  )
const overAll = ['batch', 'channel', 'y', 'x']
const perChannel = ['batch', 'y', 'x']

test.each([
  [
    'mean and deviation per channel',
    [{ id: 'zero_mean_unit_variance', kwargs: { axes: perChannel } }],
  ],
  [
    'mean and deviation of all',
    [{ id: 'zero_mean_unit_variance', kwargs: { axes: overAll, eps: 0.1 } }],
  ],
  [
    'percentiles per channel',
    [{ id: 'scale_range', kwargs: { axes: perChannel, min_percentile: 1, max_percentile: 99.8 } }],
  ],
  [
    'a chain, each step on what the one before left',
    [
      { id: 'clip', kwargs: { min_percentile: 5, max_percentile: 90, axes: overAll } },
      { id: 'scale_linear', kwargs: { gain: [2, 3], axis: 'channel' } },
      { id: 'scale_range', kwargs: { axes: perChannel } },
    ],
  ],
])('%s over the dataset as over one batch of all images, to the bit', async (_, steps) => {
  const described = model(steps)
  expect(needsDatasetStatistics(described)).toBe(true)
  const [together] = runnableModel(described).preprocess([stack])
  const statistics = await datasetStatistics(described, samplesOf(images))
  const known = runnableModel(withDatasetStatistics(described, statistics))
  const alone = images.flatMap((image) => [...known.preprocess([image])[0]!.data])
  expect(alone).toEqual([...together!.data])
  // neither the order of the images nor a way over JSON changes a bit
  const backwards = await datasetStatistics(described, samplesOf(images.toReversed()))
  expect(JSON.parse(JSON.stringify(backwards))).toEqual(statistics)
})

test('the record says what was taken, and no longer that it was per image', async () => {
  const described = model([{ id: 'zero_mean_unit_variance', kwargs: { axes: overAll } }])
  expect(processingNotes(described).join()).toContain('over each image')
  const statistics = await datasetStatistics(described, samplesOf(images))
  expect(statistics).toMatchObject({ samples: 3, steps: [{ tensor: 'raw', step: 1, axis: null }] })
  expect(processingNotes(withDatasetStatistics(described, statistics))).toEqual([])
  expect(datasetNotes(statistics)).toEqual([
    expect.stringMatching(/^zero_mean_unit_variance of raw takes its statistics over the 3 images/),
  ])
})

test('per_dataset of format 0.4 is over the dataset', async () => {
  const described = modelOf(
    description04({
      inputs: [
        input04({
          shape: [1, 2, 4, 5],
          preprocessing: [
            { name: 'zero_mean_unit_variance', kwargs: { mode: 'per_dataset', axes: 'cyx' } },
          ],
        }),
      ],
    }),
  )
  const { steps } = await datasetStatistics(described, samplesOf(images))
  const mean = [...stack.data].reduce((sum, value) => sum + value, 0) / stack.data.length
  expect(steps).toMatchObject([{ step: 1, axis: null, first: [expect.closeTo(mean, 9)] }])
})

test('a model that takes its statistics per image needs none', () => {
  const perImage = model([{ id: 'zero_mean_unit_variance', kwargs: { axes: ['y', 'x'] } }])
  expect(needsDatasetStatistics(perImage)).toBe(false)
  expect(needsDatasetStatistics(model([{ id: 'clip', kwargs: { min: 0, axes: null } }]))).toBe(
    false,
  )
})

test('what cannot be stated per index of one axis is refused', async () => {
  const rows = model([{ id: 'zero_mean_unit_variance', kwargs: { axes: ['batch', 'x'] } }])
  await expect(datasetStatistics(rows, samplesOf(images))).rejects.toMatchObject({
    code: 'model-not-runnable',
    message: expect.stringContaining('channel and y') as unknown,
  })
  const clip = model([{ id: 'clip', kwargs: { max_percentile: 90, axes: perChannel } }])
  const statistics = await datasetStatistics(clip, samplesOf(images))
  expect(() => withDatasetStatistics(clip, statistics)).toThrow(/each index of channel/)
  await expect(datasetStatistics(rows, samplesOf([]))).rejects.toMatchObject({
    code: 'bad-request',
  })
})

test('images of other sizes pool, but not along an axis with statistics of its own', async () => {
  const small: Tensor = { ...images[0]!, shape: [1, 2, 2, 2], data: images[0]!.data.slice(0, 8) }
  const pooled = model([{ id: 'scale_range', kwargs: { axes: overAll } }])
  const { steps } = await datasetStatistics(pooled, samplesOf([small, images[1]!]))
  const all = [...small.data, ...images[1]!.data]
  expect(steps[0]).toMatchObject({ first: [Math.min(...all)], second: [Math.max(...all)] })
  const single: Tensor = { ...small, shape: [1, 1, 2, 4] }
  const own = model([{ id: 'scale_range', kwargs: { axes: perChannel } }])
  await expect(datasetStatistics(own, samplesOf([images[0]!, single]))).rejects.toMatchObject({
    code: 'shape-mismatch',
  })
})

test('an output may be scaled by percentiles of the inputs of the dataset', async () => {
  const described = modelOf(
    description05({
      outputs: [
        output05({
          postprocessing: [
            {
              id: 'scale_range',
              kwargs: { axes: overAll, max_percentile: 50, reference_tensor: 'raw' },
            },
          ],
        }),
      ],
    }),
  )
  const { steps } = await datasetStatistics(described, samplesOf(images))
  const sorted = stack.data.toSorted()
  expect(steps).toMatchObject([{ tensor: 'result', step: 0, first: [sorted[0]] }])
  const { outputs } = withDatasetStatistics(described, { samples: 3, steps })
  expect(outputs[0]!.operations[0]).toMatchObject({ kind: 'fixed_zero_mean_unit_variance' })
})

test('values beyond the described type are refused while statistics are taken', async () => {
  const bytes = modelOf(
    description05({
      inputs: [
        input05({
          data: { type: 'uint8' },
          preprocessing: [{ id: 'scale_range', kwargs: { axes: overAll } }],
        }),
      ],
    }),
  )
  const bright: Tensor = { ...images[0]!, data: images[0]!.data.map((value) => value + 300) }
  await expect(datasetStatistics(bytes, samplesOf([bright]))).rejects.toMatchObject({
    code: 'dtype-mismatch',
  })
})
