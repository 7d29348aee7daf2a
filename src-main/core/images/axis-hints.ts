/**
 * What may be wrong with the meaning of an image's axes, each with the axes that would be right if so. Hints
 * are questions to a person: where in doubt there is none.
 */
import type { AxisHint } from '../../contract/images.ts'
import { compareSamples } from './hints/compare-samples.ts'
import { findBar, findColouredMark, type Box } from './hints/find-marks.ts'
import { sampleWindows, type SampledWindow } from './hints/sample-windows.ts'
import type { ImageInfo, ImageSource, ReadOptions } from './types.ts'

const mostAlternatives = 6

/** Reads the middle plane, or its corners where it is large. Errors as `readRegion`. */
export async function axisHints(
  source: ImageSource,
  options: ReadOptions = {},
): Promise<AxisHint[]> {
  const { info } = source
  const unknown = unknownAxes(info)
  if (info.series[info.seriesIndex]?.kind === 'labels' || source.isPalette === true) return unknown
  const windows = await sampleWindows(source, options)
  const colour = info.size.samples >= 3 ? colourHint(info, windows) : undefined
  const marks = colour?.kind === 'batch-as-colour' ? undefined : marksHint(info, windows, colour)
  return [...unknown, ...(colour ? [colour] : []), ...(marks ? [marks] : [])]
}

function unknownAxes({ axes, shape, size }: ImageInfo): AxisHint[] {
  const unknown = [...axes].flatMap((letter, i) => (letter === 'q' && shape[i]! > 1 ? [i] : []))
  if (unknown.length === 0) return []
  const free = ['z', 't', 'c'].filter((letter) => !axes.includes(letter))
  let found: string[][] = [[...axes]]
  for (const at of unknown) {
    const count = shape[at]!
    // few planes are channels more often than slices
    const likely = count <= 4 ? ['c', 'z', 't'] : ['z', 't', 'c']
    const letters = likely.filter((letter) => free.includes(letter))
    const isColour = (count === 3 || count === 4) && size.samples === 1 && unknown.length === 1
    found = found.flatMap((one) =>
      [...letters.filter((letter) => !one.includes(letter)), ...(isColour ? ['s'] : [])].map(
        (letter) => one.with(at, letter),
      ),
    )
  }
  const counts = unknown.map((at) => shape[at]!).join(' and ')
  const what =
    unknown.length === 1
      ? `its axis of ${counts} planes means`
      : `its axes of ${counts} planes mean`
  return [
    {
      kind: 'axes-unknown',
      message: `The file does not say what ${what}: slices, times or channels.`,
      axes: found.slice(0, mostAlternatives).map((one) => one.join('')),
    },
  ]
}

/** Colour that compresses well together is no proof of one picture, so the samples themselves are compared. */
function colourHint(info: ImageInfo, windows: readonly SampledWindow[]): AxisHint | undefined {
  const { areEqual, largestCorrelation, smallestOverlap } = compareSamples(
    windows.map(({ block }) => block),
  )
  const samples = info.size.samples
  const alternatives = ['c', 'z', 't', 'q']
    .filter((letter) => letter === 'q' || !info.axes.includes(letter))
    .map((letter) => info.axes.replace('s', letter))
  if (areEqual) {
    return {
      kind: 'gray-as-colour',
      message: `The ${samples === 4 ? 'first 3 of its 4' : samples} colour samples of every pixel are equal: a gray picture stored as colour.`,
      axes: alternatives.slice(0, 1),
    }
  }
  const isGuess = info.warnings.some((warning) => /taken for colour samples/.test(warning))
  const isStatedGray = info.facts.some(
    ({ name, value }) => name === 'Colour model' && value.startsWith('gray'),
  )
  const isPlanar = info.axes.indexOf('s') < info.axes.indexOf('y')
  const isAlike = largestCorrelation < (isPlanar || isGuess ? 0.4 : 0.2)
  // dyes of a merged picture differ in brightness, pictures of one batch do not
  const isBatch = isAlike && smallestOverlap > (isPlanar || isGuess ? 0.5 : 0.8)
  const isLikely = isStatedGray || isBatch
  if (!isLikely || samples !== 3 || /^(png|jpeg)$/.test(info.format)) return undefined
  const why = isStatedGray
    ? 'the file calls its pixels gray'
    : 'the three hardly resemble each other'
  return {
    kind: 'batch-as-colour',
    message: `Red, green and blue may be three images of their own: ${why}.`,
    axes: alternatives.slice(0, 3),
  }
}

function marksHint(
  info: ImageInfo,
  windows: readonly SampledWindow[],
  colour: AxisHint | undefined,
): AxisHint | undefined {
  const isGray = info.size.samples === 1 || colour?.kind === 'gray-as-colour'
  for (const { y, x, block } of windows) {
    const found = isGray
      ? findBar(block, { y, x }, info.size)
      : info.size.samples >= 3
        ? findColouredMark(block, { y, x }, info.size)
        : undefined
    if (found !== undefined) return burntIn(found, info)
  }
  return undefined
}

function burntIn(box: Box, { size }: ImageInfo): AxisHint {
  const side = box.y + box.height / 2 < size.height / 2 ? 'upper' : 'lower'
  const hand = box.x + box.width / 2 < size.width / 2 ? 'left' : 'right'
  return {
    kind: 'burnt-in',
    message: `A mark such as a scale bar or text seems to be drawn into the pixels at the ${side} ${hand}; its values are no measurement.`,
    axes: [],
    box,
  }
}
