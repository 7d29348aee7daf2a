/**
 * Every address the core answers, with what goes in and what comes out. All answers are JSON except tiles.
 * Errors are `Problem` with a fitting status; without the token everything is 401.
 */
import { z } from 'zod'
import {
  bareInstalledSchema,
  bareInstallSchema,
  bareModelSchema,
  previewOrderSchema,
  previewSchema,
  weightsOrderSchema,
} from './bare-model.ts'
import { comparisonSchema } from './comparison.ts'
import { confusionSchema } from './confusion.ts'
import {
  criteriaMatrixSchema,
  criteriaOrderSchema,
  dossierSchema,
  markOrderSchema,
  statementOrderSchema,
} from './criteria.ts'
import { datasetUseSchema } from './dataset-use.ts'
import { datasetOrderSchema, datasetSurveySchema, frozenDatasetSchema } from './datasets.ts'
import { evidenceSchema } from './evidence.ts'
import {
  evaluationOrderSchema,
  evaluationPlanSchema,
  evaluationSummarySchema,
  progressEventSchema,
  runRecordSchema,
  runSummarySchema,
} from './evaluations.ts'
import {
  executionSettingsSchema,
  machineExecutionSchema,
  workspaceSettingsSchema,
} from './execution.ts'
import {
  axisHintSchema,
  conversionSchema,
  imageDescriptionSchema,
  imageOrderSchema,
  objectErrorsSchema,
  runObjectsSchema,
  openedImageSchema,
  planeStatisticsSchema,
} from './images.ts'
import { findingOrderSchema, findingSchema, withdrawalOrderSchema } from './findings.ts'
import { importPreviewOrderSchema, importPreviewSchema } from './import-preview.ts'
import { independenceOrderSchema, independenceStatementSchema } from './independence.ts'
import { metricDefinitionSchema } from './metrics.ts'
import { pointErrorsSchema } from './points.ts'
import { recordEventSchema, verificationSchema } from './record.ts'
import {
  reviewAnswerOrderSchema,
  reviewItemSchema,
  reviewLockOrderSchema,
  reviewOrderSchema,
  reviewPointsSchema,
  reviewResultSchema,
  reviewSessionSchema,
} from './reviews.ts'
import {
  collectionOrderSchema,
  collectionSchema,
  installationSchema,
  installedToolSchema,
  installOrderSchema,
} from './shelf.ts'
import {
  metricDocSchema,
  selftestOrderSchema,
  selftestValuesSchema,
  selftestWorkSchema,
} from './selftest.ts'
import { toolCheckStateSchema } from './tool-check.ts'
import { builtInBaselineSchema, toolDescriptionSchema, toolReferenceSchema } from './tools.ts'
import { taskSchema } from './words.ts'

export const workspaceSchema = z.strictObject({
  name: z.string(),
  folder: z.string(),
  user: z.string(),
  version: z.string(),
  host: z.enum(['desktop', 'web', 'cli']),
  baselines: z.array(builtInBaselineSchema),
  metrics: z.array(metricDefinitionSchema),
  /** Folders the in-app browser starts from. */
  roots: z.array(z.strictObject({ name: z.string(), path: z.string() })),
  /** Shipped example datasets and models, for the first steps. */
  examples: z.strictObject({
    datasets: z.array(z.strictObject({ name: z.string(), folder: z.string() })),
    models: z.array(z.strictObject({ name: z.string(), folder: z.string() })),
  }),
})
export type Workspace = z.infer<typeof workspaceSchema>

export const folderListingSchema = z.strictObject({
  path: z.string(),
  parent: z.string().nullable(),
  entries: z.array(
    z.strictObject({ name: z.string(), path: z.string(), kind: z.enum(['folder', 'file']) }),
  ),
  truncated: z.boolean(),
})
export type FolderListing = z.infer<typeof folderListingSchema>

export const toolOrderSchema = z.strictObject({
  reference: toolReferenceSchema,
  task: taskSchema.optional(),
})

