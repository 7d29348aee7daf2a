/** Blinded reviews over the wire, and where the pictures of an item are. */
import { routes } from '../../src-main/contract/routes.ts'
import type { PointErrors } from '../../src-main/contract/points.ts'
import type {
  ReviewAnswerOrder,
  ReviewItem,
  ReviewOrder,
  ReviewResult,
  ReviewSession,
} from '../../src-main/contract/reviews.ts'
import { addressOf, call } from './client.ts'

export function readReviews(comparison: string): Promise<ReviewSession[]> {
  return call('reviews', { params: { comparison } })
}

export function openReview(comparison: string, body: ReviewOrder): Promise<ReviewSession> {
  return call('openReview', { params: { comparison }, body })
}

export function readReview(session: string): Promise<ReviewSession> {
  return call('review', { params: { session } })
}

export function readItem(session: string, rater: string, place: number): Promise<ReviewItem> {
  return call('reviewItem', { params: { session, rater, place: String(place) } })
}

export function answerReview(session: string, body: ReviewAnswerOrder): Promise<ReviewSession> {
  return call('answerReview', { params: { session }, body })
}

export function lockReview(session: string, person: string): Promise<ReviewSession> {
  return call('lockReview', { params: { session }, body: { person } })
}

export function readResult(session: string): Promise<ReviewResult> {
  return call('reviewResult', { params: { session } })
}

/** Drawn plain: what they are worth is not told. */
export async function readPoints(session: string, token: string): Promise<PointErrors> {
  const { points } = await call('reviewPoints', { params: { session, token } })
  const plain = { class: 'extra', partner: null, distance: null, score: null } as const
  return { gate: 1, unit: 'px', truth: [], prediction: points.map((at) => ({ ...plain, at })) }
}

export function reviewImageAddress(session: string, token: string): string {
  return addressOf(routes.reviewImage.path, { session, token })
}
