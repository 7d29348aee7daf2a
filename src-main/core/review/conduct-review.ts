/** Opens, answers and locks a review: checks what is asked, and writes it into the record. */
import type { Comparison } from '../../contract/comparison.ts'
import { countItems } from '../../contract/review-counts.ts'
import {
  mostReviewItems,
  reviewTasks,
  type ReviewAnswerOrder,
  type ReviewKind,
  type ReviewOrder,
} from '../../contract/reviews.ts'
import { TouchstoneError } from '../errors.ts'
import type { ReviewId, RunId } from '../history/ids.ts'
import type { History } from '../history/open-history.ts'
import { generatorId } from '../statistics/random.ts'
import { planItems } from './plan-items.ts'
import type { ReviewBook } from './review-book.ts'
import { drawKey, drawSeed } from './tokens.ts'

/** The product's words for what each level means, from the lowest. */
export const defaultRubric: readonly string[] = [
  'Unusable: most of what matters is wrong or missing.',
  'Poor: the errors would change a conclusion.',
  'Fair: the errors are plain, but would change few conclusions.',
  'Good: small errors that change no conclusion.',
  'As good as careful work by hand.',
]

export const defaultQuestion: Readonly<Record<ReviewKind, string>> = {
  pairwise: 'Which of the two is the better result for this image?',
  rating: 'How good is this result for this image?',
}

/** Throws `bad-request` where the order cannot be meant, `not-found` for a tool or case of elsewhere. */
export function openReview(
  history: History,
  comparison: Comparison,
  order: ReviewOrder,
  session: string,
): ReviewId {
  const { kind, cases, raters, repeatShare, noDifference, person } = order
  requireDistinct('case', cases)
  requireDistinct('tool', order.tools)
  requireDistinct('rater', raters)
  if (!reviewTasks.some((task) => task === comparison.task))
    throw refused(
      `A review shows results as pictures, and those of the task ${comparison.task} are none; review a comparison of ${reviewTasks.join(', ')}.`,
    )
  if (kind === 'pairwise' && order.tools.length < 2)
    throw refused('To say which is better takes two tools; choose another one, or rate one by one.')
  const tools = order.tools.map((key) => toolOf(history, comparison, key, cases))
  const items = countItems(kind, cases.length, tools.length) * raters.length
  if (items > mostReviewItems)
    throw refused(
      `This makes ${String(items)} items for all raters, and at most ${String(mostReviewItems)} are possible; choose fewer cases or tools.`,
    )
  const seed = order.seed ?? drawSeed()
  const { payload } = history.append('review-opened', {
    session,
    comparison: comparison.id,
    task: comparison.task,
    ...{ kind, noDifference, cases, tools, raters, seed, repeatShare, person },
    question: order.question || defaultQuestion[kind],
    rubric: kind === 'rating' ? [...(order.rubric ?? defaultRubric)] : [],
    generator: generatorId,
    key: drawKey(),
    items: planItems({
      ...{ kind, repeatShare, seed, raters: raters.length },
      ...{ cases: cases.length, tools: tools.length },
    }).map((one) => one.map(({ tools, ...item }) => ({ ...item, tools: [...tools] }))),
  })
  return payload.session
}

/** Every case must have a picture of every tool, or it would show which one is missing. */
function toolOf(
  history: History,
  comparison: Comparison,
  key: string,
  cases: readonly string[],
): { key: string; run: RunId; digest: Comparison['tools'][number]['digest'] } {
  const tool = comparison.tools.find((one) => one.key === key && one.role === 'tool')
  if (!tool) throw new TouchstoneError('not-found', `The comparison has no tool ${key}.`)
  const shownRole = comparison.task === 'detection' ? 'objects' : 'prediction'
  const known = new Set(comparison.cases.map(({ id }) => id))
  const shown = new Set(
    history
      .workOfRun(tool.run)
      .filter(({ outputs }) => outputs.some(({ role }) => role === shownRole))
      .map((one) => one.case),
  )
  for (const id of cases) {
    if (!known.has(id)) throw new TouchstoneError('not-found', `The comparison has no case ${id}.`)
    if (!shown.has(id))
      throw refused(`${tool.name} has no result of ${id} to look at; leave this case out.`)
  }
  return { key, run: tool.run as RunId, digest: tool.digest }
}

/** Throws `conflict` after the lock, `not-found` for an item that is not the rater's, `bad-request` else. */
export function answerItem(
  history: History,
  book: ReviewBook,
  session: string,
  { rater, item, answer, seconds }: ReviewAnswerOrder,
): void {
  const { opened, locked } = book.session(session)
  if (locked !== null)
    throw new TouchstoneError(
      'conflict',
      `The review was locked on ${locked.at.slice(0, 10)} by ${locked.person}, so no answer is taken any more.`,
    )
  const { rater: whose, place, role } = book.meaningOf(session, item)
  if (role !== 'item' || opened.raters[whose] !== rater)
    throw new TouchstoneError('not-found', `${rater} has no such item in this review.`)
  if ((opened.kind === 'rating') !== (typeof answer === 'number'))
    throw refused(
      opened.kind === 'rating'
        ? `The answer to this item is a level from 1 to 5, not ${String(answer)}.`
        : `The answer to this item is first, second or none, not ${String(answer)}.`,
    )
  history.append('review-answered', { session: opened.session, rater, place, answer, seconds })
}

/** For good. Throws `conflict` where it is locked already. */
export function lockReview(
  history: History,
  book: ReviewBook,
  session: string,
  person: string,
): void {
  const { opened, answers, locked } = book.session(session)
  if (locked !== null)
    throw new TouchstoneError(
      'conflict',
      `The review was locked before, on ${locked.at.slice(0, 10)} by ${locked.person}.`,
    )
  history.append('review-locked', {
    session: opened.session,
    answered: answers.reduce((total, { size }) => total + size, 0),
    items: opened.items.flat().length,
    person,
  })
}

function requireDistinct(what: string, names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) throw refused(`The ${what} ${twice} is named twice.`)
}

function refused(sentence: string): TouchstoneError {
  return new TouchstoneError('bad-request', sentence)
}
