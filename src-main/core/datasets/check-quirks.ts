/** What the label images of a dataset show by themselves, as findings: nothing of it is repaired. Pure. */
import type { Finding } from '../../contract/datasets.ts'
import { counted } from '../counted.ts'
import { placesOfLabels } from './places-of-labels.ts'
import { speckPixels, type LabelQuirks } from './label-quirks.ts'

export interface QuirkyCase {
  readonly id: string
  readonly objects: number
  readonly quirks: LabelQuirks
}

const namesShown = 6

/** Of the task `instances`. */
export function checkQuirks(cases: readonly QuirkyCase[]): Finding[] {
  const having = (test: (quirks: LabelQuirks) => boolean): readonly QuirkyCase[] =>
    cases.filter(({ quirks }) => test(quirks))
  const restarting = having(({ restartsInEveryPlane }) => restartsInEveryPlane)
  const holes = having(({ withHoles }) => withHoles.length > 0)
  const specks = having((quirks) => quirks.specks.length > 0)
  const border = having(({ onBorder }) => onBorder > 0)
  const objects = cases.reduce((sum, one) => sum + one.objects, 0)
  const cut = cases.reduce((sum, { quirks }) => sum + quirks.onBorder, 0)
  return [
    ...finding(
      'warning',
      'labels-restart',
      restarting,
      (those) =>
        `${counted(those.length, 'stack')} with objects numbered anew in every plane (${namesOf(those)}): a label means another object in each plane, so 3D scores would be wrong. Join the planes, or evaluate each plane as an image.`,
    ),
    ...finding(
      'note',
      'holes',
      holes,
      (those) => {
        const count = those.reduce((sum, { quirks }) => sum + quirks.withHoles.length, 0)
        return `${counted(count, 'object')} with a hole (${listed(those, ({ withHoles }) => withHoles)}).`
      },
      ({ withHoles }) => withHoles,
    ),
    ...finding(
      'note',
      'specks',
      specks,
      (those) => {
        const count = those.reduce((sum, { quirks }) => sum + quirks.specks.length, 0)
        return `${counted(count, 'object')} of at most ${speckPixels} pixels (${listed(those, (quirks) => quirks.specks)}): slips of the pen count as objects unless minimumAreaPx leaves them out.`
      },
      (quirks) => quirks.specks,
    ),
    ...finding(
      'note',
      'border-objects',
      border,
      () =>
        `${cut} of ${counted(objects, 'object')} touch the border of their image (${((100 * cut) / Math.max(1, objects)).toFixed(0)} %); the option borderObjects decides whether they count.`,
    ),
  ]
}

function finding(
  severity: Finding['severity'],
  check: string,
  cases: readonly QuirkyCase[],
  sentence: (cases: readonly QuirkyCase[]) => string,
  labels: (quirks: LabelQuirks) => readonly number[] = () => [],
): Finding[] {
  if (cases.length === 0) return []
  const message = sentence(cases)
  const places = placesOfLabels(cases.map(({ id, quirks }) => ({ id, labels: labels(quirks) })))
  return [{ severity, check, cases: cases.map(({ id }) => id), message, ...places }]
}

function namesOf(cases: readonly QuirkyCase[]): string {
  return shortened(cases.map(({ id }) => id))
}

function listed(
  cases: readonly QuirkyCase[],
  labels: (quirks: LabelQuirks) => readonly number[],
): string {
  return shortened(
    cases.map(({ id, quirks }) => `${id}: label ${shortened(labels(quirks).map(String))}`),
  )
}

function shortened(names: readonly string[]): string {
  const more = names.length - namesShown
  return more > 0 ? `${names.slice(0, namesShown).join(', ')} and ${more} more` : names.join(', ')
}
