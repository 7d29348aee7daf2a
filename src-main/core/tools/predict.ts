/** One tool on one case: the prediction as a file, with what really ran, how long it took, and notes. */
import type { JobOptions, PredictInput, PredictOutput } from '../engine-port.ts'
import type { Task } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import { predictWithCommand } from './command/predict-with-command.ts'
import { takeResult } from './command/take-result.ts'
import { pointsOfLabels } from './found-points.ts'
import { importFile, importPrediction } from './import-prediction.ts'
import { predictWithBaseline } from './predict-baseline.ts'
import { predictWithModel } from './predict-model.ts'
import { type Computed, requireNotCancelled, secondsSince, workOf } from './prediction-work.ts'
import { type ResolvedTool, resolveTool } from './resolve-tool.ts'
import { writePrediction } from './write-prediction.ts'

/** Writes only below `outputDir`. Throws with the sentence that the case then shows. */
export async function predictCase(
  input: PredictInput,
  options: JobOptions = {},
): Promise<PredictOutput> {
  const start = performance.now()
  const work = workOf(input, options)
  requireNotCancelled(work)
  if (input.case.annotation !== undefined) return importFile(input.case.annotation, work)
  const tool = await resolveTool(input.reference)
  if (tool.kind === 'predictions') return importPrediction(tool.folder, work)
  if (tool.kind === 'command')
    return tool.tool.stated.per === 'case'
      ? predictWithCommand(tool.tool, work)
      : takeResult(tool.tool, work)
  requireTask(tool, input)
  const computed = asAsked(
    work.task,
    tool.kind === 'baseline'
      ? await predictWithBaseline(tool.baseline, work)
      : await predictWithModel(tool.path, work),
  )
  requireNotCancelled(work)
  const writing = performance.now()
  const output = await writePrediction(work.outputDir, computed)
  const seconds = { ...computed.seconds, write: secondsSince(writing), total: secondsSince(start) }
  const { provider, tiles, notes } = computed
  return { outputs: [output], provider, tiles, seconds, notes }
}

/** Of a tool that finds objects, detection takes where they are. */
function asAsked(task: Task, computed: Computed): Computed {
  const { pixels } = computed
  if (task !== 'detection' || pixels.kind !== 'labels') return computed
  const note = 'Each point is the centroid of an object that the tool found.'
  const points = pointsOfLabels(pixels.labels)
  return { ...computed, pixels: { kind: 'points', points }, notes: [...computed.notes, note] }
}

function requireTask(tool: ResolvedTool, { reference, task }: PredictInput): void {
  if (tool.kind !== 'baseline' || tool.baseline.tasks.includes(task)) return
  throw new TouchstoneError(
    'tool-invalid',
    `${reference} does ${tool.baseline.tasks.join(' and ')}, but the task is ${task}.`,
  )
}
