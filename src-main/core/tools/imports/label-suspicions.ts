/** Label images of another program that look like something else than numbered objects. Pure. */
import { labelQuirks } from '../../datasets/label-quirks.ts'
import type { LabelImage } from '../../images/types.ts'
import { componentsOfLabels, componentsOfMask } from '../../instances/connected-components.ts'

export interface LabelLook {
  readonly labels: number
  /** Pieces that hang together. */
  readonly pieces: number
  /** One number for all objects: a mask. */
  readonly isMask: boolean
  /** Numbers that began anew after 255: several objects share one. */
  readonly isWrapped: boolean
  /** A stack whose planes each number their objects from 1. */
  readonly restartsInEveryPlane: boolean
}

/** So many pieces of one number are objects rather than one object in pieces. */
const fewestPieces = 3
/** Below this there was no need to begin anew. */
const fullByte = 250

/** `trueObjects`: of the same case, null where unknown. */
export function lookAtLabels(labels: LabelImage, trueObjects: number | null): LabelLook {
  const distinct = new Set<number>()
  for (const label of labels.data) if (label !== 0) distinct.add(label)
  const count = distinct.size
  const largest = [...distinct].reduce((most, label) => Math.max(most, label), 0)
  const pieces =
    count === 1
      ? componentsOfMask(
          { shape: labels.shape, data: Uint8Array.from(labels.data, (label) => +(label !== 0)) },
          'full',
        ).count
      : count === 0
        ? 0
        : componentsOfLabels(labels, 'full').count
  return {
    labels: count,
    pieces,
    isMask: count === 1 && pieces >= fewestPieces && (trueObjects ?? fewestPieces) > 1,
    isWrapped: largest <= 255 && count >= fullByte && pieces > 1.2 * count,
    restartsInEveryPlane: labels.shape.length === 3 && labelQuirks(labels).restartsInEveryPlane,
  }
}

const mostCases = 0.6

/** A sentence for each slip that most of the cases show. */
export function labelSuspicions(looks: readonly LabelLook[]): string[] {
  const filled = looks.filter(({ labels }) => labels > 0)
  const share = (is: (look: LabelLook) => boolean): readonly LabelLook[] | null => {
    const found = filled.filter(is)
    return found.length > 0 && found.length >= mostCases * filled.length ? found : null
  }
  const masks = share(({ isMask }) => isMask)
  const restarting = share(({ restartsInEveryPlane }) => restartsInEveryPlane)
  // one image with more than 255 objects is enough: the others may have fewer
  const wrapped = filled.filter(({ isWrapped }) => isWrapped)
  const of = (found: readonly LabelLook[]): string =>
    `${found.length} of ${filled.length} cases looked at`
  return [
    ...(masks === null
      ? []
      : [
          `The predictions are masks, not numbered objects: in ${of(masks)} one number covers ${masks[0]!.pieces} separate pieces, which would count as one object. Export labels, or number the pieces before.`,
        ]),
    ...(wrapped.length === 0
      ? []
      : [
          `The object numbers end at 255 and begin anew: in ${of(wrapped)} ${wrapped[0]!.labels} numbers stand for ${wrapped[0]!.pieces} separate pieces. Export 16-bit labels.`,
        ]),
    ...(restarting === null
      ? []
      : [
          `The objects of a stack are numbered anew in every plane (${of(restarting)}), so one number means several objects. Export labels of the whole stack.`,
        ]),
  ]
}
