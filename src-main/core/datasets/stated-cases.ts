/** The cases that a dataset.yaml lists: ids given or from the image's name, files looked up. */
import { join } from 'node:path'
import type { DatasetFileCase } from '../../contract/dataset-file.ts'
import type { JudgedRegion, PairedCase } from '../../contract/datasets.ts'
import type { Task } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import { parseImageReference } from '../images/image-reference.ts'
import { splitInnerPath } from '../images/inner-path.ts'
import { findMembers, isSequencePath } from '../images/sequence/find-members.ts'
import { recogniseZarr } from '../images/zarr/open-zarr.ts'
import { caseIdsOf } from './case-ids.ts'
import { stemOf } from './file-stem.ts'
import type { Unpaired } from './pair-files.ts'

interface StatedWith {
  readonly task: Task
  /** The dataset.yaml. */
  readonly file: string
  /** The annotator whose files are the truth where a case states no other; null where none is. */
  readonly truthOf?: string | null
  /** A person asks for that annotator: in every case, whatever truth it states. */
  readonly isAsked?: boolean
}

/** Cases with a missing file are reported, not kept. Throws `dataset-invalid` for an id given twice. */
export async function statedCases(
  folder: string,
  listed: readonly DatasetFileCase[],
  { task, file, truthOf = null, isAsked = false }: StatedWith,
): Promise<{ cases: PairedCase[]; unpaired: Unpaired[] }> {
  const ids = idsOf(folder, listed)
  const cases: PairedCase[] = []
  const unpaired: Unpaired[] = []
  for (const [index, item] of listed.entries()) {
    const image = join(folder, item.image)
    const stated = truthOfCase(item, truthOf, isAsked)
    if (isAsked && stated === undefined) {
      unpaired.push({ path: image, side: 'image', reason: `${truthOf ?? ''} did not annotate it` })
      continue
    }
    requireOwnTruth(file, { ...item, truth: stated }, index, task)
    const region = regionOf(folder, file, item, index, task)
    const truth = stated === undefined ? file : join(folder, stated)
    const annotators = otherAnnotators(folder, item, stated)
    const missing = (await isThere(image)) ? ((await isThere(truth)) ? null : truth) : image
    const gone = await firstMissing(annotators)
    if (
      missing === null &&
      item.objectClasses !== undefined &&
      !(await isThere(join(folder, item.objectClasses)))
    ) {
      const reason = `dataset.yaml names ${item.objectClasses} as the classes of its objects, which is not there`
      unpaired.push({ path: image, side: 'image', reason })
      continue
    }
    if (missing === null && gone !== null) {
      const reason = `dataset.yaml names ${gone.path} as annotated by ${gone.name}, which is not there`
      unpaired.push({ path: image, side: 'image', reason })
      continue
    }
    if (missing === null && region !== null && !(await isThere(region.path))) {
      const reason = `dataset.yaml names ${region.path} as its ${region.kind} pixels, which is not there`
      unpaired.push({ path: image, side: 'image', reason })
      continue
    }
    if (missing !== null) {
      const side = missing === image ? 'truth' : 'image'
      const path = missing === image ? truth : image
      unpaired.push({
        path,
        side,
        reason: `dataset.yaml pairs it with ${missing}, which is not there`,
      })
      continue
    }
    const { sample = null, role, factors } = item
    const trueClass = item.class === undefined ? {} : { trueClass: item.class }
    const id = ids[index] ?? stemOf(image)
    cases.push({
      ...{ id, image, truth, ...trueClass, sample, role, factors },
      ...(item.objectClasses === undefined
        ? {}
        : { objectClasses: join(folder, item.objectClasses) }),
      ...(region === null ? {} : { region }),
      ...(Object.keys(annotators).length === 0 ? {} : { annotators }),
    })
  }
  return { cases, unpaired }
}

