/** Points that a tool found, and the table they are written to. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OutputFile } from '../engine-port.ts'
import { TouchstoneError } from '../errors.ts'
import { digestOfFile } from '../images/file-digest.ts'
import type { LabelImage } from '../images/types.ts'
import type { Spot } from '../instances/find-spots.ts'
import { objectGeometry } from '../metrics/object-geometry.ts'

export interface FoundPoints {
  /** 2: y, x. 3: z, y, x. */
  readonly dimensions: number
  /** In array order, px unless `unit` says otherwise; whole numbers are centres of pixels. */
  readonly coordinates: Float64Array
  /** One per point; null where the tool gives none. */
  readonly scores: Float64Array | null
  readonly unit?: 'px' | 'um' | null
}

export function pointsOfSpots(spots: readonly Spot[], dimensions: number): FoundPoints {
  return {
    dimensions,
    coordinates: Float64Array.from(spots.flatMap(({ point }) => point)),
    scores: Float64Array.from(spots, ({ score }) => score),
  }
}

/** The centroid of every object; objects have no scores. */
export function pointsOfLabels(labels: LabelImage): FoundPoints {
  const dimensions = labels.shape.length
  const coordinates = Float64Array.from(
    objectGeometry(labels).flatMap(({ centroid: { x, y, z } }) => [z, y, x].slice(-dimensions)),
  )
  return { dimensions, coordinates, scores: null }
}

/** `prediction.csv`: one row per point. Throws `folder-read-only` and `disk-full`. */
export async function writePoints(outputDir: string, points: FoundPoints): Promise<OutputFile> {
  return writePredictionTable(outputDir, tableText(points))
}

/** Any table as the prediction of a case. */
export async function writePredictionTable(outputDir: string, text: string): Promise<OutputFile> {
  const path = join(outputDir, 'prediction.csv')
  try {
    await mkdir(outputDir, { recursive: true })
    await writeFile(path, text)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error'
    throw new TouchstoneError(
      reason === 'ENOSPC' ? 'disk-full' : 'folder-read-only',
      `${path} cannot be written (${reason}).`,
      { path },
    )
  }
  return { role: 'prediction', path, sha256: await digestOfFile(path) }
}

function tableText({ dimensions, coordinates, scores, unit }: FoundPoints): string {
  const ending = unit === 'um' || unit === 'px' ? `_${unit}` : ''
  const names = ['z', 'y', 'x'].slice(-dimensions).map((name) => name + ending)
  const lines = [[...names, ...(scores ? ['score'] : [])].join(',')]
  for (let point = 0; point < coordinates.length / dimensions; point++) {
    const place = coordinates.subarray(point * dimensions, (point + 1) * dimensions)
    lines.push([...place, ...(scores ? [scores[point]!] : [])].join(','))
  }
  return `${lines.join('\n')}\n`
}
