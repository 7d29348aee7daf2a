/**
 * Masks, or class maps where the option `classes` lists their labels: overlap of pixels, and distances
 * between borders. Pixels where the truth has the ignore label leave both sides.
 */
import { TouchstoneError } from '../../core/errors.ts'
import { readLabelImage, readMask } from '../../core/images/read-label-image.ts'
import type { LabelImage, Mask } from '../../core/images/types.ts'
import { classesOption, ignoreLabelOption } from '../../core/metrics/class-options.ts'
import type { MetricOptions } from '../../core/metrics/metric-options.ts'
import { scoreClassMaps } from '../../core/metrics/score-class-maps.ts'
import { scoreSemantic } from '../../core/metrics/score-semantic.ts'
import { readOutClasses } from './read-out-classes.ts'
import { requireKnownLabels } from './require-known-labels.ts'
import { requireSameShape } from './require-same-shape.ts'
import type { Pair, Scored, Scorer } from './scorer.ts'
import { withPixelSize } from './with-pixel-size.ts'

export const scoreSemanticFiles: Scorer = async (pair) => {
  const { sized, notes } = await withPixelSize(pair.truth, pair.prediction, pair.options)
  const own = { ...pair, options: sized }
  const scored =
    classesOption(sized) === null ? await scoreMasks(own) : await scoreClassMapFiles(own)
  return { ...scored, notes: [...notes, ...scored.notes] }
}

async function scoreMasks(pair: Pair): Promise<Scored> {
  const { truth, prediction, options, wanted } = pair
  const [own, predicted] = await Promise.all([readTrueMask(pair), readMask(prediction)])
  requireSameShape(truth, own.mask.shape, prediction, predicted.shape)
  const { ignored } = own
  const mask =
    ignored === null
      ? predicted
      : { ...predicted, data: predicted.data.map((value, i) => (ignored[i] === 1 ? 0 : value)) }
  const ignoredPixels = count(ignored ?? new Uint8Array())
  const { scores } = scoreSemantic(own.mask, mask, options, wanted, ignoredPixels)
  const notes = [...own.notes, ...ignoredNotes(truth, options, ignoredPixels)]
  if (!pair.readouts) return { scores, notes }
  const measured = await readOutClasses(pair, pair.readouts, {
    shape: own.mask.shape,
    truth: own.mask.data,
    prediction: mask.data,
    judgedPixels: mask.data.length - ignoredPixels,
    classes: [
      {
        ...{ label: 1, key: 'foreground', name: 'Foreground' },
        truth: count(own.mask.data),
        prediction: count(mask.data),
      },
    ],
  })
  return { scores, readouts: measured.readouts, notes: [...notes, ...measured.notes] }
}

/** A mask, of which the ignore label, where one is stated, is a third value. */
async function readTrueMask({ truth, options }: Pair): Promise<{
  readonly mask: Mask
  /** 1 where nobody judged. */
  readonly ignored: Uint8Array | null
  readonly notes: readonly string[]
}> {
  const ignoreLabel = ignoreLabelOption(options)
  if (ignoreLabel === null) return { mask: await readMask(truth), ignored: null, notes: [] }
  const { shape, data, notes } = await readLabelImage(truth)
  const values = new Set(data)
  values.delete(ignoreLabel)
  values.delete(0)
  if (values.size > 1)
    throw new TouchstoneError(
      'not-a-label-image',
      `${truth} cannot be used as labels: beside 0 and the ignore label ${ignoreLabel} it holds ${values.size} distinct values, and a mask has one; list its classes in the metric option classes.`,
      { path: truth },
    )
  const ignored = new Uint8Array(data.length)
  const mask = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i++) {
    ignored[i] = data[i] === ignoreLabel ? 1 : 0
    mask[i] = data[i] !== 0 && data[i] !== ignoreLabel ? 1 : 0
  }
  return { mask: { shape, data: mask }, ignored, notes }
}

async function scoreClassMapFiles(pair: Pair): Promise<Scored> {
  const { truth, prediction, options, wanted } = pair
  const classes = classesOption(options)!
  const ignoreLabel = ignoreLabelOption(options)
  const [own, predicted] = await Promise.all([
    readLabelImage(truth),
    readLabelImage(prediction, { allowIntegralFloat: true }),
  ])
  requireSameShape(truth, own.shape, prediction, predicted.shape)
  requireKnownLabels(truth, own.data, classes, { ignoreLabel })
  requireKnownLabels(prediction, predicted.data, classes, {
    ignoreLabel,
    ignoredWhere: own.data,
  })
  const scored = scoreClassMaps(own, predicted, options, wanted)
  const ignoredPixels = own.data.length - scored.judgedPixels
  const notes = [
    ...predicted.notes,
    ...scored.notes,
    ...ignoredNotes(truth, options, ignoredPixels),
  ]
  if (!pair.readouts) return { scores: scored.scores, notes }
  const measured = await readOutClasses(pair, pair.readouts, {
    shape: own.shape,
    truth: classPlaces(own, own, options),
    prediction: classPlaces(predicted, own, options),
    judgedPixels: scored.judgedPixels,
    classes: classes.map((label, place) => ({
      ...{ label: place + 1, key: `class-${label}`, name: `Class ${label}` },
      ...scored.pixels[place]!,
    })),
  })
  return {
    scores: scored.scores,
    readouts: measured.readouts,
    notes: [...notes, ...measured.notes],
  }
}

/** 1 for the first class of the option, 2 for the next; 0 for what is no class or not judged. */
function classPlaces(side: LabelImage, truth: LabelImage, options: MetricOptions): Uint8Array {
  const ignoreLabel = ignoreLabelOption(options)
  const places = new Map(classesOption(options)?.map((label, place) => [label, place + 1]))
  return Uint8Array.from(side.data, (label, i) =>
    truth.data[i] === ignoreLabel ? 0 : (places.get(label) ?? 0),
  )
}

function ignoredNotes(path: string, { ignoreLabel }: MetricOptions, pixels: number): string[] {
  if (ignoreLabel === undefined || ignoreLabel === null) return []
  return [
    pixels === 0
      ? `${path} has no pixel with the ignore label ${JSON.stringify(ignoreLabel)}.`
      : `${pixels} pixels have the ignore label in the truth and were left out on both sides.`,
  ]
}

function count(data: Uint8Array): number {
  let pixels = 0
  for (const value of data) pixels += value === 0 ? 0 : 1
  return pixels
}
