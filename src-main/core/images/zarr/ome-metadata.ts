/**
 * What OME-Zarr (NGFF 0.1 to 0.5) writes among the attributes of groups, validated. Entries that only
 * matter to other programs are passed over.
 */
import { z } from 'zod'
import { readDocument } from './json-document.ts'
import { omeAttributes, type ZarrNode } from './node.ts'

const transformationSchema = z.looseObject({
  type: z.string().optional(),
  scale: z.array(z.number()).optional().catch(undefined),
})
const transformationsSchema = z.array(transformationSchema).optional().catch(undefined)
const axisSchema = z.union([
  z.string(),
  z.looseObject({
    name: z.string(),
    type: z.string().optional().catch(undefined),
    unit: z.string().optional().catch(undefined),
  }),
])

const multiscaleSchema = z.looseObject({
  name: z.string().optional().catch(undefined),
  version: z.string().optional().catch(undefined),
  axes: z.array(axisSchema).optional(),
  datasets: z
    .array(z.looseObject({ path: z.string(), coordinateTransformations: transformationsSchema }))
    .min(1)
    .max(64),
  coordinateTransformations: transformationsSchema,
})
export type Multiscale = z.infer<typeof multiscaleSchema>

const channelSchema = z.looseObject({
  label: z.string().optional().catch(undefined),
  color: z.string().optional().catch(undefined),
  window: z
    .looseObject({ start: z.number().optional(), end: z.number().optional() })
    .optional()
    .catch(undefined),
})
const omeroSchema = z.looseObject({ channels: z.array(channelSchema).optional().catch(undefined) })
export type OmeroChannel = z.infer<typeof channelSchema>

const namedSchema = z.looseObject({ name: z.coerce.string() })
const plateSchema = z.looseObject({
  name: z.string().optional().catch(undefined),
  rows: z.array(namedSchema).optional().catch(undefined),
  columns: z.array(namedSchema).optional().catch(undefined),
  wells: z
    .array(
      z.looseObject({
        path: z.string(),
        rowIndex: z.number().int().nonnegative().optional().catch(undefined),
        columnIndex: z.number().int().nonnegative().optional().catch(undefined),
      }),
    )
    .max(100_000),
  field_count: z.number().int().optional().catch(undefined),
})
export type Plate = z.infer<typeof plateSchema>

const wellSchema = z.looseObject({
  images: z.array(z.looseObject({ path: z.string() })).max(100_000),
})

const namesSchema = z.array(z.string()).max(10_000)

/** TouchstoneError 'format-corrupt' for `multiscales` that cannot be followed; empty where there are none. */
export function readMultiscales(node: ZarrNode): readonly Multiscale[] {
  return read(node, 'multiscales', z.array(multiscaleSchema).max(1000)) ?? []
}

export function readPlate(node: ZarrNode): Plate | undefined {
  return read(node, 'plate', plateSchema)
}

/** Paths of a well's fields. */
export function readWell(node: ZarrNode): readonly string[] | undefined {
  return read(node, 'well', wellSchema)?.images.map(({ path }) => path)
}

/** Names of the label images that a `labels` group has. */
export function readLabelNames(node: ZarrNode): readonly string[] | undefined {
  return read(node, 'labels', namesSchema)
}

/** Paths of the images of a file that bioformats2raw converted. */
export function readSeriesPaths(node: ZarrNode): readonly string[] | undefined {
  return read(node, 'series', namesSchema)
}

export function isBioformats2raw(node: ZarrNode): boolean {
  return omeAttributes(node)['bioformats2raw.layout'] !== undefined
}

export function isLabelImage(node: ZarrNode): boolean {
  return omeAttributes(node)['image-label'] !== undefined
}

/** Channels with what of them could be read: they are for looking at, not for measuring. */
export function readOmeroChannels(node: ZarrNode): readonly OmeroChannel[] {
  const { omero } = omeAttributes(node)
  return omeroSchema.safeParse(omero).data?.channels ?? []
}

export function omeVersion(node: ZarrNode, multiscale: Multiscale): string | undefined {
  const { version } = omeAttributes(node)
  return multiscale.version ?? (typeof version === 'string' ? version : undefined)
}

function read<S extends z.ZodType>(
  node: ZarrNode,
  entry: string,
  schema: S,
): z.infer<S> | undefined {
  const value = omeAttributes(node)[entry]
  if (value === undefined || value === null) return undefined
  const path = `the attributes of ${node.key === '' ? 'the store' : node.key}`
  return readDocument({ path, value: { [entry]: value } }, z.looseObject({ [entry]: schema }))[
    entry
  ] as z.infer<S>
}
