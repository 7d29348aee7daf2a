/** Axes of bare weights: letters from a person, sizes from the graph, what it leaves open from the settings. */
import { basename } from 'node:path'
import { TouchstoneError } from '../../errors.ts'
import type { GraphValue } from '../../inference/ort-tensor.ts'
import type { AxisSize, AxisSpec } from '../../inference/tensor-spec.ts'
import { axisNames04 } from '../descriptions/axes-0-4.ts'
import type { BareOnnxSettings } from './bare-settings.ts'

/** @throws TouchstoneError 'axes-mismatch' for another number of letters than dimensions; 'shape-mismatch'. */
export function inputAxesOf(
  path: string,
  value: GraphValue,
  settings: BareOnnxSettings,
): AxisSpec[] {
  const letters = settings.inputAxes
  requireRank(path, value, letters)
  return axisNames04(letters).map((id, position): AxisSpec => {
    const type = typeOf(id)
    const base = { id, type, scale: 1, unit: null, halo: 0, channelNames: [] }
    const size = value.shape[position] ?? null
    const block = blockAlong(id, settings)
    if (size !== null && block !== undefined && block !== size) {
      throw new TouchstoneError(
        'shape-mismatch',
        `The settings of ${basename(path)} ask for blocks of ${block} pixels along ${id}, but the network takes ${size}. Leave the setting out.`,
      )
    }
    return { ...base, size: size === null ? openSize(id, type, settings) : fixed(size) }
  })
}

/** `inputAxes` are those of the described input called `input`. */
export function outputAxesFor(
  path: string,
  value: GraphValue,
  inputAxes: readonly AxisSpec[],
  settings: BareOnnxSettings,
): AxisSpec[] {
  const letters = settings.outputAxes ?? settings.inputAxes
  requireRank(path, value, letters)
  return axisNames04(letters).map((id, position): AxisSpec => {
    const type = typeOf(id)
    const size = value.shape[position] ?? null
    const base = { id, type, scale: 1, unit: null, halo: 0, channelNames: [] }
    if (type === 'channel') return channelAxis(path, { ...base, size: anyOr(size) }, settings)
    const source = inputAxes.find((axis) => axis.id === id)
    if (type !== 'space' || !source) return { ...base, size: anyOr(size) }
    const { factor, offset } = relation(id, source.size, size, settings)
    const halo = id === 'z' ? (settings.haloZ ?? settings.haloPx) : settings.haloPx
    return {
      ...base,
      halo: Math.ceil(halo * factor),
      size: { kind: 'reference', tensor: 'input', axis: id, factor, offset },
    }
  })
}

function openSize(id: string, type: AxisSpec['type'], settings: BareOnnxSettings): AxisSize {
  if (type === 'batch') return { kind: 'any' }
  if (type === 'channel') return fixed(settings.inputChannels)
  const block = blockAlong(id, settings)
  if (block !== undefined) return fixed(block)
  const step = id === 'z' ? (settings.zMultiple ?? settings.sizeMultiple) : settings.sizeMultiple
  return { kind: 'parametrised', min: step, step }
}

function blockAlong(id: string, { blockPx, blockZ }: BareOnnxSettings): number | undefined {
  if (id === 'z') return blockZ
  return id === 'y' || id === 'x' ? blockPx : undefined
}

/**
 * What the settings state counts. Else two sizes of the graph are a whole ratio, or the network leaves out
 * the same margin on both sides (valid convolutions).
 */
function relation(
  id: string,
  input: AxisSize,
  size: number | null,
  settings: BareOnnxSettings,
): { factor: number; offset: number } {
  const { outputScale, outputScaleZ, outputOffsetPx } = settings
  const stated = id === 'z' ? (outputScaleZ ?? outputScale) : outputScale
  const known = size !== null && input.kind === 'fixed' ? { input: input.value, size } : null
  if (known === null) return { factor: stated ?? 1, offset: outputOffsetPx ?? 0 }
  if (stated !== undefined) {
    const offset = known.size - Math.floor(known.input * stated + 1e-9)
    return { factor: stated, offset: outputOffsetPx ?? offset }
  }
  if (outputOffsetPx !== undefined)
    return { factor: (known.size - outputOffsetPx) / known.input, offset: outputOffsetPx }
  const isRatio = known.size % known.input === 0 || known.input % known.size === 0
  return isRatio
    ? { factor: known.size / known.input, offset: 0 }
    : { factor: 1, offset: known.size - known.input }
}

function channelAxis(path: string, axis: AxisSpec, { outputChannels }: BareOnnxSettings): AxisSpec {
  const count = axis.size.kind === 'fixed' ? axis.size.value : outputChannels.length
  if (outputChannels.length === 0) return axis
  if (outputChannels.length === count)
    return { ...axis, size: fixed(count), channelNames: outputChannels }
  throw new TouchstoneError(
    'shape-mismatch',
    `The settings of ${basename(path)} name ${outputChannels.length} output channels (${outputChannels.join(', ')}), but the network gives ${count}.`,
  )
}

function requireRank(path: string, value: GraphValue, letters: string): void {
  // an empty shape is what the runtime reports where the graph states none
  if (value.shape.length === letters.length || value.shape.length === 0) return
  throw new TouchstoneError(
    'axes-mismatch',
    `${value.name} of ${basename(path)} has ${value.shape.length} dimensions, but the settings give it the axes "${letters}".`,
  )
}

function typeOf(id: string): AxisSpec['type'] {
  return id === 'batch' || id === 'channel' || id === 'time' || id === 'index' ? id : 'space'
}

function fixed(value: number): AxisSize {
  return { kind: 'fixed', value }
}

function anyOr(size: number | null): AxisSize {
  return size === null ? { kind: 'any' } : fixed(size)
}