/** `:name` parts stand for encoded path segments. */
export const routes = {
  workspace: { method: 'GET', path: '/api/workspace', response: workspaceSchema },
  settings: { method: 'GET', path: '/api/settings', response: workspaceSettingsSchema },
  saveSettings: {
    method: 'PUT',
    path: '/api/settings',
    body: executionSettingsSchema,
    response: workspaceSettingsSchema,
  },
  /** Execution providers of this machine; each is tried once, and tried anew where asked to. */
  execution: { method: 'GET', path: '/api/execution', response: machineExecutionSchema },
  tryExecution: { method: 'POST', path: '/api/execution/try', response: machineExecutionSchema },
  folder: { method: 'GET', path: '/api/folders', query: ['path'], response: folderListingSchema },
  surveyDataset: {
    method: 'POST',
    path: '/api/datasets/survey',
    body: datasetOrderSchema,
    response: datasetSurveySchema,
  },
  datasets: { method: 'GET', path: '/api/datasets', response: z.array(frozenDatasetSchema) },
  dataset: { method: 'GET', path: '/api/datasets/:digest', response: frozenDatasetSchema },
  datasetUse: { method: 'GET', path: '/api/datasets/:digest/use', response: datasetUseSchema },
  /** Whether its images were used to train or tune a tool, as people state it; the newest first. */
  independence: {
    method: 'GET',
    path: '/api/datasets/:digest/independence',
    response: z.array(independenceStatementSchema),
  },
  stateIndependence: {
    method: 'POST',
    path: '/api/datasets/:digest/independence',
    body: independenceOrderSchema,
    response: z.array(independenceStatementSchema),
  },
  describeTool: {
    method: 'POST',
    path: '/api/tools/describe',
    body: toolOrderSchema,
    response: toolDescriptionSchema,
  },
  /** Models installed in the workspace, the newest first. */
  installedTools: { method: 'GET', path: '/api/tools', response: z.array(installedToolSchema) },
  installedTool: { method: 'GET', path: '/api/tools/:digest', response: installedToolSchema },
  /** Starts installing (202); one that is under way from the same place is answered again. */
  installTool: {
    method: 'POST',
    path: '/api/tools/install',
    body: installOrderSchema,
    response: installationSchema,
  },
  /** Those since the program started, the newest first. */
  installations: {
    method: 'GET',
    path: '/api/tools/installations',
    response: z.array(installationSchema),
  },
  installation: {
    method: 'GET',
    path: '/api/tools/installations/:installation',
    response: installationSchema,
  },
  cancelInstallation: {
    method: 'POST',
    path: '/api/tools/installations/:installation/cancel',
    response: z.strictObject({ cancelled: z.boolean() }),
  },
  /** Removes the files; `conflict` while an evaluation that is not finished needs them. The record stays. */
  removeTool: {
    method: 'DELETE',
    path: '/api/tools/:digest',
    response: z.strictObject({ removed: z.boolean() }),
  },
  /** Reads the JSON of a collection and the descriptions beside it; nothing else is fetched. */
  readCollection: {
    method: 'POST',
    path: '/api/collections',
    body: collectionOrderSchema,
    response: collectionSchema,
  },
  /** Bare weights: what their graph says, a first prediction, and the tool that they become. */
  inspectWeights: {
    method: 'POST',
    path: '/api/models/graph',
    body: weightsOrderSchema,
    response: bareModelSchema,
  },
  previewWeights: {
    method: 'POST',
    path: '/api/models/preview',
    body: previewOrderSchema,
    response: previewSchema,
  },
  installWeights: {
    method: 'POST',
    path: '/api/models/install',
    body: bareInstallSchema,
    response: bareInstalledSchema,
  },
  /** Predictions of another program before anything is scored; `bad-request` for tools that run here. */
  previewImport: {
    method: 'POST',
    path: '/api/imports/preview',
    body: importPreviewOrderSchema,
    response: importPreviewSchema,
  },
  planEvaluation: {
    method: 'POST',
    path: '/api/evaluations/plan',
    body: evaluationOrderSchema,
    response: evaluationPlanSchema,
  },
  createEvaluation: {
    method: 'POST',
    path: '/api/evaluations',
    body: evaluationOrderSchema,
    response: z.strictObject({ evaluation: z.string() }),
  },
  evaluations: {
    method: 'GET',
    path: '/api/evaluations',
    response: z.array(evaluationSummarySchema),
  },
  evaluation: {
    method: 'GET',
    path: '/api/evaluations/:evaluation',
    response: evaluationSummarySchema,
  },
  evaluationEvents: {
    method: 'GET',
    path: '/api/evaluations/:evaluation/events',
    query: ['after'],
    response: z.array(progressEventSchema),
  },
  cancelEvaluation: {
    method: 'POST',
    path: '/api/evaluations/:evaluation/cancel',
    response: z.strictObject({ cancelled: z.boolean() }),
  },
  resumeEvaluation: {
    method: 'POST',
    path: '/api/evaluations/:evaluation/resume',
    response: z.strictObject({ resumed: z.boolean() }),
  },
  /** The matrix that a decision is made with; the proposal for the task where nobody has set rows. */
  criteriaMatrix: {
    method: 'GET',
    path: '/api/comparisons/:comparison/criteria',
    response: criteriaMatrixSchema,
  },
  setCriteria: {
    method: 'PUT',
    path: '/api/comparisons/:comparison/criteria',
    body: criteriaOrderSchema,
    response: criteriaMatrixSchema,
  },
  giveMark: {
    method: 'POST',
    path: '/api/comparisons/:comparison/marks',
    body: markOrderSchema,
    response: criteriaMatrixSchema,
  },
  makeStatement: {
    method: 'POST',
    path: '/api/comparisons/:comparison/statements',
    body: statementOrderSchema,
    response: criteriaMatrixSchema,
  },
  /** What is known of a tool, compared or not. */
  dossier: { method: 'GET', path: '/api/dossiers/:digest', response: dossierSchema },
  stateOfTool: {
    method: 'POST',
    path: '/api/dossiers/:digest/statements',
    body: statementOrderSchema,
    response: dossierSchema,
  },
  /** Starts the checks of a tool (202); those under way are answered again. */
  startToolCheck: {
    method: 'POST',
    path: '/api/dossiers/:digest/check',
    response: toolCheckStateSchema,
  },
  toolCheck: { method: 'GET', path: '/api/dossiers/:digest/check', response: toolCheckStateSchema },
  cancelToolCheck: {
    method: 'POST',
    path: '/api/dossiers/:digest/check/cancel',
    response: z.strictObject({ cancelled: z.boolean() }),
  },
  comparison: { method: 'GET', path: '/api/comparisons/:comparison', response: comparisonSchema },
  evidence: {
    method: 'GET',
    path: '/api/comparisons/:comparison/evidence',
    response: evidenceSchema,
  },
  /** Of images of the task `classification`, and of objects that have classes; `not-found` for others. */
  confusion: {
    method: 'GET',
    path: '/api/comparisons/:comparison/confusion',
    response: confusionSchema,
  },
  /** Blinded reviews of a comparison, in the order in which they were opened. */
  reviews: {
    method: 'GET',
    path: '/api/comparisons/:comparison/reviews',
    response: z.array(reviewSessionSchema),
  },
  openReview: {
    method: 'POST',
    path: '/api/comparisons/:comparison/reviews',
    body: reviewOrderSchema,
    response: reviewSessionSchema,
  },
  review: { method: 'GET', path: '/api/reviews/:session', response: reviewSessionSchema },
  /** By its place in the rater's own order, from 0. */
  reviewItem: {
    method: 'GET',
    path: '/api/reviews/:session/raters/:rater/items/:place',
    response: reviewItemSchema,
  },
  answerReview: {
    method: 'POST',
    path: '/api/reviews/:session/answers',
    body: reviewAnswerOrderSchema,
    response: reviewSessionSchema,
  },
  /** For good: `conflict` for every answer after it. */
  lockReview: {
    method: 'POST',
    path: '/api/reviews/:session/lock',
    body: reviewLockOrderSchema,
    response: reviewSessionSchema,
  },
  /** `conflict` before the lock. */
  reviewResult: {
    method: 'GET',
    path: '/api/reviews/:session/result',
    response: reviewResultSchema,
  },
  /** A picture of an item by its token; pixels lie below it as below every image, and are never kept. */
  reviewImage: {
    method: 'GET',
    path: '/api/reviews/:session/images/:token',
    response: imageDescriptionSchema,
  },
  /** Task `detection`: the points of what is judged; `not-found` for pictures. */
  reviewPoints: {
    method: 'GET',
    path: '/api/reviews/:session/images/:token/points',
    response: reviewPointsSchema,
  },
  findings: {
    method: 'GET',
    path: '/api/comparisons/:comparison/findings',
    response: z.array(findingSchema),
  },
  noteFinding: {
    method: 'POST',
    path: '/api/comparisons/:comparison/findings',
    body: findingOrderSchema,
    response: z.array(findingSchema),
  },
  /** By its number in the record; `conflict` where it is withdrawn already. Answers all of its comparison. */
  withdrawFinding: {
    method: 'POST',
    path: '/api/findings/:finding/withdraw',
    body: withdrawalOrderSchema,
    response: z.array(findingSchema),
  },
  runs: { method: 'GET', path: '/api/runs', response: z.array(runSummarySchema) },
  run: { method: 'GET', path: '/api/runs/:run', response: runRecordSchema },
  runEvents: {
    method: 'GET',
    path: '/api/runs/:run/events',
    query: ['after'],
    response: z.array(progressEventSchema),
  },
  caseObjects: {
    method: 'GET',
    path: '/api/runs/:run/cases/:case/objects',
    response: objectErrorsSchema,
  },
  /** Task `instances`: the objects of all cases together, for the gallery. */
  runObjects: { method: 'GET', path: '/api/runs/:run/objects', response: runObjectsSchema },
  /** Task `detection`: the points of truth and prediction by their class of error. */
  casePoints: {
    method: 'GET',
    path: '/api/runs/:run/cases/:case/points',
    response: pointErrorsSchema,
  },
  history: {
    method: 'GET',
    path: '/api/history',
    query: ['after', 'limit'],
    response: z.strictObject({ events: z.array(recordEventSchema), total: z.number() }),
  },
  verify: { method: 'POST', path: '/api/history/verify', response: verificationSchema },
  /** Every metric of the catalogue: formula, options, empty cases, what proves it. */
  metrics: { method: 'GET', path: '/api/metrics', response: z.array(metricDocSchema) },
  /** Starts a self-test (202); one of the same folder that is under way is answered again. */
  startSelftest: {
    method: 'POST',
    path: '/api/selftests',
    body: selftestOrderSchema,
    response: selftestWorkSchema,
  },
  /** Those since the program started, the newest first. */
  selftests: { method: 'GET', path: '/api/selftests', response: z.array(selftestWorkSchema) },
  selftest: { method: 'GET', path: '/api/selftests/:selftest', response: selftestWorkSchema },
  cancelSelftest: {
    method: 'POST',
    path: '/api/selftests/:selftest/cancel',
    response: z.strictObject({ cancelled: z.boolean() }),
  },
  /** One page; the same address with `.csv` or `.json` is all of it as a file. */
  selftestValues: {
    method: 'GET',
    path: '/api/selftests/:selftest/values',
    query: ['kind', 'verdict', 'find', 'after', 'limit'],
    response: selftestValuesSchema,
  },
  /** Opens any file inside the roots; the answer names it for the addresses below. */
  openImage: {
    method: 'POST',
    path: '/api/images',
    body: imageOrderSchema,
    response: openedImageSchema,
  },
  /** A dropped file's bytes, where the host cannot see its path; kept in the workspace's cache. */
  dropImage: {
    method: 'PUT',
    path: '/api/images/dropped/:name',
    response: z.strictObject({ path: z.string() }),
  },
  openedImage: { method: 'GET', path: '/api/images/:image', response: imageDescriptionSchema },
  axisHints: {
    method: 'GET',
    path: '/api/images/:image/hints',
    response: z.strictObject({ hints: z.array(axisHintSchema) }),
  },
  /** Starts, or asks after, the conversion of a file of a microscope's own format. */
  convertImage: {
    method: 'POST',
    path: '/api/images/conversions',
    body: imageOrderSchema,
    response: conversionSchema,
  },
  /** Image of a case: side is `image` or `truth`. */
  datasetImage: {
    method: 'GET',
    path: '/api/datasets/:digest/cases/:case/:side',
    response: imageDescriptionSchema,
  },
  predictionImage: {
    method: 'GET',
    path: '/api/runs/:run/cases/:case/prediction',
    response: imageDescriptionSchema,
  },
  /** `kind` as `errorMapKindSchema`; made when first asked for. Runs of restored images only. */
  errorMapImage: {
    method: 'GET',
    path: '/api/runs/:run/cases/:case/error-maps/:kind',
    response: imageDescriptionSchema,
  },
} as const

