/**
 * Looks at a folder and says which images pair with which ground truth, for a person to confirm.
 * A `dataset.yaml` states it; otherwise folders or suffixes do. Nothing is hashed yet.
 */
import { stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import { type DatasetFile, datasetFileSchema } from '../../contract/dataset-file.ts'
import type { DatasetOrder, DatasetSurvey, PairedCase } from '../../contract/datasets.ts'
import { TouchstoneError } from '../errors.ts'
import { caseIdsOf } from './case-ids.ts'
import { stemOf } from './file-stem.ts'
import { findPairs } from './find-pairs.ts'
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
  const { pairedBy, cases, unpaired } = await pairsOf(folder, stated, order)
  const task = stated?.task ?? order.task ?? null
  const inferred = task === null ? await inferTask(cases.map((item) => item.truth)) : null
  return {
    folder,
    name: stated?.name ?? basename(folder),
    description: stated?.description ?? null,
    licence: stated?.licence ?? null,
    task: task ?? inferred,
    pairedBy:
      inferred === null
        ? pairedBy
        : `${pairedBy}; task ${inferred} inferred from the ground truth: label images`,
    pixelSizeUm: stated?.pixelSizeUm ?? null,
    cases: [...cases],
    unpaired: [...unpaired],
  }
}

interface FoundPairs {
  readonly pairedBy: string
  readonly cases: readonly PairedCase[]
  readonly unpaired: DatasetSurvey['unpaired']
}

async function pairsOf(
  folder: string,
  stated: DatasetFile | null,
  order: DatasetOrder,
): Promise<FoundPairs> {
  if (stated?.cases) {
    if (stated.images !== undefined || stated.truth !== undefined)
      throw new TouchstoneError(
        'dataset-invalid',
        `${join(folder, 'dataset.yaml')} lists cases and also names folders (images, truth); keep one of the two.`,
      )
    return { pairedBy: 'dataset.yaml', ...(await statedCases(folder, stated.cases)) }
  }
  const images = stated?.images ?? order.images
  const truth = stated?.truth ?? order.truth
  const found = await findPairs(folder, {
    ignore: stated?.ignore ?? [],
    ...(images === undefined ? {} : { images }),
    ...(truth === undefined ? {} : { truth }),
  })
  return {
    pairedBy: stated ? `dataset.yaml: ${found.pairedBy}` : found.pairedBy,
    cases: namedCases(found.pairing),
    unpaired: [...found.pairing.unpaired],
  }
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
