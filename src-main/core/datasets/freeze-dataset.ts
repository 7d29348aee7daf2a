/**
 * Freezes an evaluation dataset: the SHA-256 of every file, what their headers say, a digest of the
 * whole, and the findings of the ground-truth checks.
 */
import { join } from 'node:path'
import type {
  DatasetOrder,
  DatasetSurvey,
  FrozenCase,
  FrozenDataset,
  FrozenFile,
} from '../../contract/datasets.ts'
import type { Digest, Json, PixelSizeUm, Task } from '../../contract/words.ts'
import type { JobOptions } from '../engine-port.ts'
import { TouchstoneError } from '../errors.ts'
import { digestOf } from '../canonical-json.ts'
import { findClassTable } from '../tables/read-object-classes.ts'
import { checkClasses } from './check-classes.ts'
import { checkDrawn } from './check-drawn.ts'
import { checkQuirks } from './check-quirks.ts'
import { checkTruth } from './check-truth.ts'
import { type FileFacts, imageFacts, truthFacts } from './file-facts.ts'
import {
  checkObjectClasses,
  objectClassFacts,
  type ObjectClassFacts,
} from './object-class-facts.ts'
import { checkRegions, regionFacts, type RegionFacts } from './region-facts.ts'
import { checkRestoration, restorationFacts, type RestorationFacts } from './restoration-facts.ts'
import { summarizeTruths } from './summarize-truths.ts'
import { surveyDataset } from './survey-dataset.ts'

interface CaseFacts {
  readonly frozen: FrozenCase
  readonly image: FileFacts
  readonly truth: FileFacts
  readonly region: RegionFacts | null
  readonly classes: ObjectClassFacts | null
  /** Task `restoration`: how the two images fit. */
  readonly fit: RestorationFacts | null
}

/**
 * Cases with unusable files stay in, marked by an error finding. Throws `pair-missing` when nothing
 * pairs, `dataset-invalid` when the task is neither stated nor clear, `cancelled`.
 */
export async function freezeDataset(
  order: DatasetOrder,
  options: JobOptions = {},
): Promise<FrozenDataset> {
  const survey = await surveyDataset(order)
  requirePairs(survey)
  const task = requireTask(survey)
  const facts: CaseFacts[] = []
  for (const [index, item] of survey.cases.entries()) {
    if (options.signal?.aborted) {
      throw new TouchstoneError('cancelled', `Freezing ${survey.folder} was cancelled.`)
    }
    facts.push(await caseFacts(item, task))
    const fraction = (index + 1) / survey.cases.length
    options.onProgress?.({ fraction, message: `Hashed ${item.id}` })
  }
  const pixelSizeUm = survey.pixelSizeUm ?? commonPixelSize(facts)
  const cases = facts.map(({ frozen }) => frozen)
  const truthFacts = summarizeTruths(facts.flatMap(({ truth }) => truth.objects ?? []))
  return {
    digest: datasetDigest(task, pixelSizeUm, cases),
    folder: survey.folder,
    name: survey.name,
    description: survey.description,
    licence: survey.licence,
    task,
    pairedBy: survey.pairedBy,
    ...(survey.truthRule === undefined ? {} : { truthRule: survey.truthRule }),
    pixelSizeUm,
    cases,
    ...(facts.some(({ classes }) => classes !== null) ? namedClasses(facts) : {}),
    unpaired: survey.unpaired,
    findings: [
      ...checkTruth(
        task,
        facts.map((item) => checked(item, survey.pixelSizeUm)),
        survey.pixelSizeUm !== null,
      ),
      ...checkDrawn(facts.map(({ frozen: { id }, truth: { drawn = null } }) => ({ id, drawn }))),
      ...checkRestoration(facts.map(({ frozen: { id }, fit }) => ({ id, facts: fit }))),
      ...checkQuirks(
        facts.flatMap(({ frozen: { id, objects }, truth: { quirks } }) =>
          quirks === undefined ? [] : [{ id, objects: objects ?? 0, quirks }],
        ),
      ),
      ...checkObjectClasses(facts.map(({ frozen: { id }, classes }) => ({ id, classes }))),
      ...checkRegions(facts.map(({ frozen: { id }, region }) => ({ id, region }))),
      ...(task === 'classification'
        ? checkClasses(cases.map(classified), survey.classes ?? null)
        : []),
    ],
    ...(truthFacts === null ? {} : { truthFacts }),
  }
}

/** Of all cases together, where every case names them. */
function namedClasses(facts: readonly CaseFacts[]): Pick<FrozenDataset, 'objectClasses'> {
  if (facts.some(({ classes }) => classes === null)) return {}
  const names = facts.flatMap(({ classes }) => classes?.names ?? [])
  return names.length === 0 ? {} : { objectClasses: [...new Set(names)].sort() }
}

