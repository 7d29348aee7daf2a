/**
 * What each family of metrics answers where a side has nothing, or an image nothing to tell: a table to be
 * read. A test runs the scorers on such images and holds every line of it against their answers.
 */

export interface EmptyCase {
  readonly situation: string
  /** Answer under each policy, for instance `0` or `undefined (both-empty)`. */
  readonly touchstone: string
  readonly reference: string
}

const bothEmpty = 'undefined (both-empty)'
const oneClass = 'undefined (single-class)'
const withoutProbabilities = { 'no probabilities': 'undefined (no-probabilities)' }
const ofPositive = {
  ...withoutProbabilities,
  'two classes, neither known as the positive one': 'undefined (no-positive-class)',
}
const noTruth = 'undefined (truth-empty)'
const noPrediction = 'undefined (prediction-empty)'

/** Nothing on both sides, nothing predicted, nothing in truth. */
type Answers = readonly [both: string, predicted: string, truth: string]
const situations = ['nothing on both sides', 'nothing predicted', 'nothing in truth'] as const

function rule(touchstone: Answers, reference: Answers = touchstone): readonly EmptyCase[] {
  return situations.map((situation, at) => ({
    situation,
    touchstone: touchstone[at]!,
    reference: reference[at]!,
  }))
}

/** The same under both policies. */
function always(answers: Readonly<Record<string, string>>): readonly EmptyCase[] {
  return Object.entries(answers).map(([situation, answer]) => ({
    ...{ situation, touchstone: answer, reference: answer },
  }))
}

export const emptyRules = {
  objectAgreement: rule([bothEmpty, '0', '0']),
  objectPrecision: rule([bothEmpty, noPrediction, '0'], [bothEmpty, '0', '0']),
  pointPrecision: rule([bothEmpty, noPrediction, '0'], [bothEmpty, '0', '0']),
  objectRecall: rule([bothEmpty, '0', noTruth]),
  matchedIou: rule([bothEmpty, noPrediction, noTruth], [bothEmpty, '0', '0']),
  matchedArea: rule([bothEmpty, noPrediction, noTruth]),
  matchedDistance: rule([bothEmpty, noPrediction, noTruth], [bothEmpty, 'Infinity', 'Infinity']),
  relativeToTruth: rule([bothEmpty, '-1', noTruth]),
  // one true object, which all background agrees with
  randError: rule([bothEmpty, noPrediction, noTruth], [bothEmpty, '0', noTruth]),
  outlinePrecision: rule([bothEmpty, noPrediction, '0']),
  outlineF: rule([bothEmpty, '0', '0'], [bothEmpty, noPrediction, noTruth]),
  elementsOfTruth: rule([bothEmpty, noPrediction, noTruth], [bothEmpty, 'Infinity', noTruth]),
  elementsOfPrediction: rule(
    [bothEmpty, noPrediction, noTruth],
    [bothEmpty, noPrediction, 'Infinity'],
  ),
  lineOfPrediction: rule([noPrediction, noPrediction, '0']),
  lineOfTruth: rule([noTruth, '0', noTruth]),
  count: always({ 'nothing on both sides': '0' }),
  pixelAgreement: rule([bothEmpty, '0', '0'], ['1', '0', '0']),
  pixelPrecision: rule([bothEmpty, noPrediction, '0'], ['1', '0', '0']),
  pixelRecall: rule([bothEmpty, '0', noTruth], ['1', '0', noTruth]),
  borderDistance: rule([bothEmpty, noPrediction, noTruth], ['0', noPrediction, noTruth]),
  pointDistance: always({ 'no pair within the gate': 'undefined (no-matches)' }),
  scoredPoints: always({ 'points without scores': 'undefined (no-scores)' }),
  psnr: always({
    'identical images': 'Infinity',
    'constant truth, data range from the truth': 'undefined (zero-data-range)',
  }),
  ssim: always({
    'identical images': '1',
    'constant truth, data range from the truth': 'undefined (zero-data-range)',
  }),
  scales: always({ 'constant truth, data range from the truth': 'undefined (zero-data-range)' }),
  relativeError: always({
    'identical images': '0',
    'truth of zeros only': 'undefined (zero-truth)',
  }),
  rangeError: always({ 'constant truth': 'undefined (constant-truth)' }),
  correlation: always({ 'a constant image': 'undefined (constant-image)' }),
  rings: always({ 'no ring below 1/7': 'undefined (no-crossing)' }),
  pairRange: always({ 'identical images': '1' }),
  information: always({ 'both images constant': 'undefined (constant-image)' }),
  fit: always({ 'a constant prediction': 'undefined (constant-prediction)' }),
  fittedRange: always({
    'constant truth, data range from the truth': 'undefined (zero-data-range)',
  }),
  fittedRelativeError: always({ 'truth of zeros only': 'undefined (zero-truth)' }),
  peaks: always({ 'a constant prediction': 'undefined (no-peak)' }),
  input: always({ 'input image not known': 'undefined (no-input-image)' }),
  objectClasses: always({ 'objects without classes': 'undefined (no-object-classes)' }),
  classRecall: [
    {
      situation: 'one class in truth, a quarter of it right',
      touchstone: oneClass,
      reference: '0.25',
    },
  ],
  classCorrelation: always({
    'one class in truth, a quarter of it right': oneClass,
    'two classes in truth, one named': oneClass,
  }),
  classAgreement: [
    {
      situation: 'one class in truth, a quarter of it right',
      touchstone: oneClass,
      reference: '0',
    },
    ...always({ 'one class in truth, all of it right': oneClass }),
  ],
  classRanking: always({ ...ofPositive, 'one class in truth, with probabilities': oneClass }),
  classOfTwo: always(ofPositive),
  onlyOfTwo: always({
    ...ofPositive,
    'three classes, with probabilities': 'undefined (several-classes)',
  }),
  classProbability: always(withoutProbabilities),
  none: [],
} as const satisfies Readonly<Record<string, readonly EmptyCase[]>>

export type EmptyRule = keyof typeof emptyRules
