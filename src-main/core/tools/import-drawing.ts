/**
 * Objects that another program drew, as outlines or in its own file, made into a label image (for the task
 * `semantic` into a mask). The given file is kept beside it, byte for byte.
 */
import { cp, mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { PredictOutput } from '../engine-port.ts'
import { counted } from '../counted.ts'
import { digestOfFile } from '../images/file-digest.ts'
import { openImage } from '../images/open-image.ts'
import { readDrawing } from '../imports/read-drawing.ts'
import { type PredictionWork, requireOneTime, secondsSince } from './prediction-work.ts'
import { writePrediction } from './write-prediction.ts'

/** Throws what reading the drawing throws, and `axes-mismatch` for time series. */
export async function importDrawing(source: string, work: PredictionWork): Promise<PredictOutput> {
  const start = performance.now()
  const image = await openImage(work.image)
  await image.close()
  const { size, pixelSizeUm } = image.info
  requireOneTime(work.image, image.info)
  const frame = { height: size.height, width: size.width, depth: size.z }
  const drawing = await readDrawing(source, frame, work.image)
  const { shape, data, objects, format, notes } = drawing
  const labels = work.task === 'semantic' ? data.map((label) => Math.min(label, 1)) : data
  const read = secondsSince(start)
  await mkdir(work.outputDir, { recursive: true })
  const prediction = await writePrediction(work.outputDir, {
    pixels: { kind: 'labels', labels: { shape, data: labels } },
    ...{ pixelSizeUm, provider: null, tiles: 0, seconds: {}, notes: [] },
  })
  const path = join(work.outputDir, `source-${basename(source)}`)
  await cp(source, path)
  const sha256 = await digestOfFile(path)
  return {
    outputs: [prediction, { role: 'source', path, sha256 }],
    provider: null,
    tiles: 0,
    profile: format,
    seconds: { read, write: secondsSince(start) - read, total: secondsSince(start) },
    notes: [
      `Drawn from ${source} (${format}, ${sha256}): ${counted(objects, 'object')}, by the centres of pixels.`,
      ...notes,
    ],
  }
}
