/** Label images: matched objects, and the error class of every one. */
import type { Json } from '../../contract/words.ts'
import { readLabelImage } from '../../core/images/read-label-image.ts'
import { maskPieces } from '../../core/instances/mask-pieces.ts'
import { scoreInstances } from '../../core/metrics/score-instances.ts'
import { requireSameShape } from './require-same-shape.ts'
import type { Scorer } from './scorer.ts'

export const scoreInstanceFiles: Scorer = async ({ truth, prediction, options, wanted }) => {
  const [truthImage, predictionImage] = await Promise.all([
    readLabelImage(truth),
    readLabelImage(prediction, { allowIntegralFloat: true }),
  ])
  requireSameShape(truth, truthImage.shape, prediction, predictionImage.shape)
  const scored = scoreInstances(truthImage, predictionImage, options, wanted)
  const notes = [
    ...predictionImage.notes,
    ...maskNotes(prediction, maskPieces(predictionImage)),
    ...scored.notes,
  ]
  return { scores: scored.scores, objects: scored.objects as unknown as Json, notes }
}

/** The commonest wrong import: a mask where one label per object is needed. Scored as it stands, and said. */
function maskNotes(path: string, pieces: number): string[] {
  if (pieces < 2) return []
  return [
    `The prediction ${path} has a single label in ${pieces} pieces: it looks like a mask and counts as one object. Label its objects first.`,
  ]
}
