import { expect, test } from 'vitest'
import {
  bareOnnxSchema,
  parseBareOnnxSettings,
  statedSettings,
} from '../../../../src-main/core/models/bare/bare-settings.ts'

const parse = (settings: Record<string, unknown>) =>
  parseBareOnnxSettings('/a/net.onnx', { inputAxes: 'bcyx', ...settings })

test('only the axes have to be stated', () => {
  expect(parse({})).toMatchObject({
    ...{ normalisation: 'none', activation: 'none', haloPx: 0, sizeMultiple: 16 },
    ...{ mean: [0], std: [1], outputChannels: [], restoreRange: false },
  })
  expect(() => parseBareOnnxSettings('net.onnx', {})).toThrow(
    /settings of net\.onnx are not usable: inputAxes is missing/,
  )
})

test('settings of older tool files are still understood', () => {
  const old = {
    ...{ inputAxes: 'bcyx', outputAxes: 'bcyx', gain: 0.1, offset: 1, normalisation: 'percentile' },
    ...{ minPercentile: 2, maxPercentile: 99, activation: 'sigmoid', haloPx: 8 },
    ...{ sizeMultiple: 32, outputScale: 2 },
  }
  expect(bareOnnxSchema.parse(old)).toMatchObject(old)
})

test('numbers per channel and names are texts with commas', () => {
  const settings = parse({
    normalisation: 'fixed',
    ...{ mean: '0.485, 0.456,0.406', std: 0.2, outputChannels: ' background, cell ,border' },
  })
  expect(settings.mean).toEqual([0.485, 0.456, 0.406])
  expect(settings.std).toEqual([0.2])
  expect(settings.outputChannels).toEqual(['background', 'cell', 'border'])
})

test.each([
  [{ inputAxes: 'bc' }, /an image needs y and x/],
  [{ inputAxes: 'bcyxy' }, /names an axis twice/],
  [{ inputAxes: 'NCHW' }, /letters of b, i, t, c, z, y, x/],
  [{ normalisation: 'batch' }, /normalisation/],
  [{ minPercentile: 50, maxPercentile: 40 }, /minPercentile 50 is not below maxPercentile 40/],
  [{ mean: 'a, b' }, /mean.*numbers/],
  [{ std: 0 }, /std is 0, but must be above 0/],
  [{ mean: '1, 2', std: '1, 2, 3' }, /mean has 2 values and std 3/],
  [{ blockPx: 0 }, /blockPx/],
  [{ blockPx: 1e9 }, /blockPx/],
  [{ outputScale: -1 }, /outputScale/],
  [{ restoreRange: true }, /restoreRange undoes the normalisation type-range, but .* none/],
  [{ sharpen: true }, /Unrecognized key.*sharpen/],
])('%j is refused in words', (settings, sentence) => {
  expect(() => parse(settings)).toThrow(sentence)
})

test('for a digest only what differs from the defaults counts, in one order', () => {
  expect(statedSettings(parse({ haloPx: 3, gain: 2, activation: 'none' }))).toBe(
    '[["gain",2],["haloPx",3],["inputAxes","bcyx"]]',
  )
})
