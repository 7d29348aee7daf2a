import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  describeBareOnnx,
  noSettingsMessage,
  parseBareOnnxSettings,
  readBesideOnnx,
  toolFileBeside,
} from '../../../src-main/core/models/bare-onnx.ts'

const value = (shape: (number | null)[]) => ({ name: 'a', dtype: 'float32' as const, shape })
const graph = (input: (number | null)[], output: (number | null)[]) => ({
  inputs: [value(input)],
  outputs: [value(output)],
})
const settings = (parameters: Record<string, unknown>) =>
  parseBareOnnxSettings('m.onnx', parameters)

test('fixed sizes of the graph give the scale of the output', () => {
  const model = describeBareOnnx(
    'super.onnx',
    graph([null, 1, 224, 224], [null, 1, 672, 672]),
    settings({ inputAxes: 'bcyx', haloPx: 4 }),
  )
  expect(model.name).toBe('super')
  expect(model.inputs[0]?.axes[2]?.size).toEqual({ kind: 'fixed', value: 224 })
  expect(model.outputs[0]?.axes[2]).toMatchObject({
    halo: 12,
    size: { kind: 'reference', tensor: 'input', axis: 'y', factor: 3 },
  })
})

test('open sizes are multiples of what the settings say', () => {
  const model = describeBareOnnx(
    'm.onnx',
    graph([null, null, null, null], [null, 2, null, null]),
    settings({ inputAxes: 'bcyx', sizeMultiple: 8, outputScale: 2 }),
  )
  expect(model.inputs[0]?.axes.map((axis) => axis.size.kind)).toEqual([
    'any',
    'fixed',
    'parametrised',
    'parametrised',
  ])
  expect(model.outputs[0]?.axes[3]?.size).toMatchObject({ factor: 2 })
})

test('normalisation and activation become operations', () => {
  const model = describeBareOnnx(
    'm.onnx',
    graph([1, 1, 8, 8], [1, 1, 8, 8]),
    settings({ inputAxes: 'bcyx', gain: 2, normalisation: 'percentile', activation: 'sigmoid' }),
  )
  expect(model.inputs[0]?.operations).toMatchObject([
    { kind: 'ensure_dtype' },
    { kind: 'scale_linear', gain: [2] },
    { kind: 'scale_range', axes: ['y', 'x'], minPercentile: 1, maxPercentile: 99.8 },
  ])
  expect(model.outputs[0]?.operations).toEqual([{ kind: 'sigmoid' }])
})

test('axes of another number than the graph has dimensions are refused', () => {
  expect(() =>
    describeBareOnnx('m.onnx', graph([1, 8, 8], [1, 8, 8]), settings({ inputAxes: 'bcyx' })),
  ).toThrow(/has 3 dimensions, but the settings give it the axes "bcyx"/)
})

test('two inputs need a description', () => {
  const two = { inputs: [value([1, 1]), value([1, 1])], outputs: [value([1, 1])] }
  expect(() => describeBareOnnx('m.onnx', two, settings({ inputAxes: 'yx' }))).toThrow(
    /takes 2 inputs/,
  )
})

test('what is stated per channel must fit the channels', () => {
  const fixed = settings({ inputAxes: 'bcyx', normalisation: 'fixed', mean: '1, 2, 3' })
  expect(() => describeBareOnnx('m.onnx', graph([1, 2, 8, 8], [1, 1, 8, 8]), fixed)).toThrow(
    /state 3 values of mean, but the network takes 2 channels/,
  )
  const softmax = settings({ inputAxes: 'byx', activation: 'softmax' })
  expect(() => describeBareOnnx('m.onnx', graph([1, 8, 8], [1, 8, 8]), softmax)).toThrow(
    /softmax, which goes over channels, but the output has none/,
  )
})

test('settings are read from the tool file beside the weights', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-bare-'))
  const path = join(folder, 'm.onnx')
  expect(await readBesideOnnx(path)).toBeNull()
  await writeFile(
    join(folder, 'm.tool.yaml'),
    'formatVersion: 1\nkind: model\nsource: m.onnx\nsettings:\n  parameters:\n    inputAxes: bcyx\n',
  )
  expect(await readBesideOnnx(path)).toEqual({ inputAxes: 'bcyx' })
  await writeFile(join(folder, 'm.tool.yaml'), 'kind: model\n')
  await expect(readBesideOnnx(path)).rejects.toMatchObject({ code: 'tool-invalid' })
  await rm(folder, { recursive: true })
})

test('the tool file beside weights or a container has their name', () => {
  expect(toolFileBeside('/a/net.onnx')).toBe(join('/a', 'net.tool.yaml'))
  expect(toolFileBeside('/a/Net.CZANN')).toBe(join('/a', 'Net.tool.yaml'))
})

test('unknown settings are refused, absent ones explained', () => {
  expect(() => settings({ inputAxes: 'bcyx', sharpen: true })).toThrow(/m\.onnx are not usable/)
  expect(noSettingsMessage('/a/m.onnx')).toMatch(/m\.onnx is a bare ONNX file.*m\.tool\.yaml/)
})
