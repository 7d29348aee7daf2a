/**
 * The questions about a measuring problem, after Metrics Reloaded (Maier-Hein 2024,
 * 10.1038/s41592-023-02151-z): describe the problem first, then let it choose the metrics.
 */
import type { QuestionId } from '../../../contract/fingerprint.ts'
import type { Task } from '../../../contract/words.ts'

export interface AskedQuestion {
  readonly id: QuestionId
  readonly number: number
  readonly tasks: readonly Task[]
  readonly text: string
  readonly why: string
  /** Empty where a number is asked for. */
  readonly choices: readonly { readonly value: string; readonly text: string }[]
  readonly unit: string | null
  /** A follow-up: asked only while the other question has this answer. */
  readonly after?: { readonly id: QuestionId; readonly answer: string }
}

const yesNo = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
  { value: 'unknown', text: 'Not known' },
] as const

const doubts = [
  { value: 'none', text: 'Neither' },
  { value: 'noisy', text: 'Annotation is noisy' },
  { value: 'empty', text: 'Cases may be empty' },
  { value: 'both', text: 'Both' },
  { value: 'unknown', text: 'Not known' },
] as const

const worse = [
  { value: 'equal', text: 'Both alike' },
  { value: 'miss', text: 'A miss is worse' },
  { value: 'false-hit', text: 'A false hit is worse' },
] as const

const choice = { unit: null } as const

export const questions: readonly AskedQuestion[] = [
  {
    ...choice,
    id: 'answer-kind',
    number: 1,
    tasks: ['instances', 'semantic', 'detection', 'classification'],
    text: 'What does an answer consist of?',
    why: 'A pixel score cannot tell whether objects were found, and an object score cannot judge an area.',
    choices: [
      { value: 'objects', text: 'A mask per object' },
      { value: 'mask', text: 'One mask' },
      { value: 'positions', text: 'Positions' },
      { value: 'class', text: 'One answer per image' },
    ],
  },
  {
    ...choice,
    id: 'answer-kind',
    number: 1,
    tasks: ['restoration'],
    text: 'What is restored?',
    why: 'Denoised images are compared in gray values; a predicted stain only in what is bright where.',
    choices: [
      { value: 'denoising', text: 'Noise or blur removed' },
      { value: 'super-resolution', text: 'Finer detail than the image has' },
      { value: 'artificial-labelling', text: 'Another stain or contrast' },
    ],
  },
  {
    ...choice,
    id: 'touching',
    number: 2,
    tasks: ['instances', 'semantic'],
    text: 'Do objects of one kind touch or overlap?',
    why: 'A mask merges what touches: Dice stays high while the count is wrong.',
    choices: yesNo,
  },
  {
    ...choice,
    id: 'outline',
    number: 3,
    tasks: ['instances', 'semantic'],
    text: 'Does the exact outline matter (shape, membrane)?',
    why: 'Overlap hardly sees the outline of large objects; distances between borders do.',
    choices: yesNo,
  },
  {
    id: 'annotator-disagreement',
    number: 3,
    tasks: ['semantic'],
    text: 'By how much do two annotators draw that outline differently?',
    why: 'It becomes the tolerance of the surface distance: what people disagree on is no error of the tool.',
    choices: [],
    unit: 'px',
    after: { id: 'outline', answer: 'yes' },
  },
  {
    id: 'annotator-disagreement',
    number: 3,
    tasks: ['detection'],
    text: 'How far apart do two annotators put the same point?',
    why: 'It becomes the gate: a predicted point counts as found within this distance.',
    choices: [],
    unit: 'px',
  },
  {
    ...choice,
    id: 'area',
    number: 4,
    tasks: ['instances', 'semantic'],
    text: 'Will area or volume be measured?',
    why: 'A tool can find everything and still draw it too large or too small throughout.',
    choices: yesNo,
  },
  {
    ...choice,
    id: 'area',
    number: 4,
    tasks: ['restoration'],
    text: 'Will gray values be measured afterwards?',
    why: 'Correlation does not see a changed gain or offset; only an error in gray values does.',
    choices: yesNo,
  },
  {
    ...choice,
    id: 'centre',
    number: 5,
    tasks: ['semantic'],
    text: 'Is the centre line the point (filaments, vessels, neurites)?',
    why: 'Of thin lines a shift by one pixel ruins Dice, while a gap hardly changes it.',
    choices: yesNo,
  },
  {
    ...choice,
    id: 'centre',
    number: 5,
    tasks: ['instances'],
    text: 'Is only the centre of an object the point?',
    why: 'Then positions with a gate answer more directly than overlap.',
    choices: yesNo,
  },
  {
    ...choice,
    id: 'worse-error',
    number: 6,
    tasks: ['instances'],
    text: 'Which error is worse?',
    why: 'F1 weighs misses and false hits alike, and does not name splits and merges.',
    choices: [
      ...worse,
      { value: 'split', text: 'A split is worse than a merge' },
      { value: 'merge', text: 'A merge is worse than a split' },
    ],
  },
  {
    ...choice,
    id: 'worse-error',
    number: 6,
    tasks: ['semantic', 'detection', 'classification'],
    text: 'Which error is worse?',
    why: 'The usual scores weigh misses and false hits alike.',
    choices: worse,
  },
  {
    ...choice,
    id: 'probabilities',
    number: 7,
    tasks: ['classification', 'detection'],
    text: 'Will scores be used as probabilities, or with a threshold of your own?',
    why: 'A tool can rank well and still be far too sure of itself.',
    choices: yesNo,
  },
  {
    ...choice,
    id: 'prevalence',
    number: 8,
    tasks: ['classification'],
    text: 'Is the share of each class the same here as in practice?',
    why: 'Accuracy, MCC and F1 change with that share, even for the same tool.',
    choices: yesNo,
  },
  {
    ...choice,
    id: 'tiny',
    number: 9,
    tasks: ['instances', 'semantic'],
    text: 'Are objects only a few pixels wide?',
    why: 'Then one pixel changes the overlap a lot.',
    choices: yesNo,
  },
  {
    ...choice,
    id: 'sizes',
    number: 10,
    tasks: ['instances', 'semantic'],
    text: 'Do sizes differ strongly between objects?',
    why: 'In a score over pixels the large ones hide what happens to the small.',
    choices: yesNo,
  },
  {
    ...choice,
    id: 'truth-doubts',
    number: 11,
    tasks: ['instances', 'semantic', 'detection'],
    text: 'Is the annotation noisy, may cases be empty?',
    why: 'A tolerance forgives noise; an empty case has no score, which has to be said and not hidden.',
    choices: doubts,
  },
  {
    ...choice,
    id: 'truth-doubts',
    number: 11,
    tasks: ['restoration'],
    text: 'Are image and ground truth two acquisitions with noise of their own?',
    why: 'Only then does the correlation of Fourier rings speak of resolution.',
    choices: yesNo,
  },
  {
    ...choice,
    id: 'prediction-gaps',
    number: 12,
    tasks: ['instances', 'semantic'],
    text: 'May a prediction be empty?',
    why: 'A share of nothing is undefined; it is counted beside the mean, never taken as zero.',
    choices: yesNo,
  },
  {
    ...choice,
    id: 'prediction-gaps',
    number: 12,
    tasks: ['detection', 'classification'],
    text: 'Do predictions lack scores or probabilities?',
    why: 'Without them there is no average precision, no ROC curve and no calibration.',
    choices: yesNo,
  },
]

/** Those that a task is asked, in order. */
export function questionsOf(task: Task): readonly AskedQuestion[] {
  return questions.filter(({ tasks }) => tasks.includes(task))
}
