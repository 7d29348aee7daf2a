/** A metric's tuple, its options and what was decided about it in the words of the pages. Pure. */
import type { Override } from '../../src-main/contract/fingerprint.ts'
import type { MetricDefinition, MetricTuple } from '../../src-main/contract/metrics.ts'
import type { Json } from '../../src-main/contract/words.ts'
import { directionWords } from './states.ts'

const optionNames: Readonly<Record<string, string>> = {
  comparison: 'Match when the IoU is',
  borderObjects: 'Objects at the border',
  borderWidthPx: 'Width of the border (px)',
  criterion: 'Overlap by',
  border: 'Border pixels',
  percentile: 'Percentile',
  skeleton: 'Centre lines',
  minimumAreaPx: 'Smallest object (px)',
  dataRange: 'Range of the gray values',
  gate: 'Gate',
  distanceUnit: 'Distances in',
  pixelSizeUm: 'Pixel size (µm)',
  emptyCasePolicy: 'Empty cases',
  positiveClass: 'Positive class',
  bins: 'Bins of the calibration',
  classes: 'Labels scored as classes',
  objectClasses: 'Classes of objects',
  ignoreLabel: 'Label that nobody judged',
  stackWindow: 'Window of SSIM in stacks',
  fittedOn: 'Gain and offset fitted on',
  squirrelRegistration: 'Image moved onto its input before SQUIRREL',
  frcWindow: 'Images fade with',
  frcThreshold: 'Resolution where the correlation falls below',
}

const optionValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  comparison: { '>=': 'at least the threshold', '>': 'above the threshold' },
  borderObjects: {
    keep: 'count as all others',
    'drop-prediction-and-truth-touching': 'are left out on both sides',
  },
  border: { 'face-neighbours': 'a neighbour outside along an axis' },
  percentile: { linear: 'linear between the two nearest values' },
  skeleton: { 'zhang-2d-lee-3d': 'Zhang and Suen in planes, Lee in stacks' },
  criterion: {
    iou: 'intersection over union',
    iot: 'intersection over the true object',
    iop: 'intersection over the predicted object',
  },
  dataRange: {
    'truth-range': 'largest minus smallest of the truth',
    'dtype-range': 'all that the pixel type can hold',
    'truth-percentiles': '99.9th minus 0.1st percentile of the truth',
    'larger-range': 'largest minus smallest of whichever image has more',
  },
  distanceUnit: { px: 'px', um: 'µm' },
  stackWindow: { volume: 'windows of the whole volume', plane: 'plane by plane' },
  fittedOn: { pair: 'each pair of images', run: 'all images of a run' },
  squirrelRegistration: {
    none: 'no, as it lies',
    'cross-correlation': 'yes, by cross-correlation',
  },
  frcWindow: { hann: 'a Hann window', hamming: 'a Hamming window', none: 'no window' },
  frcThreshold: {
    '1/7': '1/7, fixed',
    'half-bit': 'half a bit of information',
    'one-bit': 'one bit of information',
    '3-sigma': 'three times the noise',
  },
  emptyCasePolicy: {
    touchstone: 'undefined and counted beside the mean',
    reference: 'as the reference values have it',
  },
}

const unsetTexts: Readonly<Record<string, string>> = {
  pixelSizeUm: 'as the files state it',
  classes: 'none: a mask of two values',
  objectClasses: 'none',
  ignoreLabel: 'none',
  positiveClass: 'known of 0 and 1, no and yes and their like',
}

export function optionName(name: string): string {
  return optionNames[name] ?? name
}

/** The values that an option may have; empty where it is a number or a text. */
export function optionChoices(name: string): readonly { value: string; text: string }[] {
  return Object.entries(optionValues[name] ?? {}).map(([value, text]) => ({ value, text }))
}

export function optionText(name: string, value: Json): string {
  if (typeof value === 'string') return optionValues[name]?.[value] ?? value
  if (value === null) return unsetTexts[name] ?? 'not set'
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value !== 'object') return String(value)
  return Object.entries(value)
    .map(([key, inner]) => `${key} ${JSON.stringify(inner)}`)
    .join(', ')
}

