/** Reads the files beside the predictions of a comparison, and puts together what they show. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Comparison } from '../../contract/comparison.ts'
import { frozenDatasetSchema } from '../../contract/datasets.ts'
import type { Agreement, Evidence } from '../../contract/evidence.ts'
import { objectErrorsSchema } from '../../contract/images.ts'
import { readoutFileSchema, type Readout } from '../../contract/readouts.ts'
import { counted } from '../counted.ts'
import type { Queries } from '../history/queries.ts'
import { blandAltman } from '../statistics/bland-altman.ts'
import { riskCoverage } from '../statistics/risk-coverage.ts'
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
  const missing: string[] = []
  const { isStack, pixelUm } = sizesOf(history, comparison)
  for (const { key, name, run, role } of comparison.tools) {
    if (role === 'reference') continue
    for (const entry of history.casesOfRun(run)) {
      for (const { role: what, path, sha256 } of entry.outputs) {
        if (what !== 'readouts' && what !== 'objects') continue
        if (what === 'objects' && comparison.task !== 'instances') continue
        const found = await readRecorded(join(workspaceDir, path), sha256)
        const common = { tool: key, case: entry.case }
        const readouts = readoutFileSchema.safeParse(found.document)
        const classes = objectErrorsSchema.safeParse(found.document)
        if (found.problem !== null)
          missing.push(`${name}, ${entry.case}: ${path} ${found.problem}.`)
        else if (what === 'readouts' && readouts.success)
          measured.push({ ...common, sample: entry.sample, readouts: readouts.data.readouts })
        else if (what === 'objects' && classes.success)
          objects.push({ ...common, truth: classes.data.truth })
        else missing.push(`${name}, ${entry.case}: ${path} holds something else than ${what}.`)
      }
    }
  }
  return {
    agreement: agreements(comparison, measured),
    recallBySize: sizeClasses(objects, isStack),
    pixelUm,
    riskCoverage: riskCoverages(comparison),
    missing: named(missing),
  }
}

const mostNamed = 5

/** The first few in full, the rest counted. */
function named(missing: readonly string[]): string[] {
  const rest = missing.length - mostNamed
  if (rest <= 0) return [...missing]
  return [
    ...missing.slice(0, mostNamed),
    `${counted(rest, 'further file')} beside the predictions cannot be used either.`,
  ]
}

/** By the axes that the dataset was frozen with. */
function sizesOf(
  history: Queries,
  { dataset: { digest } }: Comparison,
): { readonly isStack: boolean; readonly pixelUm: number | null } {
  const frozen = frozenDatasetSchema.safeParse(history.dataset(digest)?.document).data
  const isStack =
    frozen?.cases.some(({ truth: { axes, shape } }) => (shape[axes.indexOf('z')] ?? 1) > 1) ?? false
  const size = frozen?.pixelSizeUm ?? null
  const sides = size === null ? [] : [size.x, size.y, ...(isStack ? [size.z] : [])]
  const [first] = sides
  const isOne = first !== undefined && sides.every((side) => side === first)
  return { isStack, pixelUm: isOne ? first : null }
}

/** Of every tool that gave each of its classes a probability; the loss is to be wrong. */
function riskCoverages({ classification, tools }: Comparison): Evidence['riskCoverage'] {
  if (classification === undefined) return []
  const { truth, predictions } = classification
  return tools.flatMap(({ key }) => {
    const rated = Object.entries(predictions[key] ?? {}).flatMap(([id, answer]) =>
      answer.probability === null
        ? []
        : [{ confidence: answer.probability, loss: answer.class === truth[id] ? 0 : 1 }],
    )
    if (rated.length < 2) return []
    const { points, ...areas } = riskCoverage(rated)
    return [
      { tool: key, points: points.map(({ coverage, risk }) => ({ coverage, risk })), ...areas },
    ]
  })
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

/** What was recorded, or why it cannot be used: gone, changed since, or no JSON. */
async function readRecorded(
  path: string,
  sha256: string,
): Promise<{ readonly document: unknown; readonly problem: string | null }> {
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      return { document: null, problem: error.code === 'ENOENT' ? 'is gone' : 'cannot be read' }
    throw error
  }
  const now = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  if (now !== sha256) return { document: null, problem: 'has changed since it was recorded' }
  try {
    return { document: JSON.parse(bytes.toString('utf8')) as unknown, problem: null }
  } catch (error) {
    if (error instanceof SyntaxError) return { document: null, problem: 'is no JSON' }
    throw error
  }
}
