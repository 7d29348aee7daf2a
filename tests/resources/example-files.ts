/** Reads the shipped examples for the tests beside it, without the readers those examples try out. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { fromArrayBuffer } from 'geotiff'
import * as onnx from 'onnxruntime-node'
import { parse } from 'yaml'
import { z } from 'zod'
import { datasetFileSchema, type DatasetFile } from '../../src-main/contract/dataset-file.ts'

export const examplesDir = fileURLToPath(new URL('../../resources/examples', import.meta.url))

export interface Pixels {
  readonly height: number
  readonly width: number
  readonly bits: number
  readonly data: ArrayLike<number>
  readonly description: string
  readonly pixelsPerUm: number
}

export async function readTiff(path: string): Promise<Pixels> {
  const bytes = readFileSync(path)
  const tiff = await fromArrayBuffer(new Uint8Array(bytes).buffer)
  const page = await tiff.getImage()
  const data = await page.readRasters({ interleave: true })
  const directory = page.fileDirectory
  const resolution: unknown = await directory.loadValue('XResolution')
  return {
    height: page.getHeight(),
    width: page.getWidth(),
    bits: page.getBitsPerSample(),
    data,
    description: String(await directory.loadValue('ImageDescription')),
    pixelsPerUm: ratio(resolution),
  }
}

/** A TIFF rational: numerator and denominator. */
function ratio(value: unknown): number {
  const [numerator, denominator] = z
    .tuple([z.number(), z.number()])
    .parse(Array.from(value as Iterable<number>))
  return numerator / denominator
}

export function readDataset(folder: string): DatasetFile {
  return datasetFileSchema.parse(parse(readFileSync(`${folder}/dataset.yaml`, 'utf8')))
}

/** Float32 values of a little-endian, C-ordered .npy file of version 1. */
export function readFloat32Npy(path: string): { shape: number[]; data: Float32Array } {
  const bytes = readFileSync(path)
  const headerEnd = 10 + bytes.readUInt16LE(8)
  const header = bytes.toString('latin1', 10, headerEnd)
  if (!header.includes("'<f4'")) throw new Error(`${path} is not float32: ${header}`)
  const shape = /\(([\d, ]+)\)/.exec(header)![1]!.split(',').map(Number)
  return { shape, data: new Float32Array(new Uint8Array(bytes.subarray(headerEnd)).buffer) }
}

export function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

/** Runs a network with one input and one output on an image (height x width), as is. */
export async function runNetwork(
  path: string,
  data: Float32Array,
  height: number,
  width: number,
): Promise<Float32Array> {
  const session = await onnx.InferenceSession.create(path, { intraOpNumThreads: 1 })
  try {
    const image = new onnx.Tensor('float32', data, [1, 1, height, width])
    const outputs = await session.run({ [session.inputNames[0]!]: image })
    return outputs[session.outputNames[0]!]!.data as Float32Array
  } finally {
    await session.release()
  }
}

/** 1st to 99.8th percentile (linear interpolation) to 0 and 1, not clipped. */
export function normalise(counts: ArrayLike<number>): Float32Array {
  const sorted = Float64Array.from(counts).sort()
  const percentile = (percent: number): number => {
    const at = ((sorted.length - 1) * percent) / 100
    const below = Math.floor(at)
    const above = Math.min(below + 1, sorted.length - 1)
    return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!)
  }
  const low = percentile(1)
  const width = percentile(99.8) - low + 1e-6
  return Float32Array.from(counts, (value) => (value - low) / width)
}

export function scaleCounts(counts: ArrayLike<number>): Float32Array {
  return Float32Array.from(counts, (value) => (value - 50) / 400)
}
