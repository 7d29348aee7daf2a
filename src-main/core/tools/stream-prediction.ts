/** Predictions that need not be in memory as a whole: restored images, and masks whose pixels stand alone. */
import { mkdir } from 'node:fs/promises'
import type { Decoding } from '../../contract/tool-file.ts'
import { counted } from '../counted.ts'
import { TouchstoneError } from '../errors.ts'
import { streamLabelImage } from '../images/stream-label-image.ts'
import { streamRealImage } from '../images/stream-real-image.ts'
import type { ImageInfo } from '../images/types.ts'
import type { TensorReader } from '../inference/tensor-reader.ts'
import { decodeMask } from '../instances/decode.ts'
import type { ModelSignature } from './model-io.ts'
import { type Computed, type PredictionWork, secondsSince } from './prediction-work.ts'
import type { Part } from './run-parts.ts'
import { outputPixelSize, outputSize, readRows, writeOutput } from './write-output.ts'
import { predictionPath } from './write-prediction.ts'

export type Predicted = Pick<Computed, 'pixels' | 'pixelSizeUm' | 'seconds' | 'notes'>

/** A restored image goes to its file plane by plane. */
export async function writeRestored(
  parts: AsyncGenerator<Part>,
  signature: ModelSignature,
  info: ImageInfo,
  { outputDir, options: { signal } }: PredictionWork,
): Promise<Predicted> {
  const first = await parts.next()
  const output = outputOf(first.value as Part | undefined)
  const size = outputSize(output)
  if (size.channels !== 1) {
    throw new TouchstoneError(
      'tool-invalid',
      `${signature.name} gives ${size.channels} channels; a restored image has one.`,
    )
  }
  const isVolume = signature.dimensions === 3
  const planes = isVolume ? size.depth : info.size.z
  const shape = [...(planes > 1 ? [planes] : []), size.height, size.width]
  const pixelSizeUm = outputPixelSize(info, size, isVolume)
  await mkdir(outputDir, { recursive: true })
  const stack = { shape, axes: 'zyx'.slice(-shape.length), pixelSizeUm, signal }
  let write = 0
  const file = await streamRealImage(predictionPath(outputDir), stack, async (writer) => {
    for (let part = first; !part.done; part = await parts.next()) {
      const { z, outputs } = part.value
      const begin = performance.now()
      await writeOutput(outputOf({ outputs }), writer, (place) => (isVolume ? place.z : z))
      write += secondsSince(begin)
    }
  })
  return { pixels: { kind: 'file', file }, pixelSizeUm, seconds: { write }, notes: [] }
}

/** A mask whose pixels depend on nothing but themselves goes to its file piece by piece. */
export async function writeMasks(
  parts: AsyncGenerator<Part>,
  decoding: Decoding,
  channel: number,
  { info, isVolume }: { readonly info: ImageInfo; readonly isVolume: boolean },
  { outputDir, options: { signal } }: PredictionWork,
): Promise<Predicted> {
  const first = await parts.next()
  const size = outputSize(outputOf(first.value as Part | undefined))
  requireChannel(channel, size.channels)
  const planes = isVolume ? size.depth : info.size.z
  const shape = [...(planes > 1 ? [planes] : []), size.height, size.width]
  const pixelSizeUm = outputPixelSize(info, size, isVolume)
  await mkdir(outputDir, { recursive: true })
  const stack = { shape, largestLabel: 1, pixelSizeUm, signal }
  let decode = 0
  const file = await streamLabelImage(predictionPath(outputDir), stack, async (writer) => {
    for (let part = first; !part.done; part = await parts.next()) {
      const { z, outputs } = part.value
      const begin = performance.now()
      for (let depth = 0; depth < size.depth; depth++) {
        for (let y = 0; y < size.height; y += writer.tile.height) {
          const height = Math.min(writer.tile.height, size.height - y)
          const rows = { y, x: 0, height, width: size.width }
          const data = await readRows(outputOf({ outputs }), channel, depth, rows)
          const channels = Array.from({ length: channel + 1 }, () => ({
            shape: [height, size.width],
            data,
          }))
          const mask = decodeMask({ channels }, decoding)
          await writer.writeRegion(isVolume ? depth : z, rows, Uint32Array.from(mask.data))
        }
      }
      decode += secondsSince(begin)
    }
  })
  return { pixels: { kind: 'file', file }, pixelSizeUm, seconds: { decode }, notes: [] }
}

/** The one channel that a mask is made of, pixel by pixel; null where the whole output decides. */
export function maskChannel(decoding: Decoding): number | null {
  switch (decoding.method) {
    case 'none':
      return 0
    case 'foreground-boundary':
      return decoding.foregroundChannel
    case 'threshold-components':
    case 'threshold-watershed':
      return decoding.threshold === 'automatic' ? null : decoding.channel
    default:
      return null
  }
}

function requireChannel(channel: number, channels: number): void {
  if (channel < channels) return
  throw new TouchstoneError(
    'tool-invalid',
    `The decoding asks for output channel ${channel}, but the tool's output has ${counted(channels, 'channel')}, counted from 0. Set the channel of the decoding.`,
  )
}

/** The first output; it is the prediction. */
export function outputOf(part: Pick<Part, 'outputs'> | undefined): TensorReader {
  const [output] = part?.outputs ?? []
  if (output) return output
  throw new TouchstoneError('model-invalid', 'The model gave no output.')
}
