/**
 * What predictions of another program would be taken as: which file belongs to which case, what is in it, and whether
 * it looks wrong. Some cases are imported for it by the same functions that an evaluation uses, and thrown away.
 */
import { randomUUID } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { FrozenCase } from '../../../contract/datasets.ts'
import type { ImportedCase, ImportPreview } from '../../../contract/import-preview.ts'
import { manifestName } from '../../../contract/input-manifest.ts'
import { toolSettingsSchema } from '../../../contract/tool-file.ts'
import type { EngineJobs, JobOptions } from '../../engine-port.ts'
import { isTouchstoneError } from '../../errors.ts'
import { readLabelImage } from '../../images/read-label-image.ts'
import type { LabelImage } from '../../images/types.ts'
import { readPoints } from '../../tables/read-points.ts'
import { importPrediction, predictionSource } from '../import-prediction.ts'
import type { PredictionWork } from '../prediction-work.ts'
import { resolveTool } from '../resolve-tool.ts'
import { labelSuspicions, lookAtLabels, type LabelLook } from './label-suspicions.ts'
import { orientationOf, orientationSuspicion, type Orientation } from './orientation.ts'

type Job = EngineJobs['preview-import']

/** Of files that belong to no case. */
const mostNamed = 20

/** Null for a tool that is no folder of predictions. Throws what its tool.yaml and folder are refused for. */
export async function previewImport(
  { reference, dataset, cacheDir, mostLookedAt }: Job['input'],
  options: JobOptions = {},
): Promise<ImportPreview | null> {
  const tool = await resolveTool(reference)
  if (tool.kind !== 'predictions') return null
  const { cases, task } = dataset
  const scratch = join(cacheDir, 'import-preview', randomUUID())
  const chosen = spread(cases, mostLookedAt)
  const looks: LabelLook[] = []
  const orientations: Orientation[] = []
  const rows: ImportedCase[] = []
  const used = new Set<string>()
  try {
    for (const item of cases) {
      options.signal?.throwIfAborted()
      const work: PredictionWork = {
        ...{ caseId: item.id, image: item.image.path, task, cacheDir, threads: 1, options },
        ...{
          settings: toolSettingsSchema.parse({}),
          outputDir: join(scratch, String(rows.length)),
        },
      }
      const row = await rowOf(tool.folder, work, item, chosen.has(item))
      if (row.path !== null) used.add(row.path)
      if (row.labels !== null) {
        looks.push(lookAtLabels(row.labels, item.objects))
        const held = await heldAgainstTruth(item, row.labels)
        if (held !== null) orientations.push(held)
      }
      rows.push(row.shown)
      await rm(work.outputDir, { recursive: true, force: true })
    }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
  const turned = orientationSuspicion(orientations)
  const unused = await filesBeside(tool.folder, used)
  return {
    cases: rows,
    unused: unused.slice(0, mostNamed),
    unusedTotal: unused.length,
    lookedAt: rows.filter(({ state }) => state === 'fits' || state === 'refused').length,
    suspicions: [
      ...(turned === null ? [] : [turned]),
      ...(task === 'instances' ? labelSuspicions(looks) : []),
    ],
  }
}

interface Looked {
  readonly shown: ImportedCase
  /** Of the file that was given. */
  readonly path: string | null
  readonly labels: LabelImage | null
}

async function rowOf(
  folder: string,
  work: PredictionWork,
  item: FrozenCase,
  isLookedAt: boolean,
): Promise<Looked> {
  const trueObjects = item.objects
  const start = { case: item.id, objects: null, trueObjects }
  let path: string | null = null
  try {
    path = await predictionSource(folder, work)
    const file = path === null ? basename(folder) : basename(path)
    if (!isLookedAt)
      return {
        shown: { ...start, file, state: 'not-looked-at', reason: 'Paired by its name.' },
        ...{ path, labels: null },
      }
    const { outputs, notes } = await importPrediction(folder, work)
    const output = outputs.find(({ role }) => role === 'prediction')!.path
    const { labels, objects } = await contentOf(output, work)
    return {
      shown: { ...start, file, state: 'fits', objects, reason: notes.join(' ') },
      ...{ path, labels },
    }
  } catch (error) {
    if (!isTouchstoneError(error) || error.code === 'cancelled') throw error
    const state = error.code === 'prediction-missing' ? 'missing' : 'refused'
    const file = path === null ? null : basename(path)
    return { shown: { ...start, file, state, reason: error.message }, path, labels: null }
  }
}

async function contentOf(
  path: string,
  { task }: PredictionWork,
): Promise<{ readonly labels: LabelImage | null; readonly objects: number | null }> {
  if (task === 'detection') {
    const { coordinates, dimensions } = await readPoints(path)
    return { labels: null, objects: coordinates.length / dimensions }
  }
  if (task !== 'instances' && task !== 'semantic') return { labels: null, objects: null }
  const labels = await readLabelImage(path, { allowIntegralFloat: true })
  const distinct = new Set(labels.data)
  distinct.delete(0)
  return { labels, objects: task === 'instances' ? distinct.size : null }
}

/** In the plane of a stack in which the truth has most; null where that says nothing. */
async function heldAgainstTruth(item: FrozenCase, found: LabelImage): Promise<Orientation | null> {
  const truth = await readLabelImage(item.truth.path, { allowIntegralFloat: true }).catch(
    (error: unknown) => {
      if (isTouchstoneError(error)) return null // a truth of another kind is told where it is frozen
      throw error
    },
  )
  if (truth === null || truth.shape.join() !== found.shape.join()) return null
  const [width = 1, height = 1] = [...truth.shape].reverse()
  const size = height * width
  const at = fullestPlane(truth.data, size) * size
  return orientationOf(
    { height, width, data: truth.data.subarray(at, at + size) },
    { height, width, data: found.data.subarray(at, at + size) },
  )
}

function fullestPlane(data: Uint32Array, size: number): number {
  let best = { plane: 0, count: -1 }
  for (let plane = 0; plane * size < data.length; plane++) {
    let count = 0
    for (let at = plane * size; at < (plane + 1) * size; at++) if (data[at] !== 0) count++
    if (count > best.count) best = { plane, count }
  }
  return best.plane
}

/** Evenly over all, first and last among them. */
function spread<Item>(items: readonly Item[], most: number): ReadonlySet<Item> {
  if (items.length <= most) return new Set(items)
  const step = most > 1 ? (items.length - 1) / (most - 1) : items.length
  return new Set(Array.from({ length: most }, (_, at) => items[Math.round(at * step)]!))
}

/** Files of the folder that no case was paired with, without notes and hidden ones. */
async function filesBeside(folder: string, used: ReadonlySet<string>): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []) // one table for all
  return entries
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('.') && name !== manifestName)
    .filter((name) => !/\.(ya?ml|md)$|^readme|^licen[cs]e/i.test(name))
    .filter((name) => !used.has(join(folder, name)))
    .sort()
}
