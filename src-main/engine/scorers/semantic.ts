/**
 * Masks, or class maps where the option `classes` lists their labels: overlap of pixels, and distances
 * between borders. Both are walked together in pieces; only metrics that look at borders or centre lines hold
 * masks, cut to the box of their class. Pixels where the truth has the ignore label leave both sides.
 */
import { classesOption } from '../../core/metrics/class-options.ts'
import type { MetricOptions } from '../../core/metrics/metric-options.ts'
import type { MaskPair } from '../../core/metrics/place-cut.ts'
import { createPlaceTally, type TalliedPlaces } from '../../core/metrics/place-tally.ts'
import { scoreTalliedMasks } from '../../core/metrics/score-semantic.ts'
import { needsMasks } from '../../core/metrics/score-semantic-on-request.ts'
import {
  allClasses,
  countedClasses,
  scoreMasksOfClass,
  scoreTalliedClassMaps,
} from '../../core/metrics/tallied-class-maps.ts'
import { withClassPieces, type ClassPieces } from './class-pieces.ts'
import { visitMasks } from './cut-classes.ts'
import { readOutClasses } from './read-out-classes.ts'
import type { Pair, Scored, Scorer } from './scorer.ts'
import { withPixelSize } from './with-pixel-size.ts'

export const scoreSemanticFiles: Scorer = async (pair) => {
  const { sized, notes } = await withPixelSize(pair.truth, pair.prediction, pair.options)
  const own = { ...pair, options: sized }
  const score = classesOption(sized) === null ? scoreMasks : scoreClassMapFiles
  const scored = await withClassPieces(own, (maps) => score(own, maps))
  return { ...scored, notes: [...notes, ...scored.notes] }
}

async function tallied(maps: ClassPieces, largest: number): Promise<TalliedPlaces> {
  const tally = createPlaceTally(maps.shape, largest)
  for await (const [truth, prediction] of maps.pieces()) tally.add(truth, prediction)
  return tally.finish()
}

async function scoreMasks(pair: Pair, maps: ClassPieces): Promise<Scored> {
  const { truth, options, wanted } = pair
  const { shape } = maps
  const { counts, boxes } = await tallied(maps, 1)
  const [background, foreground] = counts as [readonly number[], readonly number[]]
  const ignoredPixels = maps.ignoredPixels()
  const leftOut = ignoredPixels + maps.pixelsOutside()
  const judged = {
    truePositives: foreground[1]!,
    falsePositives: background[1]!,
    falseNegatives: foreground[0]!,
    trueNegatives: background[0]! - leftOut,
  }
  const nothing = { shape: shape.map(() => 0), data: new Uint8Array() }
  let masks: MaskPair = { truth: nothing, prediction: nothing }
  if (wanted.some(needsMasks))
    await visitMasks(maps, boxes, (_, found) => {
      masks = found
    })
  const { scores } = scoreTalliedMasks(judged, masks, shape, options, wanted)
  const notes = [...ignoredNotes(truth, options, ignoredPixels), ...maps.regionNotes()]
  if (!pair.readouts) return { scores, notes }
  const measured = await readOutClasses(pair, pair.readouts, {
    maps,
    judgedPixels: product(shape) - leftOut,
    classes: [
      {
        ...{ label: 1, key: 'foreground', name: 'Foreground' },
        truth: judged.truePositives + judged.falseNegatives,
        prediction: judged.truePositives + judged.falsePositives,
      },
    ],
  })
  return { scores, readouts: measured.readouts, notes: [...notes, ...measured.notes] }
}

async function scoreClassMapFiles(pair: Pair, maps: ClassPieces): Promise<Scored> {
  const { truth, options, wanted } = pair
  const classes = classesOption(options) ?? []
  const { counts, boxes } = await tallied(maps, classes.length)
  const ignoredPixels = maps.ignoredPixels()
  const confusion = confusionOf(counts, ignoredPixels + maps.pixelsOutside(), options)
  const own = { confusion, imageShape: maps.shape }
  const found = new Map<number, ReturnType<typeof scoreMasksOfClass>>()
  if (wanted.some(needsMasks)) {
    const counted = countedClasses(own, options)
    await visitMasks(maps, boxes, (place, masks) => {
      const one = counted[place - 1]!
      found.set(one.label, scoreMasksOfClass(one, masks, maps.shape, wanted, options))
    })
  }
  const scored = scoreTalliedClassMaps(own, found, options, wanted)
  const notes = [
    ...maps.notes,
    ...scored.notes,
    ...ignoredNotes(truth, options, ignoredPixels),
    ...maps.regionNotes(),
  ]
  if (!pair.readouts) return { scores: scored.scores, notes }
  const measured = await readOutClasses(pair, pair.readouts, {
    maps,
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

/** Place 0, without ignored pixels, is background, or nothing where the label 0 is a class. */
function confusionOf(counts: TalliedPlaces['counts'], ignored: number, options: MetricOptions) {
  const classes = allClasses(options)
  const judged = counts.map((row, place) =>
    place === 0 ? [row[0]! - ignored, ...row.slice(1)] : row,
  )
  const skipped = counts.length - classes.length
  return { classes, counts: judged.slice(skipped).map((row) => row.slice(skipped)) }
}

function ignoredNotes(path: string, { ignoreLabel }: MetricOptions, pixels: number): string[] {
  if (ignoreLabel === undefined || ignoreLabel === null) return []
  return [
    pixels === 0
      ? `${path} has no pixel with the ignore label ${JSON.stringify(ignoreLabel)}.`
      : `${pixels} pixels have the ignore label in the truth and were left out on both sides.`,
  ]
}

function product(shape: readonly number[]): number {
  return shape.reduce((all, side) => all * side, 1)
}
