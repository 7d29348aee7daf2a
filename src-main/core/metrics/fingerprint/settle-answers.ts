/** The answers that count: those of the person, and what the data say where the person gave none. */
import type {
  Answer,
  Answers,
  FingerprintFacts,
  QuestionId,
} from '../../../contract/fingerprint.ts'
import type { Task } from '../../../contract/words.ts'
import { TouchstoneError } from '../../errors.ts'
import { questionsOf, type AskedQuestion } from './questions.ts'

export interface DataAnswer {
  readonly answer: Answer
  readonly sentence: string
}

/** Objects narrower than this are tiny: one pixel changes their overlap a lot. */
export const tinyWidthPx = 5
/** From this ratio of areas (95th to 5th percentile) on sizes differ strongly: about three times as wide. */
const strongSizeRatio = 10
/** From this share of touching objects on they touch: fewer may be slips of the pen. */
const touchingShareFloor = 0.02

/** Throws `bad-options` for questions that the task is not asked, and for answers that are no choice. */
export function requireAnswers(task: Task, answers: Answers): void {
  const asked = new Map(questionsOf(task).map((question) => [question.id, question]))
  for (const [id, answer] of Object.entries(answers)) {
    const question = asked.get(id as QuestionId)
    if (question === undefined)
      throw new TouchstoneError(
        'bad-options',
        `The question ${id} is not asked for the task ${task}; these are: ${[...asked.keys()].join(', ')}.`,
        { question: id, task },
      )
    requireChoice(question, answer)
  }
}

function requireChoice({ id, choices, unit }: AskedQuestion, answer: Answer): void {
  const values = choices.map(({ value }) => value)
  if (values.length === 0 ? typeof answer === 'number' : values.includes(String(answer))) return
  const wanted = values.length === 0 ? `a number of ${unit ?? ''}` : `one of ${values.join(', ')}`
  throw new TouchstoneError(
    'bad-options',
    `The answer to ${id} is ${JSON.stringify(answer)}; it must be ${wanted}.`,
    { question: id, answer },
  )
}

/** What the dataset tells of itself. */
export function answersOfData(
  task: Task,
  facts: FingerprintFacts,
): Readonly<Partial<Record<QuestionId, DataAnswer>>> {
  const asked = new Set(questionsOf(task).map(({ id }) => id))
  return Object.fromEntries(
    Object.entries(allOfData(task, facts)).filter(([id]) => asked.has(id as QuestionId)),
  )
}

const kinds: Partial<Readonly<Record<Task, string>>> = {
  instances: 'objects',
  semantic: 'mask',
  detection: 'positions',
  classification: 'class',
}

function allOfData(task: Task, facts: FingerprintFacts): Partial<Record<QuestionId, DataAnswer>> {
  const { medianWidthPx: width, sizeRatio, touchingShare: share, emptyCases, people } = facts
  const kind = kinds[task]
  const isTiny = width !== null && width < tinyWidthPx
  const differ = sizeRatio !== null && sizeRatio >= strongSizeRatio
  return {
    ...(kind === undefined
      ? {}
      : { 'answer-kind': { answer: kind, sentence: `The dataset is for the task ${task}.` } }),
    ...(task !== 'instances' || share === null
      ? {}
      : {
          touching: {
            answer: share >= touchingShareFloor ? 'yes' : 'no',
            sentence: `${percent(share)} of the true objects touch another one.`,
          },
        }),
    ...(width === null
      ? {}
      : {
          tiny: {
            answer: isTiny ? 'yes' : 'no',
            sentence: `The median true object is ${width.toFixed(1)} px wide.`,
          },
        }),
    ...(sizeRatio === null
      ? {}
      : {
          sizes: {
            answer: differ ? 'yes' : 'no',
            sentence: `The largest true objects have ${sizeRatio.toPrecision(2)} times the area of the smallest (95th to 5th percentile).`,
          },
        }),
    ...(typeof people?.distancePx !== 'number'
      ? {}
      : {
          'annotator-disagreement': {
            answer: Math.min(1000, Math.max(0.1, Number(people.distancePx.toPrecision(2)))),
            sentence: `Two people lie ${people.distancePx.toPrecision(2)} px apart (median of ${people.pairs} pairs of annotations).`,
          },
        }),
    ...(task === 'restoration' || emptyCases === null || emptyCases === 0
      ? {}
      : {
          'truth-doubts': {
            answer: 'empty',
            sentence: `${emptyCases} of ${facts.cases} ground truths are empty.`,
          },
        }),
  }
}

function percent(share: number): string {
  const value = share * 100
  return `${value === 0 || value >= 10 ? value.toFixed(0) : value.toPrecision(2)} %`
}

/** A follow-up counts only while the question before it has the answer that asks for it. */
export function settleAnswers(task: Task, answers: Answers, facts: FingerprintFacts): Answers {
  const ofData = answersOfData(task, facts)
  const settled = Object.fromEntries(
    questionsOf(task).flatMap(({ id }) => {
      const answer = answers[id] ?? ofData[id]?.answer
      return answer === undefined ? [] : [[id, answer]]
    }),
  ) as Answers
  return Object.fromEntries(
    questionsOf(task).flatMap(({ id, after }) =>
      settled[id] === undefined || (after && settled[after.id] !== after.answer)
        ? []
        : [[id, settled[id]]],
    ),
  )
}
