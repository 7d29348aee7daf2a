/**
 * What predictions of another program would be taken as: which file belongs to which case, what is in it, and whether
 * it looks wrong. Some cases are imported for it by the same functions that an evaluation uses, and thrown away.
 */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { FrozenCase } from '../../../contract/datasets.ts'
import type { ImportedCase, ImportPreview } from '../../../contract/import-preview.ts'
import { toolSettingsSchema } from '../../../contract/tool-file.ts'
import type { Task } from '../../../contract/words.ts'
import type { EngineJobs, JobOptions } from '../../engine-port.ts'
import { isTouchstoneError } from '../../errors.ts'
import { importPrediction, predictionSource } from '../import-prediction.ts'
import type { PredictionWork } from '../prediction-work.ts'
import { resolveTool } from '../resolve-tool.ts'
import { heldAgainstTruth, importedContent, type ImportedContent } from './imported-content.ts'
import { labelSuspicions, lookAtLabels, type LabelLook } from './label-suspicions.ts'
import { leftoverFiles } from './leftover-files.ts'
import { orientationSuspicion, type Orientation } from './orientation.ts'

type Job = EngineJobs['preview-import']

/** What is held against the truth where it is not a foreground. */
const subjects: Readonly<Partial<Record<Task, string>>> = {
  detection: 'their points, drawn as discs, overlap',
  restoration: 'their bright places overlap',
}

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
      if (row.content !== null) {
        const { labels } = row.content
        if (labels !== null) looks.push(lookAtLabels(labels, item.objects))
        const held = await heldAgainstTruth(item, row.content)
        if (held !== null) orientations.push(held)
      }
      rows.push(row.shown)
      await rm(work.outputDir, { recursive: true, force: true })
    }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
  const turned = orientationSuspicion(orientations, subjects[task])
  const images = cases.map(({ image }) => image.path)
  const unused = await leftoverFiles(tool.folder, used, images)
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
  /** Null where it was not read. */
  readonly content: ImportedContent | null
}

async function rowOf(
  folder: string,
  work: PredictionWork,
  item: FrozenCase,
  isLookedAt: boolean,
): Promise<Looked> {
  const trueObjects = item.objects
  const start = { case: item.id, profile: null, size: null, objects: null, trueObjects }
  let path: string | null = null
  try {
    path = await predictionSource(folder, work)
    const file = path === null ? basename(folder) : basename(path)
    if (!isLookedAt)
      return {
        shown: { ...start, file, state: 'not-looked-at', reason: 'Paired by its name.' },
        ...{ path, content: null },
      }
    const { outputs, notes, profile = null } = await importPrediction(folder, work)
    const output = outputs.find(({ role }) => role === 'prediction')!.path
    const content = await importedContent(output, work.task)
    const { size, objects } = content
    const found = { profile, size, objects, reason: notes.join(' ') }
    return { shown: { ...start, file, state: 'fits', ...found }, path, content }
  } catch (error) {
    if (!isTouchstoneError(error) || error.code === 'cancelled') throw error
    const state = error.code === 'prediction-missing' ? 'missing' : 'refused'
    const file = path === null ? null : basename(path)
    return { shown: { ...start, file, state, reason: error.message }, path, content: null }
  }
}

/** Evenly over all, first and last among them. */
function spread<Item>(items: readonly Item[], most: number): ReadonlySet<Item> {
  if (items.length <= most) return new Set(items)
  const step = most > 1 ? (items.length - 1) / (most - 1) : items.length
  return new Set(Array.from({ length: most }, (_, at) => items[Math.round(at * step)]!))
}
