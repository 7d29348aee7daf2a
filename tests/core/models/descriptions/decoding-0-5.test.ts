import { expect, test } from 'vitest'
import { readDescription } from '../../../../src-main/core/models/descriptions/read-description.ts'
import { modelSignature, modelTasks } from '../../../../src-main/core/tools/model-io.ts'
import { defaultDecoding } from '../../../../src-main/core/tools/default-decoding.ts'
import { description05, output05 } from '../../../fixtures/onnx/description.ts'

const space = (id: string) => ({
  type: 'space',
  id,
  size: { tensor_id: 'raw', axis_id: id },
  halo: 2,
})
function labels(...postprocessing: object[]) {
  return readDescription(
    description05({
      outputs: [
        output05({
          axes: [
            { type: 'batch' },
            { type: 'channel', channel_names: ['instance_labels'] },
            space('y'),
            space('x'),
          ],
          data: { type: 'int32' },
          postprocessing,
        }),
      ],
    }),
  )
}
const stardist = (kwargs: object = {}) => ({
  id: 'stardist_postprocessing',
  kwargs: { prob_threshold: 0.48, nms_threshold: 0.3, grid: [2, 2], n_rays: 4, b: 3, ...kwargs },
})

test('StarDist: becomes the decoding, and the output is the network’s: rays, size over grid, no cast', () => {
  const { model, errors } = labels({ id: 'sigmoid' }, stardist(), {
    id: 'ensure_dtype',
    kwargs: { dtype: 'int32' },
  })
  expect(errors).toEqual([])
  const [output] = model!.outputs
  expect(output!.operations.map(({ kind }) => kind)).toEqual(['sigmoid', 'ensure_dtype'])
  expect(output!.dtype).toBe('float32')
  expect(output!.axes.slice(1)).toMatchObject([
    {
      channelNames: ['object probability', 'distance 0', 'distance 1', 'distance 2', 'distance 3'],
    },
    { halo: 1, size: { kind: 'reference', factor: 0.5 } },
    { halo: 1, size: { kind: 'reference', factor: 0.5 } },
  ])
  const signature = modelSignature(model!)
  expect(modelTasks(signature)).toEqual(['instances', 'semantic', 'detection'])
  expect(defaultDecoding(signature, 'instances')).toEqual({
    method: 'stardist',
    probabilityChannel: 0,
    firstDistanceChannel: 1,
    rays: 4,
    probabilityThreshold: 0.48,
    suppressionThreshold: 0.3,
    gridY: 2,
    gridX: 2,
    borderPx: 3,
  })
})

test('StarDist in 3D: anisotropy and grid along z', () => {
  const { model } = labels(stardist({ grid: [1, 2, 2], anisotropy: [2, 1, 1], n_rays: 96 }))
  expect(model!.outputs[0]!.decoding).toMatchObject({
    method: 'stardist-3d',
    gridZ: 1,
    gridX: 2,
    anisotropyZ: 2,
    rays: 96,
  })
})

test('Cellpose: thresholds and smallest size, in planes and volumes', () => {
  const flow = (kwargs: object) => ({ id: 'cellpose_flow_dynamics', kwargs })
  const plane = labels(flow({ cellprob_threshold: -1, flow_threshold: 0.6, do_3D: false }))
  expect(plane.model!.outputs[0]!.decoding).toMatchObject({
    method: 'cellpose',
    cellProbabilityThreshold: -1,
    flowThreshold: 0.6,
    minimumAreaPx: 15,
  })
  expect(plane.model!.outputs[0]!.axes[1]).toMatchObject({ size: { kind: 'fixed', value: 3 } })
  const volume = labels(flow({ do_3D: true, min_size: 0, output_dtype: 'uint32' }))
  expect(volume.model!.outputs[0]!.decoding).toMatchObject({
    method: 'cellpose-3d',
    minimumAreaPx: 0,
  })
})

test('what cannot be run as described stops with the reason', () => {
  const after = labels(stardist(), { id: 'sigmoid' })
  expect(after.errors).toMatchObject([
    { field: 'outputs.0.postprocessing.1', code: 'model-unknown-operation' },
  ])
  const uneven = labels(
    stardist({
      b: [
        [2, 2],
        [0, 2],
      ],
    }),
  )
  expect(uneven.errors).toMatchObject([{ code: 'model-unknown-operation' }])
  expect(uneven.errors[0]!.message).toMatch(/\[\[2,2\],\[0,2\]\]/)
  expect(labels(stardist({ nms_threshold: 2 })).errors[0]!.field).toMatch(/kwargs/)
  expect(labels({ id: 'custom', callable: 'f' }).model).toBeNull()
})
