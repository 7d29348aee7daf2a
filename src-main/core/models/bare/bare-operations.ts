/** The processing that the settings of bare weights state, as steps of a description. */
import type { TensorType } from '../../inference/tensor.ts'
import type { Operation } from '../processing/operation.ts'
import type { BareOnnxSettings } from './bare-settings.ts'

const ranges: Partial<Readonly<Record<TensorType, readonly [min: number, max: number]>>> = {
  uint8: [0, 255],
  int8: [-128, 127],
  uint16: [0, 65_535],
  int16: [-32_768, 32_767],
}

/** `axes` are those of the input by id, `dtype` is what the network takes. */
export function inputOperations(
  settings: BareOnnxSettings,
  axes: readonly string[],
  dtype: TensorType,
): Operation[] {
  const scaling = [...gainOf(settings), ...normalisationOf(settings, axes)]
  const order: Operation[] =
    settings.reverseChannels && axes.includes('channel')
      ? [{ kind: 'reverse', axis: 'channel' }]
      : []
  if (scaling.length === 0 && dtype !== 'float32')
    return [{ kind: 'ensure_dtype', dtype }, ...order]
  return [{ kind: 'ensure_dtype', dtype: 'float32' }, ...scaling, ...asTaken(dtype), ...order]
}

/** The activation, then what brings an image back to its range. */
export function outputOperations(settings: BareOnnxSettings, axes: readonly string[]): Operation[] {
  const { activation, outputGain, restoreRange } = settings
  const operations: Operation[] = []
  if (activation === 'sigmoid') operations.push({ kind: 'sigmoid' })
  if (activation === 'softmax' && axes.includes('channel'))
    operations.push({ kind: 'softmax', axis: 'channel' })
  if (outputGain !== 1)
    operations.push({ kind: 'scale_linear', gain: [outputGain], offset: [0], axis: null })
  if (restoreRange) operations.push({ kind: 'scale_type_range', restore: true })
  return operations
}

function gainOf({ gain, offset }: BareOnnxSettings): Operation[] {
  if (gain === 1 && offset === 0) return []
  return [{ kind: 'scale_linear', gain: [gain], offset: [offset], axis: null }]
}

function normalisationOf(settings: BareOnnxSettings, ids: readonly string[]): Operation[] {
  const axes = ids.filter((axis) => axis !== 'batch' && axis !== 'channel')
  switch (settings.normalisation) {
    case 'none':
      return []
    case 'type-range':
      return [{ kind: 'scale_type_range', restore: false }]
    case 'zero-mean-unit-variance':
      return [{ kind: 'zero_mean_unit_variance', axes, eps: 1e-6 }]
    case 'percentile': {
      const { minPercentile, maxPercentile } = settings
      const percentiles = { minPercentile, maxPercentile, eps: 1e-6, reference: null }
      return [{ kind: 'scale_range', axes, ...percentiles }]
    }
    case 'fixed': {
      const { mean, std } = settings
      const axis = mean.length > 1 || std.length > 1 ? 'channel' : null
      return [{ kind: 'fixed_zero_mean_unit_variance', mean, std, axis }]
    }
  }
}

/** A network that takes whole numbers gets scaled values within its range, without wrapping around. */
function asTaken(dtype: TensorType): Operation[] {
  const range = ranges[dtype]
  if (!range) return []
  const [min, max] = range
  return [
    { kind: 'clip', min, max, minPercentile: null, maxPercentile: null, axes: null },
    { kind: 'ensure_dtype', dtype },
  ]
}