const aggregationWords: Readonly<Record<string, string>> = {
  'mean-over-cases': 'mean over cases; where cases share a sample, first over the cases of each',
  'mean-over-classes-then-cases':
    'mean over the classes of a case that truth or prediction has, then over cases',
  'over-all-cases': 'once over all cases together; one case alone has no value',
}

/** Everything that makes the number what it is, row by row. */
export function tupleRows(
  definition: MetricDefinition,
  tuple: MetricTuple,
): readonly { readonly name: string; readonly text: string }[] {
  const options = Object.entries(tuple.options).map(
    ([name, value]) => `${optionName(name)}: ${optionText(name, value)}`,
  )
  const [least, most] = definition.range
  return [
    { name: 'Id', text: `${tuple.id}, version ${tuple.version}` },
    { name: 'Options', text: options.length === 0 ? 'none' : options.join('; ') },
    { name: 'Unit', text: definition.unit || 'none, a pure number' },
    {
      name: 'Direction',
      text: `${directionWords[definition.direction]}${rangeText(least, most)}`,
    },
    { name: 'Aggregation', text: aggregationWords[tuple.aggregation] ?? tuple.aggregation },
    { name: 'Empty cases', text: optionText('emptyCasePolicy', tuple.emptyCasePolicy) },
  ]
}

function rangeText(least: number | null, most: number | null): string {
  if (least !== null && most !== null) return `, ${least} to ${most}`.replaceAll('-', '−')
  if (least !== null) return `, from ${least}`
  return ''
}

const lengthNames: Readonly<Record<string, string>> = {
  nsd: 'Tolerance of the surface distance (NSD)',
  'boundary-iou': 'Depth of the boundary (px)',
  'f1-points': 'Gate of F1',
}

/** `nsd@1.5` -> what its length is called; null for metrics without a length in their id. */
export function lengthOf(id: string): { family: string; length: number; name: string } | null {
  const [, family = '', length] = /^(nsd|boundary-iou|f1-points)@(\d+(?:\.\d+)?)$/.exec(id) ?? []
  const name = lengthNames[family]
  return name === undefined ? null : { family, length: Number(length), name }
}

const presetNames: Readonly<Record<string, string>> = {
  touchstone: 'Touchstone',
  'neurips-cellseg': 'NeurIPS cell segmentation',
  panoptica: 'Panoptica',
  'after-fit': 'After gain and offset',
  care: 'CARE',
  zerocost: 'ZeroCostDL4Mic',
  'surface-distance': 'surface-distance (areas of surfaces)',
  stardist: 'StarDist',
  cellpose: 'Cellpose',
  hovernet: 'HoVer-Net',
  ctc: 'Cell Tracking Challenge',
  dsb2018: 'Data Science Bowl 2018',
  boundary: 'All border distances',
  'gate-curve': 'F1 against the gate',
}

export function presetName(name: string): string {
  return presetNames[name] ?? name
}

/** Metrics left out that are named one by one; more are counted, the page lists them below. */
const namedAtMost = 3

/** All decisions against the proposal, as parts of a sentence. */
export function overridesText(
  overrides: readonly Override[],
  nameOf: (id: string) => string,
): readonly string[] {
  const removed = overrides.filter(({ what }) => what === 'metric-removed')
  const isMany = removed.length > namedAtMost
  const shown = isMany ? overrides.filter(({ what }) => what !== 'metric-removed') : overrides
  return [
    ...shown.map((one) => overrideText(one, nameOf)),
    ...(isMany ? [`${removed.length} metrics left out`] : []),
  ]
}

/** One decision against the proposal, as a part of a sentence. */
export function overrideText(
  { what, name, proposed, chosen }: Override,
  nameOf: (id: string) => string,
): string {
  if (what === 'metric-added') return `${nameOf(name)} added`
  if (what === 'metric-removed') return `${nameOf(name)} left out`
  if (what === 'headline')
    return `headline ${nameOf(idOf(chosen))} instead of ${nameOf(idOf(proposed))}`
  const before = proposed === null ? 'what is usual' : optionText(name, proposed)
  const after = chosen === null ? 'what is usual' : optionText(name, chosen)
  return `${optionName(name)}: ${after} instead of ${before}`
}

function idOf(value: Json): string {
  return typeof value === 'string' ? value : ''
}
