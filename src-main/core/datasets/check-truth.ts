/**
 * The ground-truth checks: what a person should know before any score is computed. Errors mean that a
 * case cannot be scored; nothing is repaired here. Pure: facts in, findings out.
 */
import { counted } from '../counted.ts'
import type { Finding } from '../../contract/datasets.ts'
import type { PixelSizeUm, Task } from '../../contract/words.ts'
import type { ImageInfo } from '../images/types.ts'
import { checkPoints } from './check-points.ts'
import { findDuplicates, hashOfNothing } from './find-duplicates.ts'
import { isBinary, type LabelFacts } from './label-facts.ts'
import { placesOfLabels } from './places-of-labels.ts'
import type { PointFacts } from './point-facts.ts'

export interface CheckedFile {
  readonly sha256: string
  readonly dtype: string
  readonly size: ImageInfo['size'] | null
  readonly pixelSizeUm: PixelSizeUm | null
  readonly labels: LabelFacts | null
  readonly points?: PointFacts
  readonly problem: { readonly code: string; readonly message: string } | null
}

export interface CheckedCase {
  readonly id: string
  readonly sample: string | null
  readonly image: CheckedFile
  readonly truth: CheckedFile
}

/** Fewer independent units than this and only large differences can be found. */
const fewUnits = 6
const namesShown = 8
/** From so many objects on, 255 in an 8-bit label image is more likely an overflow than the last label. */
const manyObjects = 200

/** `statedPixelSize`: the dataset.yaml gives one, so the files need not. */
export function checkTruth(
  task: Task,
  cases: readonly CheckedCase[],
  statedPixelSize: boolean,
): Finding[] {
  return [
    ...cases.flatMap((item) => unusable(item, task)),
    ...findDuplicates(cases.map((item) => withOwnTruth(item, task))),
    ...(task === 'instances' ? instanceNotes(cases) : []),
    ...(task === 'semantic' ? regionNotes(cases) : []),
    ...(task === 'detection' ? pointFindings(cases) : []),
    ...(statedPixelSize || task === 'classification' ? [] : pixelSizeFindings(cases)),
    ...fewSamples(cases),
  ]
}

function unusable(item: CheckedCase, task: Task): Finding[] {
  const error = (check: string, message: string): Finding[] => [
    { severity: 'error', check, cases: [item.id], message: `${item.id}: ${message}` },
  ]
  const { image, truth } = item
  if (image.problem) return error(image.problem.code, image.problem.message)
  if (truth.problem) return error(truth.problem.code, truth.problem.message)
  if (task === 'classification') return []
  if (task === 'detection') {
    const found = pointProblem(item)
    return found?.severity === 'error' ? error(found.check, found.message) : []
  }
  const imageSize = sizeText(image.size, task)
  const truthSize = sizeText(truth.size, task)
  if (imageSize !== truthSize) {
    const message = `the image is ${imageSize} but its ground truth is ${truthSize}. Nothing is resized; give the two one size.`
    return error('shape-mismatch', message)
  }
  if (task === 'instances' && truth.labels && isBinary(truth.labels)) {
    return error(
      'binary-truth',
      `the ground truth is a mask (its only label is ${truth.labels.largestLabel}, in ${truth.labels.pieces} pieces), but the task instances needs one label per object. Label the objects, or evaluate it as task semantic.`,
    )
  }
  return []
}

/** Many images share the table of their classes, and empty lists of points are equal by nature. */
function withOwnTruth(item: CheckedCase, task: Task): CheckedCase {
  const isShared = task === 'classification' || item.truth.points?.count === 0
  return isShared ? { ...item, truth: { ...item.truth, sha256: hashOfNothing } } : item
}

function pointProblem({ image, truth }: CheckedCase): ReturnType<typeof checkPoints> {
  if (truth.points === undefined || image.size === null) return null
  return checkPoints(truth.points, image.size, image.pixelSizeUm)
}

function pointFindings(cases: readonly CheckedCase[]): Finding[] {
  const empty = cases.filter(({ truth }) => truth.points?.count === 0).map(({ id }) => id)
  return [
    ...cases.flatMap((item): Finding[] => {
      const found = pointProblem(item)
      if (found?.severity !== 'warning') return []
      const message = `${item.id}: ${found.message}`
      return [{ severity: 'warning', check: found.check, cases: [item.id], message }]
    }),
    ...finding(
      'note',
      'empty-truth',
      empty,
      `${counted(empty.length, 'ground truth')} without any point`,
    ),
  ]
}

/** Restoration compares every channel; labels have none. */
function sizeText(size: ImageInfo['size'] | null, task: Task): string {
  if (size === null) return 'unreadable'
  const { height, width, z, t, c } = size
  const planes = [
    ...(t > 1 ? [`${t} times`] : []),
    ...(z > 1 ? [`${z} planes`] : []),
    ...(task === 'restoration' && c > 1 ? [`${c} channels`] : []),
  ]
  return [`${width} x ${height}`, ...planes].join(', ')
}

