/** What the engine is asked for to picture a finding: its place in the image, with outlines where there are objects. */
import { join, resolve } from 'node:path'
import type { Comparison } from '../../contract/comparison.ts'
import { frozenDatasetSchema, type FrozenDataset } from '../../contract/datasets.ts'
import type { Finding } from '../../contract/findings.ts'
import type { Engine, EngineJobs, ImageQuestion } from '../engine-port.ts'
import { isTouchstoneError } from '../errors.ts'
import type { Queries } from '../history/queries.ts'
import { findingsOf } from './findings.ts'
import { readComparison } from './summaries.ts'

const sidePx = 256
const outlined: readonly string[] = ['instances', 'semantic']

/** Null where the record has no image of the case. The first tool stands for a finding about all. */
export function findingPicture(
  { history, workspaceDir }: { readonly history: Queries; readonly workspaceDir: string },
  comparison: Comparison,
  dataset: FrozenDataset,
  finding: Finding,
): EngineJobs['object-picture']['input'] | null {
  const item = dataset.cases.find(({ id }) => id === finding.case)
  if (!item) return null
  const cacheDir = join(workspaceDir, 'cache')
  const image = ({ path, sha256 }: typeof item.image, asLabels: boolean): ImageQuestion => ({
    ...{ reference: path, sha256, asLabels, cacheDir },
  })
  const tool = comparison.tools.find(({ key }) => key === finding.tool)
  const work = tool ? history.workOfRun(tool.run).find((one) => one.case === finding.case) : null
  const prediction = work?.outputs.find(({ role }) => role === 'prediction')
  const hasOutlines = outlined.includes(dataset.task)
  return {
    image: image(item.image, false),
    outlines: hasOutlines
      ? [
          { side: 'truth', image: image(item.truth, true), label: null },
          ...(prediction
            ? [
                {
                  side: 'prediction' as const,
                  image: {
                    reference: resolve(workspaceDir, prediction.path),
                    sha256: prediction.sha256 as ImageQuestion['sha256'],
                    ...{ asLabels: true, cacheDir },
                  },
                  label: null,
                },
              ]
            : []),
        ]
      : [],
    at: finding.at,
    sidePx: finding.sidePx,
    side: sidePx,
  }
}

/** More would make a report that nobody opens. */
const mostPictures = 200

/** PNG as base64 by the number of each finding that stands; those that cannot be pictured have none. */
export async function picturesOfFindings(
  places: {
    readonly history: Queries
    readonly workspaceDir: string
    readonly engine: Pick<Engine, 'request'>
  },
  id: string,
): Promise<ReadonlyMap<number, string>> {
  const pictures = new Map<number, string>()
  const findings = findingsOf(places.history, id).filter(({ withdrawn }) => withdrawn === null)
  if (findings.length === 0) return pictures
  const comparison = readComparison(places.history, id)
  const entry = places.history.dataset(comparison.dataset.digest)
  const dataset = frozenDatasetSchema.safeParse(entry?.document).data
  if (dataset === undefined) return pictures
  for (const finding of findings.slice(0, mostPictures)) {
    const asked = findingPicture(places, comparison, dataset, finding)
    if (asked === null) continue
    try {
      const { png } = await places.engine.request('object-picture', asked)
      pictures.set(finding.seq, Buffer.from(png).toString('base64'))
    } catch (error) {
      // an image that is gone is said to be gone by the report, in place of its picture
      if (!isTouchstoneError(error)) throw error
    }
  }
  return pictures
}
