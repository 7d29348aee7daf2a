/**
 * Several people annotated the same images: each of them beside the one whose labels are the truth is scored
 * as a tool would be, and not ranked. It is what people reach among themselves.
 */
import type { FrozenDataset } from '../../contract/datasets.ts'
import { toolSettingsSchema } from '../../contract/tool-file.ts'
import type { ToolDescription } from '../../contract/tools.ts'
import { digestOf } from '../canonical-json.ts'
import { counted } from '../counted.ts'

const scheme = 'annotator:'

/** Names in the order in which the cases state them. */
export function annotatorsOf({ cases }: Pick<FrozenDataset, 'cases'>): readonly string[] {
  return [...new Set(cases.flatMap(({ annotators = {} }) => Object.keys(annotators)))]
}

export function annotatorReference(name: string): string {
  return `${scheme}${name}`
}

/** Null for the reference of a tool. */
export function annotatorIn(reference: string): string | null {
  return reference.startsWith(scheme) ? reference.slice(scheme.length) : null
}

/** The cases of a run: all of a tool, and of an annotator those that the person did. */
export function casesOfReference(
  { cases }: Pick<FrozenDataset, 'cases'>,
  reference: string,
): FrozenDataset['cases'] {
  const name = annotatorIn(reference)
  return name === null ? cases : cases.filter(({ annotators }) => annotators?.[name] !== undefined)
}

/** One annotator as what the record knows of a tool; the digest is of the files. */
export function describeAnnotator(dataset: FrozenDataset, name: string): ToolDescription {
  const files = dataset.cases.flatMap(({ id, annotators }) => {
    const file = annotators?.[name]
    return file === undefined ? [] : [{ case: id, sha256: file.sha256 }]
  })
  return {
    reference: annotatorReference(name),
    kind: 'predictions',
    name: `Annotator ${name}`,
    version: '1',
    digest: digestOf({ annotator: name, files }),
    tasks: [dataset.task],
    settings: toolSettingsSchema.parse({}),
    licence: null,
    authors: [name],
    summary: `What ${name} annotated in ${counted(files.length, 'image')}, against the truth: how far people agree.`,
    warnings:
      files.length < dataset.cases.length
        ? [`${name} annotated ${files.length} of ${dataset.cases.length} images.`]
        : [],
    cannotRun: null,
  }
}
