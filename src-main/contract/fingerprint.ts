/**
 * The fingerprint of a measuring problem: questions to the person, what the data already tell, and the
 * metrics that follow, each with its reason. Answers and what a person changed are part of the record.
 */
import { z } from 'zod'
import { pixelSizeUmSchema, jsonSchema } from './words.ts'

export const questionIds = [
  'answer-kind',
  'touching',
  'outline',
  'annotator-disagreement',
  'area',
  'centre',
  'worse-error',
  'probabilities',
  'prevalence',
  'tiny',
  'sizes',
  'truth-doubts',
  'prediction-gaps',
] as const
export const questionIdSchema = z.enum(questionIds)
export type QuestionId = z.infer<typeof questionIdSchema>

export const answerSchema = z.union([z.string().min(1).max(40), z.number().min(0.01).max(1000)])
export type Answer = z.infer<typeof answerSchema>
/** Only what a person answered. */
export const answersSchema = z.partialRecord(questionIdSchema, answerSchema)
export type Answers = z.infer<typeof answersSchema>

export const questionSchema = z.strictObject({
  id: questionIdSchema,
  /** As the questions are counted to a person, 1 to 12; a follow-up shares the number. */
  number: z.number(),
  text: z.string(),
  /** What depends on the answer. */
  why: z.string(),
  /** Empty where a number is asked for. */
  choices: z.array(z.strictObject({ value: z.string(), text: z.string() })),
  /** Of a number: its unit. */
  unit: z.string().nullable(),
  /** The person's answer. */
  answer: answerSchema.nullable(),
  /** What the data say; it counts until the person answers. */
  fromData: z.strictObject({ answer: answerSchema, sentence: z.string() }).nullable(),
})
export type Question = z.infer<typeof questionSchema>

/** What is known of a dataset before anything is measured; null where it cannot be told. */
export const fingerprintFactsSchema = z.strictObject({
  cases: z.number(),
  /** Independent units: samples where the cases name them, else images. */
  units: z.number(),
  unit: z.enum(['image', 'sample']),
  pixelSizeUm: pixelSizeUmSchema.nullable(),
  /** Objects, pieces of the foreground, or points of all cases together. */
  objects: z.number().nullable(),
  /** Diameter of a disk (ball) of the same area (volume), px. */
  medianWidthPx: z.number().nullable(),
  /** 95th percentile of areas over the 5th. */
  sizeRatio: z.number().nullable(),
  /** Share of objects that touch another one. */
  touchingShare: z.number().nullable(),
  /** Share of all pixels that are foreground. */
  foregroundShare: z.number().nullable(),
  emptyCases: z.number().nullable(),
  /** Of a classification: cases per class. */
  classCounts: z.record(z.string(), z.number()).nullable(),
  /** Where several people annotated: pairs of annotations, and the median distance of outlines or points. */
  people: z.strictObject({ pairs: z.number(), distancePx: z.number().nullable() }).optional(),
})
export type FingerprintFacts = z.infer<typeof fingerprintFactsSchema>

const optionsSchema = z.record(z.string(), jsonSchema)

export const proposalSchema = z.strictObject({
  headline: z.string(),
  /** In the order in which they are shown, the headline first. */
  metrics: z.array(z.strictObject({ id: z.string(), reason: z.string() })),
  options: z.array(z.strictObject({ name: z.string(), value: jsonSchema, reason: z.string() })),
})
export type Proposal = z.infer<typeof proposalSchema>

/** A choice of metrics as it is computed. */
export const metricChoiceSchema = z.strictObject({
  headline: z.string(),
  metrics: z.array(z.string()),
  options: optionsSchema,
})
export type MetricChoice = z.infer<typeof metricChoiceSchema>

/** What a person decided otherwise than proposed. */
export const overrideSchema = z.strictObject({
  what: z.enum(['headline', 'metric-added', 'metric-removed', 'option']),
  name: z.string(),
  proposed: jsonSchema,
  chosen: jsonSchema,
})
export type Override = z.infer<typeof overrideSchema>

/** As it is recorded with the order, before any result exists. */
export const measurementSchema = z.strictObject({
  answers: answersSchema,
  /** Answers that the data gave where the person gave none. */
  fromData: answersSchema,
  proposed: metricChoiceSchema,
  chosen: metricChoiceSchema,
  overridden: z.array(overrideSchema),
})
export type Measurement = z.infer<typeof measurementSchema>

/** The pitfall by its number in the list of the documentation, and where it applies here. */
export const pitfallSchema = z.strictObject({ pitfall: z.number(), text: z.string() })
export type Pitfall = z.infer<typeof pitfallSchema>

/** A set of metrics with its options, as another program computes them. */
export const metricPresetSchema = z.strictObject({
  name: z.string(),
  metrics: z.array(z.string()),
  options: optionsSchema,
})
export type MetricPreset = z.infer<typeof metricPresetSchema>

/** What the page needs to let a person choose. */
export const fingerprintSchema = z.strictObject({
  questions: z.array(questionSchema),
  proposal: proposalSchema,
  measurement: measurementSchema,
  pitfalls: z.array(pitfallSchema),
  /** Why the evaluation will not start like this. */
  refusal: z.string().nullable(),
  presets: z.array(metricPresetSchema),
  /** Options that the chosen metrics know, with the value that each has now. */
  options: z.array(z.strictObject({ name: z.string(), value: jsonSchema })),
})
export type Fingerprint = z.infer<typeof fingerprintSchema>
