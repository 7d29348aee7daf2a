/**
 * Label images: matched objects, and the error class of every one. Both are read in pieces and walked
 * together, so that memory grows with the objects, not with the images.
 */
import type { JudgedRegion } from '../../contract/datasets.ts'
import type { Json } from '../../contract/words.ts'
import { counted } from '../../core/counted.ts'
import { TouchstoneError } from '../../core/errors.ts'
import { openLabelPieces } from '../../core/images/label-pieces.ts'
import { pairedPieces } from '../../core/images/paired-pieces.ts'
import { readLabelImage } from '../../core/images/read-label-image.ts'
import { objectPolicyOf } from '../../core/metrics/object-policy.ts'
import { createPairTally, type TalliedPair } from '../../core/metrics/pair-tally.ts'
import { needsPixels } from '../../core/metrics/score-instances-on-request.ts'
import { scoreTalliedInstances } from '../../core/metrics/score-instances.ts'
import { readObjectClasses } from '../../core/tables/read-object-classes.ts'
import { regionNotes, withCutObjects, withRegion } from './judged-region.ts'
import { labelNotes } from './label-notes.ts'
import { readOutInstances } from './read-out-instances.ts'
import { requireSameShape } from './require-same-shape.ts'
import type { Pair, Scorer } from './scorer.ts'
import { withPixelSize } from './with-pixel-size.ts'

export const scoreInstanceFiles: Scorer = async (pair) => {
  const { truth, prediction, wanted } = pair
  const { sized: options, notes: sizeNotes } = await withPixelSize(truth, prediction, pair.options)
  const { borderWidthPx } = objectPolicyOf(options)
  const region = pair.region ?? null
  const { tallied, shape, notes } = await tallyFiles(truth, prediction, borderWidthPx, region)
  const images = wanted.some(needsPixels) ? await readBoth(truth, prediction, region) : null
  const classes = await classesOf(pair, tallied)
  const scored = scoreTalliedInstances(tallied, options, wanted, { shape, images }, classes?.named)
  const measured = pair.readouts
    ? await readOutInstances(pair, pair.readouts, scored.objects)
    : null
  return {
    scores: scored.scores,
    objects: (measured?.objects ?? scored.objects) as unknown as Json,
    ...(measured ? { readouts: measured.readouts } : {}),
    notes: [
      ...sizeNotes,
      ...notes,
      ...(await labelNotes('truth', truth, tallied.truth)),
      ...(await labelNotes('prediction', prediction, tallied.prediction)),
      ...(classes?.notes ?? []),
      ...scored.notes,
      ...(measured?.notes ?? []),
    ],
  }
}

/**
 * What each object is. Throws `dataset-invalid` for a true object without a class; a predicted one without is
 * counted, and belongs to no class.
 */
async function classesOf({ truth, objectClasses: tables }: Pair, tallied: TalliedPair) {
  if (tables === undefined) return null
  const named = {
    truth: await readObjectClasses(tables.truth),
    prediction: tables.prediction === null ? null : await readObjectClasses(tables.prediction),
  }
  const without = (side: 'truth' | 'prediction'): number[] =>
    tallied[side].map(({ label }) => label).filter((label) => named[side]?.has(label) !== true)
  const missing = without('truth')
  if (missing.length > 0)
    throw new TouchstoneError(
      'dataset-invalid',
      `${truth} has ${counted(missing.length, 'object')} without a class in ${tables.truth}, for instance label ${missing[0] ?? 0}; name the class of every object.`,
      { labels: missing.slice(0, 20) },
    )
  const unnamed = named.prediction === null ? 0 : without('prediction').length
  return {
    named,
    notes:
      named.prediction === null
        ? ['The predicted objects have no classes, so scores of classes are undefined.']
        : unnamed === 0
          ? []
          : [`${counted(unnamed, 'predicted object')} without a class belong to none.`],
  }
}

/** Throws `shape-mismatch`, and as `readLabelImage`. */
async function tallyFiles(
  truth: string,
  prediction: string,
  borderWidthPx: number,
  region: JudgedRegion | null,
): Promise<{
  readonly tallied: TalliedPair
  readonly shape: readonly number[]
  readonly notes: readonly string[]
}> {
  const trueLabels = await openLabelPieces(truth)
  try {
    const predicted = await openLabelPieces(prediction, { allowIntegralFloat: true })
    try {
      requireSameShape(truth, trueLabels.shape, prediction, predicted.shape)
      const { shape } = trueLabels
      return await withRegion(region, shape, async (walk) => {
        const tally = createPairTally(shape, borderWidthPx)
        const pairs = pairedPieces(trueLabels, predicted)
        for await (const [t, p] of walk?.within(pairs) ?? pairs) tally.add(t, p)
        const tallied = withCutObjects(tally.finish(), walk)
        return {
          tallied,
          shape,
          notes: [...predicted.notes, ...regionNotes(region, walk, tallied)],
        }
      })
    } finally {
      await predicted.close()
    }
  } finally {
    await trueLabels.close()
  }
}

/** For the metrics that look at single outlines, whose memory grows with the images. */
async function readBoth(truth: string, prediction: string, region: JudgedRegion | null) {
  const [own, predicted] = await Promise.all([
    readLabelImage(truth),
    readLabelImage(prediction, { allowIntegralFloat: true }),
  ])
  await withRegion(region, own.shape, async (walk) => walk?.clear(own.data, predicted.data))
  return { truth: own, prediction: predicted }
}