/**
 * Below an image's address: `/levels/:level/planes/:t/:c/:z/tiles/:y/:x` (tile indices, raw bytes), the same
 * without tile for a whole plane of at most `largestPlaneAnswerBytes`, and `/planes/:t/:c/:z/statistics`
 * (`planeStatisticsSchema`), `…/profile?x0=&y0=&x1=&y1=` in pixels of level 0 (`lineProfileSchema`) and `…/spectrum`
 * (`powerSpectrumSchema`) beside it. All of them and the address itself take `?view=` (`volume-view.ts`), and then tell
 * of that projection or section as of an image of its own.
 */
export const imageSubPaths = {
  tile: '/levels/:level/planes/:t/:c/:z/tiles/:y/:x',
  plane: '/levels/:level/planes/:t/:c/:z',
  statistics: '/planes/:t/:c/:z/statistics',
  profile: '/planes/:t/:c/:z/profile',
  spectrum: '/planes/:t/:c/:z/spectrum',
} as const
/** A cover of an installed model, by its place in `covers`: PNG, JPEG, GIF or WebP; `not-found` else. */
export const coverSubPath = '/covers/:index'
export const statisticsResponseSchema = planeStatisticsSchema
/** The place of a finding as a PNG. */
export const findingPicturePath = '/api/comparisons/:comparison/findings/:finding/picture'
/** A part of a report, as a file: `report.html`, `scores.csv`, `comparison.csv` ... */
export const reportPath = '/api/comparisons/:comparison/report/:file'
/** An object of a case as a PNG: `side` is `truth` or `prediction`, `label` its number in the objects. */
export const objectPicturePath = '/api/runs/:run/cases/:case/pictures/:side/:label'
/** A case of a frozen dataset with its truth outlined, as a PNG; `?label=` is the true object it is about. */
export const truthPicturePath = '/api/datasets/:digest/cases/:case/truth-picture'
/** Objects of a case as a file; `?format=imagej|geojson&objects=errors|all`. */
export const exportPath = '/api/runs/:run/cases/:case/export'