/** Independent of where the folder lies and of the order of cases: task, pixel size, keys and file hashes. */
export function datasetDigest(
  task: Task,
  pixelSizeUm: PixelSizeUm | null,
  cases: readonly FrozenCase[],
): Digest {
  const content = cases
    .map(
      ({
        id,
        sample,
        role,
        factors,
        image,
        truth,
        trueClass,
        region,
        annotators,
        objectClasses,
      }) => ({
        id,
        sample,
        role,
        factors,
        image: image.sha256,
        truth: truth.sha256,
        ...(trueClass === undefined ? {} : { trueClass }),
        ...(objectClasses === undefined ? {} : { objectClasses: objectClasses.sha256 }),
        ...(annotators === undefined ? {} : { annotators: hashesOf(annotators) }),
        ...(region === undefined ? {} : { region: { [region.kind]: region.file.sha256 } }),
      }),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const size: Json = pixelSizeUm === null ? null : withoutAbsent(pixelSizeUm)
  return digestOf({ task, pixelSizeUm: size, cases: content })
}

function withoutAbsent({ x, y, z }: PixelSizeUm): Json {
  return z === undefined ? { x, y } : { x, y, z }
}

async function caseFacts(item: DatasetSurvey['cases'][number], task: Task): Promise<CaseFacts> {
  const image = await imageFacts(item.image)
  const truth = await truthFacts(item.truth, task)
  const region = item.region === undefined ? null : await regionFacts(item.region, shapeOf(image))
  const annotators = item.annotators === undefined ? null : await frozenFiles(item.annotators, task)
  const table = task === 'instances' ? (item.objectClasses ?? findClassTable(item.truth)) : null
  const classes = table === null ? null : await objectClassFacts(table)
  const frozen: FrozenCase = {
    id: item.id,
    sample: item.sample,
    role: item.role,
    factors: item.factors,
    image: image.frozen,
    truth: truth.frozen,
    ...(item.trueClass === undefined ? {} : { trueClass: item.trueClass }),
    ...(image.pixelSizeUm === null ? {} : { pixelSizeUm: image.pixelSizeUm }),
    ...(region === null ? {} : { region: region.frozen }),
    ...(annotators === null ? {} : { annotators }),
    ...(classes === null ? {} : { objectClasses: classes.frozen }),
    objects: task === 'instances' ? (truth.labels?.objects ?? null) : (truth.points?.count ?? null),
  }
  const canFit = task === 'restoration' && image.problem === null && truth.problem === null
  const fit = canFit ? await restorationFacts(item.image, item.truth) : null
  return { frozen, image, truth, region, classes, fit }
}

async function frozenFiles(
  paths: Readonly<Record<string, string>>,
  task: Task,
): Promise<Record<string, FrozenFile>> {
  const files: Record<string, FrozenFile> = {}
  for (const [name, path] of Object.entries(paths))
    files[name] = (await truthFacts(path, task)).frozen
  return files
}

function hashesOf(files: Readonly<Record<string, FrozenFile>>): Readonly<Record<string, Digest>> {
  return Object.fromEntries(Object.entries(files).map(([name, { sha256 }]) => [name, sha256]))
}

/** As masks have it: y, x, of a stack z before. */
function shapeOf({ size }: FileFacts): readonly number[] {
  if (size === null) return []
  const { z, height, width } = size
  return z > 1 ? [z, height, width] : [height, width]
}

function classified({ id, trueClass = '', image }: FrozenCase) {
  return { id, trueClass, sha256: image.sha256 }
}

/** A pixel size that dataset.yaml states holds for every image. */
function checked({ frozen, image, truth }: CaseFacts, stated: PixelSizeUm | null) {
  const pixelSizeUm = stated ?? image.pixelSizeUm
  return {
    id: frozen.id,
    sample: frozen.sample,
    image: { ...image, pixelSizeUm, sha256: image.frozen.sha256, dtype: image.frozen.dtype },
    truth: { ...truth, sha256: truth.frozen.sha256, dtype: truth.frozen.dtype },
  }
}

/** The pixel size that all images share, null when one has none or they differ. */
function commonPixelSize(facts: readonly CaseFacts[]): PixelSizeUm | null {
  const [first, ...others] = facts.map(({ image }) => image.pixelSizeUm)
  if (!first) return null
  const isSame = others.every(
    (size) => size !== null && size.x === first.x && size.y === first.y && size.z === first.z,
  )
  return isSame ? first : null
}

function requireTask(survey: DatasetSurvey): Task {
  if (survey.task !== null) return survey.task
  throw new TouchstoneError(
    'dataset-invalid',
    `${survey.folder} does not state its task, and its ground truth is not clearly one label per object. State the task (--task instances, semantic, detection, restoration or classification, or in ${join(survey.folder, 'dataset.yaml')}).`,
  )
}

function requirePairs(survey: DatasetSurvey): void {
  if (survey.cases.length > 0) return
  const reasons = survey.unpaired.slice(0, 3).map(({ path, reason }) => `${path}: ${reason}`)
  throw new TouchstoneError(
    'pair-missing',
    `${survey.folder} (${survey.pairedBy}) has no image with ground truth. ${reasons.join('; ')}`.trim(),
  )
}
