/** Writes a computed prediction into the case's folder: `prediction.ome.tif`, with its hash. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { OutputFile } from '../engine-port.ts'
import { writeLabelImage } from '../images/write-label-image.ts'
import { writeRealImage } from '../images/write-real-image.ts'
import type { Computed } from './prediction-work.ts'

/** Throws `folder-read-only` and `disk-full`. */
export async function writePrediction(outputDir: string, computed: Computed): Promise<OutputFile> {
  await mkdir(outputDir, { recursive: true })
  const path = join(outputDir, 'prediction.ome.tif')
  const { pixels, pixelSizeUm } = computed
  const written =
    pixels.kind === 'labels'
      ? await writeLabelImage(path, pixels.labels, { pixelSizeUm })
      : await writeRealImage(path, pixels.image, { pixelSizeUm })
  return { role: 'prediction', path, sha256: written.sha256 }
}
