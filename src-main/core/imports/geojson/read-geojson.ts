/**
 * Objects that QuPath exports as GeoJSON: polygons in pixels of the full image. A nucleus drawn within a cell
 * (`nucleusGeometry`) is not read; the geometry of the feature is.
 */
import { basename } from 'node:path'
import { z } from 'zod'
import { counted } from '../../counted.ts'
import { TouchstoneError } from '../../errors.ts'
import type { Outline, OutlineFile, Ring } from '../outlines.ts'
import { readJson } from '../read-json.ts'

const ringSchema = z.array(z.array(z.number()).min(2))
const polygonSchema = z.object({ type: z.literal('Polygon'), coordinates: z.array(ringSchema) })
const severalSchema = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(ringSchema)),
})
const geometrySchema = z.object({
  type: z.string(),
  plane: z.object({ z: z.number().optional(), t: z.number().optional() }).optional(),
})
const classSchema = z.union([
  z.string(),
  z.object({ name: z.string().optional(), names: z.array(z.string()).optional() }),
])
const featureSchema = z.object({
  type: z.literal('Feature'),
  geometry: z.unknown(),
  properties: z
    .object({
      objectType: z.string().optional(),
      name: z.string().optional(),
      classification: classSchema.nullish(),
    })
    .loose()
    .nullish(),
})

/** Throws `format-corrupt` naming the feature, `not-a-label-image` without any area. */
export async function readGeojson(path: string): Promise<OutlineFile> {
  return outlinesOfGeojson(path, await readJson(path))
}

/** `document` is what the file holds. */
export function outlinesOfGeojson(path: string, document: unknown): OutlineFile {
  const features = featuresOf(path, document)
  const outlines: Outline[] = []
  const others = new Map<string, number>()
  features.forEach((feature, index) => {
    const { geometry, properties } = requireShape(path, featureSchema, feature, index)
    const described = requireShape(path, geometrySchema, geometry, index)
    const rings = ringsOf(path, described.type, geometry, index)
    // a TMA core or a region that was only marked for analysis is no object
    if (rings === null) others.set(described.type, (others.get(described.type) ?? 0) + 1)
    else
      outlines.push({
        rings,
        name: properties?.name ?? '',
        className: classNameOf(properties?.classification),
        plane: planeOf(described.plane),
      })
  })
  const told = [...others].map(([type, count]) => `${counted(count, 'feature')} of type ${type}`)
  if (outlines.length === 0 && features.length > 0)
    throw new TouchstoneError(
      'not-a-label-image',
      `${path} holds ${told.join(', ')} and no polygon, so there are no objects in it.`,
      { path },
    )
  const notes = told.map((what) => `${basename(path)}: ${what} left out, which encloses no area.`)
  return { path, format: 'GeoJSON', outlines, notes }
}

/** A collection, a bare list (QuPath's older exports), or a single feature. */
function featuresOf(path: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  if (typeof value === 'object' && value !== null) {
    if ('features' in value && Array.isArray(value.features)) return value.features
    if ('geometry' in value) return [value]
  }
  throw new TouchstoneError(
    'format-corrupt',
    `${path} is JSON, but neither a FeatureCollection nor a list of features; export the objects as GeoJSON.`,
    { path },
  )
}

function ringsOf(path: string, type: string, geometry: unknown, index: number): Ring[] | null {
  if (type === 'Polygon')
    return requireShape(path, polygonSchema, geometry, index).coordinates.map(flat)
  if (type === 'MultiPolygon')
    return requireShape(path, severalSchema, geometry, index).coordinates.flat().map(flat)
  return null
}

function flat(ring: readonly (readonly number[])[]): Ring {
  return ring.flatMap(([x, y]) => [x!, y!])
}

function classNameOf(given: z.infer<typeof classSchema> | null | undefined): string | null {
  if (given === undefined || given === null) return null
  if (typeof given === 'string') return given
  return given.name ?? given.names?.join(': ') ?? null
}

/** QuPath counts planes from 0 and leaves plane 0 out of the file. */
function planeOf(plane: z.infer<typeof geometrySchema>['plane']): Outline['plane'] {
  return plane === undefined ? null : { z: plane.z ?? 0, t: plane.t ?? 0 }
}

function requireShape<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  value: unknown,
  index: number,
): z.infer<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new TouchstoneError(
    'format-corrupt',
    `${path}: feature ${index + 1} is no GeoJSON (${issue!.path.join('.') || 'the feature'}: ${issue!.message}).`,
    { path, feature: index + 1 },
  )
}