function instanceNotes(cases: readonly CheckedCase[]): Finding[] {
  const labelled = cases.flatMap(({ id, truth }) => (truth.labels ? [{ id, truth }] : []))
  const select = (test: (facts: LabelFacts, dtype: string) => boolean): string[] =>
    labelled
      .filter(({ truth }) => truth.labels !== null && test(truth.labels, truth.dtype))
      .map(({ id }) => id)
  const empty = select((facts) => facts.objects === 0)
  const full = select((facts) => !facts.hasBackground)
  const wrapped = select(
    (facts, dtype) =>
      dtype === 'uint8' && facts.largestLabel === 255 && facts.objects >= manyObjects,
  )
  const pieces = labelled.flatMap(({ id, truth }) =>
    truth.labels && truth.labels.disconnected.length > 0 && !isBinary(truth.labels)
      ? [{ id, disconnected: truth.labels.disconnected }]
      : [],
  )
  const count = pieces.reduce((sum, { disconnected }) => sum + disconnected.length, 0)
  return [
    ...finding(
      'note',
      'empty-truth',
      empty,
      `${counted(empty.length, 'ground truth')} without any object`,
    ),
    ...finding(
      'note',
      'no-background',
      full,
      `${counted(full.length, 'ground truth')} without any background`,
    ),
    ...finding(
      'warning',
      'labels-at-limit',
      wrapped,
      '8-bit label image that reaches 255 with very many objects: labels above 255 may have been lost',
    ),
    ...finding(
      'note',
      'disconnected-labels',
      pieces.map(({ id }) => id),
      `${counted(count, 'object')} in several pieces, each counted as one object`,
      pieces.map(({ id, disconnected }) => `${id} (label ${shortList(disconnected.map(String))})`),
    ).map((found) => ({
      ...found,
      ...placesOfLabels(pieces.map(({ id, disconnected }) => ({ id, labels: disconnected }))),
    })),
  ]
}

/** An empty ground truth decides the empty-case policy; one class everywhere has no boundary to score. */
function regionNotes(cases: readonly CheckedCase[]): Finding[] {
  const select = (test: (facts: LabelFacts) => boolean): string[] =>
    cases.filter(({ truth }) => truth.labels !== null && test(truth.labels)).map(({ id }) => id)
  const empty = select((facts) => facts.objects === 0)
  const full = select((facts) => !facts.hasBackground)
  const truths = (ids: readonly string[]): string => counted(ids.length, 'ground truth')
  return [
    ...finding('note', 'empty-truth', empty, `${truths(empty)} without any region`),
    ...finding('note', 'no-background', full, `${truths(full)} without any background`),
  ]
}

function pixelSizeFindings(cases: readonly CheckedCase[]): Finding[] {
  const readable = cases.filter(({ image }) => image.size !== null)
  const missing = readable.filter(({ image }) => image.pixelSizeUm === null)
  const differing = readable.filter(
    ({ image, truth }) =>
      image.pixelSizeUm !== null &&
      truth.pixelSizeUm !== null &&
      sizeKey(image.pixelSizeUm) !== sizeKey(truth.pixelSizeUm),
  )
  const kinds = new Set(
    readable.flatMap(({ image }) => (image.pixelSizeUm ? [sizeKey(image.pixelSizeUm)] : [])),
  )
  const idsOf = (list: readonly CheckedCase[]): string[] => list.map(({ id }) => id)
  return [
    ...finding(
      'warning',
      'pixel-size-missing',
      idsOf(missing),
      `${counted(missing.length, 'image')} without a pixel size, so nothing can be given in micrometres`,
    ),
    ...finding(
      'warning',
      'pixel-size-mismatch',
      idsOf(differing),
      'pixel size differs between image and ground truth',
    ),
    ...(kinds.size > 1
      ? finding(
          'warning',
          'pixel-size-varies',
          idsOf(readable),
          `the images have ${kinds.size} different pixel sizes (${shortList([...kinds])} um)`,
        )
      : []),
  ]
}

function fewSamples(cases: readonly CheckedCase[]): Finding[] {
  const keyed = cases.some(({ sample }) => sample !== null)
  const units = keyed ? new Set(cases.map(({ id, sample }) => sample ?? id)).size : cases.length
  if (units >= fewUnits) return []
  const what = counted(units, keyed ? 'independent sample' : 'independent image')
  return [
    {
      severity: 'warning',
      check: 'few-samples',
      cases: [],
      message: `Only ${what}: intervals will be wide and only large differences can be found.`,
    },
  ]
}

function finding(
  severity: Finding['severity'],
  check: string,
  cases: string[],
  what: string,
  shown: readonly string[] = cases,
): Finding[] {
  if (cases.length === 0) return []
  const start = what.charAt(0).toUpperCase() + what.slice(1)
  return [{ severity, check, cases, message: `${start}: ${shortList(shown)}.` }]
}

function shortList(names: readonly string[]): string {
  const more = names.length - namesShown
  return [...names.slice(0, namesShown), ...(more > 0 ? [`${more} more`] : [])].join(', ')
}

function sizeKey({ x, y, z }: PixelSizeUm): string {
  return [x, y, ...(z === undefined ? [] : [z])]
    .map((side) => Number(side.toPrecision(5)))
    .join(' x ')
}
