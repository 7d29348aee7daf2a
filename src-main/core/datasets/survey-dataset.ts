/**
 * Looks at a folder and says which images pair with which ground truth, for a person to confirm.
 * A `dataset.yaml` states it; otherwise folders or suffixes do. Nothing is hashed yet.
 */
import { stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import { type DatasetFile, datasetFileSchema } from '../../contract/dataset-file.ts'
import type { DatasetOrder, DatasetSurvey, PairedCase } from '../../contract/datasets.ts'
import type { Task } from '../../contract/words.ts'
import { isTouchstoneError, TouchstoneError } from '../errors.ts'
import { caseIdsOf } from './case-ids.ts'
import { stemOf } from './file-stem.ts'
import { drawTruths } from './draw-truths.ts'
import { findClasses, type FoundClasses } from './find-classes.ts'
import { findPairs, type FoundPairing, type PairPlaces } from './find-pairs.ts'
import { findPointPairs } from './find-point-pairs.ts'
import { inferTask } from './infer-task.ts'
import type { Pairing } from './pair-files.ts'
import { readStatedFile } from './read-stated-file.ts'
import { statedCases } from './stated-cases.ts'

/** Throws `dataset-invalid`, `file-not-found` or `file-unreadable`. No pairs at all is not an error here. */
export async function surveyDataset(order: DatasetOrder): Promise<DatasetSurvey> {
  const { folder, file } = await locate(order.folder)
  const stated =
    file === null ? null : await readStatedFile(file, datasetFileSchema, 'dataset-invalid')
  if (file !== null && stated !== null) requireNoContradiction(file, stated, order)
  requireAnnotator(folder, stated, order.truthOf)
  const task = stated?.task ?? order.task ?? null
  const found = await pairsOf(folder, stated, { order, task, file: file ?? '' })
  const { pairedBy, unpaired } = found
  const cases = await drawTruths(found.cases, task ?? found.task ?? null)
  const inferred = task === null ? (found.task ?? (await inferTask(cases.map(truthOf)))) : null
  return {
    folder,
    name: stated?.name ?? basename(folder),
    description: stated?.description ?? null,
    licence: stated?.licence ?? null,
    task: task ?? inferred,
    pairedBy:
      inferred === null
        ? pairedBy
        : `${pairedBy}; task ${inferred} inferred from the ground truth: ${inferredFrom[inferred]}`,
    pixelSizeUm: stated?.pixelSizeUm ?? null,
    ...(stated ? truthRuleOf(stated, order) : {}),
    ...peopleOf(stated),
    ...(stated?.classes ? { classes: [...stated.classes] } : {}),
    cases,
    unpaired: [...unpaired],
  }
}

/** Throws `dataset-invalid` for somebody who annotated nothing. */
function requireAnnotator(folder: string, stated: DatasetFile | null, name?: string): void {
  if (name === undefined) return
  const { people = [] } = peopleOf(stated)
  if (people.includes(name)) return
  const who = people.length === 0 ? 'it names no annotators' : `those are ${people.join(', ')}`
  throw new TouchstoneError(
    'dataset-invalid',
    `${folder} has nothing annotated by ${name}; ${who} (cases.annotators in dataset.yaml).`,
    { annotator: name },
  )
}

function peopleOf(stated: DatasetFile | null): Pick<DatasetSurvey, 'people'> {
  const named = (stated?.cases ?? []).flatMap((item) => Object.keys(item.annotators ?? {}))
  return named.length === 0 ? {} : { people: [...new Set(named)] }
}

function truthRuleOf({ truthOf, truthRule }: DatasetFile, order: DatasetOrder) {
  if (order.truthOf !== undefined) return { truthRule: `as ${order.truthOf} annotated` }
  if (truthRule !== undefined) return { truthRule }
  return truthOf === undefined ? {} : { truthRule: `as ${truthOf} annotated` }
}

const inferredFrom = {
  instances: 'label images',
  detection: 'tables of points',
  classification: 'classes of images',
} as const

const truthOf = ({ truth }: PairedCase): string => truth

interface FoundPairs {
  /** Where the kind of the ground truth tells it. */
  readonly task?: 'detection' | 'classification'
  readonly pairedBy: string
  readonly cases: readonly PairedCase[]
  readonly unpaired: DatasetSurvey['unpaired']
}

async function pairsOf(
  folder: string,
  stated: DatasetFile | null,
  { order, task, file }: { order: DatasetOrder; task: Task | null; file: string },
): Promise<FoundPairs> {
  if (stated?.cases) {
    if (stated.images !== undefined || stated.truth !== undefined)
      throw new TouchstoneError(
        'dataset-invalid',
        `${join(folder, 'dataset.yaml')} lists cases and also names folders (images, truth); keep one of the two.`,
      )
    return {
      pairedBy: 'dataset.yaml',
      ...(await statedCases(folder, stated.cases, {
        task: stated.task,
        file,
        truthOf: order.truthOf ?? stated.truthOf ?? null,
        isAsked: order.truthOf !== undefined,
      })),
    }
  }
  const images = stated?.images ?? order.images
  const truth = stated?.truth ?? order.truth
  const found = await pairsInFolder(folder, task, {
    ignore: stated?.ignore ?? [],
    drawings: drawingsFor(task),
    ...(images === undefined ? {} : { images }),
    ...(truth === undefined ? {} : { truth }),
  })
  return { ...found, pairedBy: stated ? `dataset.yaml: ${found.pairedBy}` : found.pairedBy }
}

function drawingsFor(task: Task | null): 'any' | 'named' | 'none' {
  if (task === null) return 'named'
  return task === 'instances' || task === 'semantic' ? 'any' : 'none'
}

async function pairsInFolder(
  folder: string,
  task: Task | null,
  places: PairPlaces,
): Promise<FoundPairs> {
  if (task === 'classification') return classifiedCases(await findClasses(folder, places))
  if (task === 'detection') return pairedCases(await findPointPairs(folder, places))
  if (task !== null) return pairedCases(await findPairs(folder, places))
  const asImages = await settled(findPairs(folder, places))
  if ('value' in asImages && asImages.value.pairing.pairs.length > 0)
    return pairedCases(asImages.value)
  const asClasses = await settled(findClasses(folder, places))
  // folders may mean anything; a table of classes does not
  const isClassified =
    'value' in asClasses && asClasses.value.images.some(({ image, truth }) => image !== truth)
  const asPoints = await settled(findPointPairs(folder, places))
  if ('value' in asPoints && asPoints.value.pairing.pairs.length > 0)
    return { ...pairedCases(asPoints.value), task: 'detection' }
  if (isClassified) return { ...classifiedCases(asClasses.value), task: 'classification' }
  if ('value' in asImages) return pairedCases(asImages.value)
  throw asImages.problem
}

/** What cannot be read as one kind of ground truth may be another. */
async function settled<Value>(
  work: Promise<Value>,
): Promise<{ readonly value: Value } | { readonly problem: TouchstoneError }> {
  try {
    return { value: await work }
  } catch (error) {
    if (isTouchstoneError(error) && error.code !== 'file-not-found') return { problem: error }
    throw error
  }
}

function pairedCases({ pairedBy, pairing }: FoundPairing): FoundPairs {
  return { pairedBy, cases: namedCases(pairing), unpaired: [...pairing.unpaired] }
}

function classifiedCases({ pairedBy, images, unpaired }: FoundClasses): FoundPairs {
  const ids = caseIdsOf(images.map(({ image }) => stemOf(image)))
  const cases = images.map((item, index): PairedCase => ({
    id: ids[index] ?? stemOf(item.image),
    ...item,
    role: 'test',
    factors: {},
  }))
  return { pairedBy, cases, unpaired: [...unpaired] }
}

function namedCases({ pairs }: Pairing): PairedCase[] {
  const ids = caseIdsOf(pairs.map((pair) => stemOf(pair.image)))
  return pairs.map(({ image, truth }, index) => ({
    id: ids[index] ?? stemOf(image),
    image,
    truth,
    sample: null,
    role: 'test',
    factors: {},
  }))
}

/** The folder, and its dataset.yaml where there is one; the file itself may be named too. */
async function locate(given: string): Promise<{ folder: string; file: string | null }> {
  if (!isAbsolute(given)) {
    throw new TouchstoneError('bad-request', `The dataset folder must be absolute; it is ${given}.`)
  }
  const path = resolve(given)
  const kind = await kindOf(path)
  if (kind === 'nothing') {
    throw new TouchstoneError('file-not-found', `The dataset folder ${path} does not exist.`)
  }
  if (kind === 'folder') {
    const file = join(path, 'dataset.yaml')
    return { folder: path, file: (await kindOf(file)) === 'file' ? file : null }
  }
  if (/\.ya?ml$/i.test(path)) return { folder: dirname(path), file: path }
  throw new TouchstoneError(
    'dataset-invalid',
    `${path} is a file; a dataset is a folder with images and ground truth, or a dataset.yaml.`,
  )
}

async function kindOf(path: string): Promise<'folder' | 'file' | 'nothing'> {
  return stat(path).then(
    (found) => (found.isDirectory() ? 'folder' : 'file'),
    () => 'nothing' as const,
  )
}

function requireNoContradiction(file: string, stated: DatasetFile, order: DatasetOrder): void {
  const both: readonly [string, string | undefined, string | undefined][] = [
    ['task', stated.task, order.task],
    ['images', stated.cases ? 'a list of cases' : stated.images, order.images],
    ['truth', stated.cases ? 'a list of cases' : stated.truth, order.truth],
  ]
  for (const [field, inFile, asked] of both) {
    if (inFile === undefined || asked === undefined || inFile === asked) continue
    throw new TouchstoneError(
      'dataset-invalid',
      `${file} states ${field} ${inFile}, but ${asked} was asked for. Change one of them.`,
    )
  }
}
