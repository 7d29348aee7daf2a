/** Reads the files beside the predictions of a comparison, and puts together what they show. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Comparison } from '../../contract/comparison.ts'
import type { Agreement, Evidence } from '../../contract/evidence.ts'
import { objectErrorsSchema } from '../../contract/images.ts'
import { readoutFileSchema, type Readout } from '../../contract/readouts.ts'
import { counted } from '../counted.ts'
import type { Queries } from '../history/queries.ts'
import { blandAltman } from '../statistics/bland-altman.ts'
import { readComparison } from './summaries.ts'
import { sizeClasses, type CaseObjects } from './size-classes.ts'

export interface EvidencePlaces {
  readonly history: Queries
  readonly workspaceDir: string
}

/** Throws `not-found` without such a comparison. */
export async function evidenceOf(
  { history, workspaceDir }: EvidencePlaces,
  id: string,
): Promise<Evidence> {
  const comparison = readComparison(history, id)
  const measured: Measured[] = []
  const objects: CaseObjects[] = []
  let isStack = false
  let gone = 0
  for (const { key, run, role } of comparison.tools) {
    if (role === 'reference') continue
    for (const entry of history.casesOfRun(run)) {
      for (const { role: what, path } of entry.outputs) {
        if (what !== 'readouts' && what !== 'objects') continue
        const document = await readJson(join(workspaceDir, path))
        const common = { tool: key, case: entry.case }
        if (what === 'readouts') {
          const parsed = readoutFileSchema.safeParse(document)
          if (parsed.success)
            measured.push({ ...common, sample: entry.sample, readouts: parsed.data.readouts })
          else gone++
        } else if (comparison.task === 'instances') {
          const parsed = objectErrorsSchema.safeParse(document)
          if (parsed.success) objects.push({ ...common, truth: parsed.data.truth })
          else gone++
          isStack ||= parsed.success && parsed.data.truth.some(({ centroid }) => centroid.z > 0)
        }
      }
    }
  }
  return {
    agreement: agreements(comparison, measured),
    recallBySize: sizeClasses(objects, isStack),
    missing:
      gone === 0
        ? []
        : [`${counted(gone, 'file')} beside the predictions could not be read; the rest is shown.`],
  }
}

interface Measured {
  readonly tool: string
  readonly case: string
  readonly sample: string | null
  readonly readouts: readonly Readout[]
}

/** One per tool and read-out, in the order in which they were written. */
function agreements({ tools, alpha }: Comparison, measured: readonly Measured[]): Agreement[] {
  const kinds = new Map(
    measured.flatMap((one) => one.readouts.map((readout) => [readout.id, readout])),
  )
  return [...kinds.values()].flatMap(({ id, name, unit }) =>
    tools.flatMap(({ key }) => {
      const own = measured.filter(({ tool }) => tool === key)
      if (own.length === 0) return []
      const pairs = own.flatMap((one) => {
        const found = one.readouts.find((readout) => readout.id === id)
        if (!found || found.truth === null || found.prediction === null) return []
        const { truth, prediction } = found
        return [{ case: one.case, sample: one.sample, truth, prediction }]
      })
      if (pairs.length === 0) return []
      const { points, n, bias, limits, proportionalBias, note } = blandAltman(pairs, 1 - alpha)
      const slope = proportionalBias && { value: proportionalBias.slope, p: proportionalBias.p }
      return [
        {
          ...{
            tool: key,
            readout: id,
            name,
            unit,
            points: [...points],
            left: own.length - pairs.length,
          },
          ...{ n, bias, limits, slope, note },
        },
      ]
    }),
  )
}

/** Undefined for a file that is gone or is no JSON. */
async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown
  } catch {
    return undefined
  }
}