/** Relative, as it is stated. */
function truthOfCase(
  { truth, annotators }: DatasetFileCase,
  truthOf: string | null,
  isAsked: boolean,
): string | undefined {
  const own = truthOf === null ? undefined : annotators?.[truthOf]
  return isAsked ? own : (truth ?? own)
}

/** Those whose file is not the truth itself, absolute. */
function otherAnnotators(
  folder: string,
  { annotators = {} }: DatasetFileCase,
  truth: string | undefined,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(annotators)
      .filter(([, path]) => path !== truth)
      .map(([name, path]) => [name, join(folder, path)]),
  )
}

async function firstMissing(
  annotators: Readonly<Record<string, string>>,
): Promise<{ readonly name: string; readonly path: string } | null> {
  for (const [name, path] of Object.entries(annotators))
    if (!(await isThere(path))) return { name, path }
  return null
}

/** Throws `dataset-invalid` for both at once, and for a task whose scores cannot leave pixels out. */
function regionOf(
  folder: string,
  file: string,
  { annotated, ignored, image }: DatasetFileCase,
  index: number,
  task: Task,
): JudgedRegion | null {
  if (annotated === undefined && ignored === undefined) return null
  const place = `${file}: cases.${index} (${image})`
  if (annotated !== undefined && ignored !== undefined)
    throw new TouchstoneError(
      'dataset-invalid',
      `${place} has annotated ${annotated} and ignored ${ignored}; state one of them.`,
    )
  if (task === 'restoration' || task === 'classification')
    throw new TouchstoneError(
      'dataset-invalid',
      `${place} states a part of the image (${annotated ?? ignored ?? ''}), and scores of the task ${task} are of whole images; cut the images instead.`,
    )
  return annotated === undefined
    ? { kind: 'ignored', path: join(folder, ignored ?? '') }
    : { kind: 'annotated', path: join(folder, annotated) }
}

/** A class for `classification`, a file for every other task. */
function requireOwnTruth(file: string, item: DatasetFileCase, index: number, task: Task): void {
  const [needed, other] =
    task === 'classification' ? (['class', 'truth'] as const) : (['truth', 'class'] as const)
  if (item[needed] !== undefined && item[other] === undefined) return
  throw new TouchstoneError(
    'dataset-invalid',
    `${file}: cases.${index} (${item.image}) needs ${needed} for the task ${task}${item[other] === undefined ? '' : `, and has ${other} ${item[other]}`}.`,
  )
}

function idsOf(folder: string, stated: readonly DatasetFileCase[]): string[] {
  const seen = new Map<string, number>()
  for (const [index, { id }] of stated.entries()) {
    if (id === undefined) continue
    const earlier = seen.get(id.toLowerCase())
    if (earlier !== undefined) {
      throw new TouchstoneError(
        'dataset-invalid',
        `${join(folder, 'dataset.yaml')}: cases.${earlier}.id and cases.${index}.id are both ${id}; ids must differ in more than case.`,
      )
    }
    seen.set(id.toLowerCase(), index)
  }
  // Ids that were given come first, so that a derived one gives way.
  const order = [...stated.keys()].sort(
    (a, b) => Number(stated[a]?.id === undefined) - Number(stated[b]?.id === undefined) || a - b,
  )
  const ids: string[] = []
  caseIdsOf(order.map((at) => stated[at]?.id ?? stemOf(stated[at]?.image ?? ''))).forEach(
    (id, place) => (ids[order[place] ?? place] = id),
  )
  return ids
}

/** Whether there is something to open; a place inside a file is for its reader to find. */
async function isThere(reference: string): Promise<boolean> {
  const { path } = parseImageReference(reference)
  const found = await splitInnerPath(path)
  if (found !== undefined && !found.isFolder) return true
  if (await recogniseZarr(path).catch(() => true)) return true
  if (found?.inner === '' || !isSequencePath(path)) return false
  return findMembers(path).then(
    () => true,
    () => false,
  )
}
