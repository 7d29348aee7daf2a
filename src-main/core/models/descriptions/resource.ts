/** Fields that every kind of bioimage.io description shares, read leniently: most only inform. */
import { z } from 'zod'
import { aboutFields, aboutOf, personSchema } from './about.ts'

const textOrNumber = z.union([z.string(), z.number()]).transform(String)
const namedSchema = personSchema.extend({ name: z.string().min(1) })

export const resourceSchema = z.looseObject({
  type: z.string().nullish(),
  format_version: textOrNumber,
  name: z.string().min(1),
  description: z.string().nullish(),
  ...aboutFields,
  authors: z.array(namedSchema).nullish(),
  license: z.union([z.string(), z.array(z.string())]).nullish(),
  documentation: z.union([z.string(), z.looseObject({ source: z.string() })]).nullish(),
  tags: z.array(z.string()).nullish(),
  version: textOrNumber.nullish(),
  id: z.string().nullish(),
})

/** What a model adds, apart from tensors and weights. */
export const modelResourceSchema = resourceSchema.extend({
  authors: z.array(namedSchema).min(1),
  run_mode: z.looseObject({ name: z.string() }).nullish(),
  training_data: z.unknown().optional(),
  config: z.unknown().optional(),
})
/** Format 0.5 recommends authors, 0.4 demands them. */
export const modelResourceSchema05 = modelResourceSchema.extend({
  authors: resourceSchema.shape.authors,
})
export type ModelResource = z.infer<typeof modelResourceSchema>

/** The shared part of a model description. */
export function resourceFields(resource: z.infer<typeof modelResourceSchema05>) {
  const { license, documentation } = resource
  return {
    formatVersion: resource.format_version,
    name: resource.name,
    summary: resource.description ?? '',
    version: resource.version ?? null,
    id: resource.id ?? null,
    authors: (resource.authors ?? []).map((author) => author.name),
    about: aboutOf(resource),
    licence: Array.isArray(license) ? license.join(' OR ') : (license ?? null),
    documentation:
      typeof documentation === 'string' ? documentation : (documentation?.source ?? null),
    tags: resource.tags ?? [],
    runMode: resource.run_mode?.name ?? null,
    trainingData: resource.training_data ?? null,
    config: resource.config ?? null,
  }
}
