/**
 * Blinded review: people judge predictions without knowing which tool made them. Until a session is locked
 * nothing here names a tool, a case or a file: items and their pictures go by tokens that mean nothing.
 */
import { z } from 'zod'
import { digestSchema, imageTasks, taskSchema } from './words.ts'

/** `pairwise`: which of two is better, or no difference; `rating`: one prediction on a scale of five levels. */
export const reviewKindSchema = z.enum(['pairwise', 'rating'])
export type ReviewKind = z.infer<typeof reviewKindSchema>

/** Tasks whose results can be looked at: pictures, or points over the input. */
export const reviewTasks = [...imageTasks, 'detection'] as const

/** How "no difference" counts: half a win for each, or not at all. Stated before anybody answers. */
export const noDifferenceSchema = z.enum(['half', 'left-out'])
export type NoDifference = z.infer<typeof noDifferenceSchema>

export const reviewLevels = 5
/** Bounds the record and the patience of raters: over all raters, repeats not counted. */
export const mostReviewItems = 20_000

const person = z.string().trim().min(1).max(100)
const sentence = z.string().trim().max(500)

export const reviewOrderSchema = z.strictObject({
  kind: reviewKindSchema,
  /** Ids of cases of the comparison. */
  cases: z.array(z.string().min(1)).min(1).max(2000),
  /** Keys of tools of the comparison; two at least to compare. */
  tools: z.array(z.string().min(1)).min(1).max(12),
  raters: z.array(person).min(1).max(20),
  /** Null: drawn, and told to nobody until the session is locked. */
  seed: z.number().int().nonnegative().max(0xffffffff).nullable().default(null),
  /** Share of items that are shown a second time; at least 2 where there are 5 items. */
  repeatShare: z.number().min(0).max(0.5).default(0.1),
  noDifference: noDifferenceSchema.default('half'),
  /** What raters are asked; the product's words where empty. */
  question: sentence.default(''),
  /** What each level means, from the lowest; the product's words where null. */
  rubric: z.array(sentence.min(1)).length(reviewLevels).nullable().default(null),
  person,
})
export type ReviewOrder = z.infer<typeof reviewOrderSchema>

/** What may be told at any time. */
export const reviewSessionSchema = z.strictObject({
  session: z.string(),
  comparison: z.string(),
  kind: reviewKindSchema,
  task: taskSchema,
  question: z.string(),
  /** Five texts, from the lowest level; none for pairs. */
  rubric: z.array(z.string()),
  noDifference: noDifferenceSchema,
  cases: z.number(),
  tools: z.number(),
  openedAt: z.string(),
  openedBy: z.string(),
  raters: z.array(
    z.strictObject({
      name: z.string(),
      items: z.number(),
      answered: z.number(),
      /** The first place without an answer; null where there is none. */
      next: z.number().nullable(),
    }),
  ),
  locked: z.strictObject({ at: z.string(), person: z.string() }).nullable(),
  /** Null until the session is locked. */
  seed: z.number().nullable(),
})
export type ReviewSession = z.infer<typeof reviewSessionSchema>

export const reviewAnswerSchema = z.union([
  z.enum(['first', 'second', 'none']),
  z.number().int().min(1).max(reviewLevels),
])
export type ReviewAnswer = z.infer<typeof reviewAnswerSchema>

/** One item as its rater sees it. Pictures are asked for at `reviewImage` by their tokens. */
export const reviewItemSchema = z.strictObject({
  item: z.string(),
  /** Its place in this rater's own order, from 0. */
  place: z.number(),
  items: z.number(),
  input: z.string(),
  /** Two to compare, or one to rate. */
  sides: z.array(z.string()),
  /** The rater's own last answer. */
  answer: reviewAnswerSchema.nullable(),
})
export type ReviewItem = z.infer<typeof reviewItemSchema>

/** Task `detection`: where a tool found something, and nothing of what it is worth. Pixels, as in `points.ts`. */
export const reviewPointsSchema = z.strictObject({
  points: z.array(z.strictObject({ x: z.number(), y: z.number(), z: z.number() })),
})
export type ReviewPoints = z.infer<typeof reviewPointsSchema>

export const reviewAnswerOrderSchema = z.strictObject({
  rater: person,
  item: z.string().min(1).max(100),
  answer: reviewAnswerSchema,
  /** How long the item was looked at. */
  seconds: z.number().nonnegative().max(1e6).nullable().default(null),
})
export type ReviewAnswerOrder = z.infer<typeof reviewAnswerOrderSchema>

export const reviewLockOrderSchema = z.strictObject({ person })
export type ReviewLockOrder = z.infer<typeof reviewLockOrderSchema>

/** A number with its interval, or the reason why there is none. Undefined is not zero. */
export const reviewFigureSchema = z.union([
  z.strictObject({
    value: z.number(),
    lower: z.number().nullable(),
    upper: z.number().nullable(),
    /** Units it rests on: samples, images, or items for kappa. */
    n: z.number(),
    note: z.string(),
  }),
  z.strictObject({ undefined: z.string() }),
])
export type ReviewFigure = z.infer<typeof reviewFigureSchema>

export const reviewResultSchema = z.strictObject({
  session: reviewSessionSchema,
  sentence: z.string(),
  tools: z.array(
    z.strictObject({ key: z.string(), name: z.string(), run: z.string(), digest: digestSchema }),
  ),
  seed: z.number(),
  generator: z.string(),
  /** What n counts: `sample` as soon as one case names its sample. */
  unit: z.enum(['image', 'sample']),
  /** Answers to items shown for the first time; repeats count for agreement only. */
  judgements: z.number(),
  unanswered: z.number(),
  repeated: z.number(),
  pairs: z.array(
    z.strictObject({
      a: z.string(),
      b: z.string(),
      better: z.number(),
      worse: z.number(),
      none: z.number(),
      /** Share of a over b. */
      share: reviewFigureSchema,
    }),
  ),
  winRates: z.array(z.strictObject({ tool: z.string(), rate: reviewFigureSchema })),
  /** Natural logarithm of the strength, with mean zero over tools; null where nothing was compared. */
  bradleyTerry: z
    .strictObject({
      draws: z.number(),
      note: z.string(),
      tools: z.array(z.strictObject({ tool: z.string(), strength: reviewFigureSchema })),
    })
    .nullable(),
  ratings: z.array(
    z.strictObject({
      tool: z.string(),
      /** How often each level was given, from the lowest. */
      counts: z.array(z.number()),
      mean: reviewFigureSchema,
    }),
  ),
  /** Each rater against themselves, over repeated items. `weighted` (quadratic) for ratings only. */
  within: z.array(
    z.strictObject({
      rater: z.string(),
      kappa: reviewFigureSchema,
      weighted: reviewFigureSchema.nullable(),
      agreed: z.number(),
      items: z.number(),
    }),
  ),
  /** Each two raters, over items that both answered. */
  between: z.array(
    z.strictObject({
      a: z.string(),
      b: z.string(),
      kappa: reviewFigureSchema,
      weighted: reviewFigureSchema.nullable(),
      agreed: z.number(),
      items: z.number(),
    }),
  ),
  /** How often the picture shown first was preferred, among those that were; null for ratings. */
  firstSide: reviewFigureSchema.nullable(),
  /** What was behind every item. */
  items: z.array(
    z.strictObject({
      rater: z.string(),
      place: z.number(),
      case: z.string(),
      tools: z.array(z.string()),
      /** Place of the item that this one repeats. */
      repeats: z.number().nullable(),
      answer: reviewAnswerSchema.nullable(),
    }),
  ),
})
export type ReviewResult = z.infer<typeof reviewResultSchema>
