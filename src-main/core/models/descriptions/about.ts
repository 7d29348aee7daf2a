/** Who made a package, from what, and what to cite: fields that inform and decide no number. */
import { z } from 'zod'
import type { ModelAbout, Person } from '../description.ts'
import { fileSchema } from './file.ts'
import { addError, type Problems } from './problems.ts'

const text = z.string().nullish()
const textOrNumber = z.union([z.string(), z.number()]).transform(String)

export const personSchema = z.looseObject({
  name: text,
  affiliation: text,
  email: text,
  github_user: text,
  orcid: text,
})
const citationSchema = z.looseObject({ text: z.string(), doi: text, url: text })
const parentSchema = z.looseObject({
  id: text,
  version: textOrNumber.nullish(),
  version_number: textOrNumber.nullish(),
  uri: text,
  url: text,
})

/** The schemas of these fields, by their names in the description. */
export const aboutFields = {
  authors: z.array(personSchema).nullish(),
  maintainers: z.array(personSchema).nullish(),
  packaged_by: z.array(personSchema).nullish(),
  uploader: personSchema.nullish(),
  cite: z.array(citationSchema).nullish(),
  covers: z.array(fileSchema).nullish(),
  /** Until 0.4 `{files: [...]}` with further keys. */
  attachments: z
    .union([
      z.array(fileSchema),
      z.looseObject({ files: z.array(fileSchema).nullish() }).transform(({ files }) => files ?? []),
    ])
    .nullish(),
  git_repo: text,
  parent: parentSchema.nullish(),
  timestamp: z
    .string()
    .refine((value) => !Number.isNaN(Date.parse(value)), 'must be a date as in ISO 8601')
    .nullish(),
  version_comment: text,
  links: z.array(z.string()).nullish(),
  icon: text,
  id_emoji: text,
}
type AboutFields = z.infer<z.ZodObject<typeof aboutFields>>

export const nothingSaid: ModelAbout = {
  authors: [],
  maintainers: [],
  packagedBy: [],
  uploader: null,
  cite: [],
  covers: [],
  attachments: [],
  gitRepo: null,
  parent: null,
  timestamp: null,
  versionComment: null,
  links: [],
  icon: null,
}

export function aboutOf(fields: AboutFields): ModelAbout {
  const { parent } = fields
  return {
    authors: (fields.authors ?? []).map(personOf),
    maintainers: (fields.maintainers ?? []).map(personOf),
    packagedBy: (fields.packaged_by ?? []).map(personOf),
    uploader: fields.uploader ? personOf(fields.uploader) : null,
    cite: (fields.cite ?? []).map(({ text: words, doi, url }) => ({
      text: words,
      doi: doi ?? null,
      url: url ?? null,
    })),
    covers: fields.covers ?? [],
    attachments: fields.attachments ?? [],
    gitRepo: fields.git_repo ?? null,
    parent: parent
      ? {
          id: parent.id ?? null,
          version: parent.version ?? parent.version_number ?? null,
          url: parent.url ?? parent.uri ?? null,
        }
      : null,
    timestamp: fields.timestamp ?? null,
    versionComment: fields.version_comment ?? null,
    links: fields.links ?? [],
    icon: fields.icon ?? fields.id_emoji ?? null,
  }
}

/** From 0.4 on a citation leads somewhere. */
export function checkCitations(problems: Problems, { cite }: ModelAbout): void {
  cite.forEach(({ doi, url }, index) => {
    if (doi || url) return
    addError(problems, `cite.${index}`, 'needs a doi or a url')
  })
}

function personOf(person: z.infer<typeof personSchema>): Person {
  return {
    name: person.name ?? null,
    affiliation: person.affiliation ?? null,
    email: person.email ?? null,
    githubUser: person.github_user ?? null,
    orcid: person.orcid ?? null,
  }
}
