/** Writes a computed prediction into the case's folder: `prediction.ome.tif`, points and classes as `prediction.csv`, with its hash. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { OutputFile } from '../engine-port.ts'
import { writeLabelImage } from '../images/write-label-image.ts'
import { writeRealImage } from '../images/write-real-image.ts'
import type { WrittenFile } from '../images/write-tiff-file.ts'
import { writePoints, writePredictionTable } from './found-points.ts'
import type { Computed } from './prediction-work.ts'

/** Throws `folder-read-only` and `disk-full`. */
export async function writePrediction(outputDir: string, computed: Computed): Promise<OutputFile> {
  if (computed.pixels.kind === 'points') return writePoints(outputDir, computed.pixels.points)
  if (computed.pixels.kind === 'classes')
    return writePredictionTable(outputDir, computed.pixels.table)
  await mkdir(outputDir, { recursive: true })
  const path = predictionPath(outputDir)
  const { sha256 } = await written(path, computed.pixels, computed.pixelSizeUm)
  return { role: 'prediction', path, sha256 }
}

export function predictionPath(outputDir: string): string {
  return join(outputDir, 'prediction.ome.tif')
}

function written(
  path: string,
  pixels: Exclude<Computed['pixels'], { kind: 'points' | 'classes' }>,
  pixelSizeUm: Computed['pixelSizeUm'],
): Promise<WrittenFile> {
  switch (pixels.kind) {
    case 'file':
      return Promise.resolve(pixels.file)
    case 'labels':
      return writeLabelImage(path, pixels.labels, { pixelSizeUm })
    case 'image':
      return writeRealImage(path, pixels.image, { pixelSizeUm })
  }
}
