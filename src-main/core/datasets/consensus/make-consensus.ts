/** Writes the consensus of several annotators as truth, case by case, and the dataset.yaml that names it. */
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { type DatasetFile, datasetFileSchema } from '../../../contract/dataset-file.ts'
import { TouchstoneError } from '../../errors.ts'
import { readLabelImage } from '../../images/read-label-image.ts'
import type { LabelImage } from '../../images/types.ts'
import { writeAtomically } from '../../images/write-atomically.ts'
import { writeLabelImage } from '../../images/write-label-image.ts'
import { caseIdsOf } from '../case-ids.ts'
import { stemOf } from '../file-stem.ts'
import { readStatedFile } from '../read-stated-file.ts'
import { majorityOfObjects, majorityOfPixels, majorityRules } from './majority-labels.ts'

export interface ConsensusOrder {
  /** With a dataset.yaml whose cases name annotators. */
  readonly folder: string
  /** A folder inside it, relative; made where it is not there. */
  readonly into: string
  /** Replace dataset.yaml; the former one stays beside it. */
  readonly replace: boolean
}

export interface MadeConsensus {
  readonly rule: string
  readonly cases: readonly {
    readonly id: string
    readonly annotators: number
    readonly truth: string
  }[]
  /** Cases that fewer than two people annotated: their truth stays. */
  readonly left: readonly string[]
  /** The text of the dataset.yaml that names the new truth. */
  readonly datasetFile: string
}

/** Throws `dataset-invalid`, `shape-mismatch`, and what reading and writing throw. */
export async function makeConsensus(
  { folder, into, replace }: ConsensusOrder,
  signal?: AbortSignal,
): Promise<MadeConsensus> {
  const file = join(folder, 'dataset.yaml')
  const stated = await readStatedFile(file, datasetFileSchema, 'dataset-invalid')
  const { task, cases = [] } = stated
  if (task !== 'instances' && task !== 'semantic')
    throw new TouchstoneError(
      'dataset-invalid',
      `${file} is for the task ${task}; a consensus is made of label images and masks (instances, semantic).`,
    )
  const ids = caseIdsOf(cases.map(({ id, image }) => id ?? stemOf(image)))
  const made: MadeConsensus['cases'][number][] = []
  const left: string[] = []
  const changed: DatasetFile['cases'] = []
  await mkdir(join(folder, into), { recursive: true })
  for (const [index, item] of cases.entries()) {
    if (signal?.aborted)
      throw new TouchstoneError('cancelled', `The consensus of ${folder} was cancelled.`)
    const id = ids[index] ?? stemOf(item.image)
    const people = Object.values(item.annotators ?? {})
    if (people.length < 2) {
      left.push(id)
      changed.push(item)
      continue
    }
    const images = await readAll(folder, id, people)
    const truth = `${into}/${id}.ome.tif`
    const consensus = task === 'instances' ? majorityOfObjects(images) : majorityOfPixels(images)
    await writeLabelImage(join(folder, truth), consensus)
    made.push({ id, annotators: people.length, truth })
    changed.push({ ...item, id, truth })
  }
  if (made.length === 0)
    throw new TouchstoneError(
      'dataset-invalid',
      `${file}: no case names two or more annotators (cases.annotators), so there is nothing to agree on.`,
    )
  const rule = majorityRules[task]
  // the truth is nobody's alone any more; what is undefined is not written
  const datasetFile = stringify({ ...stated, truthOf: undefined, truthRule: rule, cases: changed })
  if (replace) {
    await copyFile(file, join(folder, 'dataset-before-consensus.yaml'))
    await writeAtomically(file, (handle) => handle.writeFile(datasetFile))
  }
  return { rule, cases: made, left, datasetFile }
}

async function readAll(
  folder: string,
  id: string,
  paths: readonly string[],
): Promise<LabelImage[]> {
  const images: LabelImage[] = []
  for (const path of paths) {
    const image = await readLabelImage(join(folder, path))
    const [first] = images
    if (first !== undefined && first.shape.join() !== image.shape.join())
      throw new TouchstoneError(
        'shape-mismatch',
        `Case ${id}: ${paths[0] ?? ''} is ${first.shape.join(' x ')} and ${path} is ${image.shape.join(' x ')} pixels; annotations of one image have one size.`,
      )
    images.push(image)
  }
  return images
}
