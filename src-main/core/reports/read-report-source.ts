/** Gathers what a report needs from the record. */
import { frozenDatasetSchema } from '../../contract/datasets.ts'
import { toolDescriptionSchema } from '../../contract/tools.ts'
import { TouchstoneError } from '../errors.ts'
import { findingsOf } from '../evaluation/findings.ts'
import { independenceOf, independenceSentences } from '../evaluation/independence.ts'
import { readComparison, runRecord } from '../evaluation/summaries.ts'
import type { Queries } from '../history/queries.ts'
import type { ReportSource } from './report-source.ts'

/** Throws `not-found` without such a comparison, `record-damaged` where the record lacks what it stands on. */
export function readReportSource(
  history: Queries,
  id: string,
  written: Pick<ReportSource, 'criteria' | 'writtenAt' | 'programVersion'>,
  pictures: ReadonlyMap<number, string> = new Map(),
): ReportSource {
  const comparison = readComparison(history, id)
  const dataset = history.dataset(comparison.dataset.digest)
  const evaluation = history.evaluation(comparison.evaluation)
  if (!dataset || !evaluation)
    throw new TouchstoneError(
      'record-damaged',
      `The record has no ${dataset ? 'evaluation' : 'dataset'} for the comparison ${id}.`,
    )
  const { seq, hash } = history.head()
  return {
    comparison,
    dataset: frozenDatasetSchema.parse(dataset.document),
    runs: comparison.tools.map(({ run, name, digest }) => {
      const tool = history.tool(digest)
      if (!tool)
        throw new TouchstoneError('record-damaged', `The record has no tool ${digest} (${name}).`)
      return { record: runRecord(history, run), tool: toolDescriptionSchema.parse(tool.document) }
    }),
    independence: independenceSentences(
      comparison.tools.filter(({ role }) => role === 'tool'),
      independenceOf(history, comparison.dataset.digest),
    ).all,
    findings: findingsOf(history, id)
      .filter(({ withdrawn }) => withdrawn === null)
      .map((finding) => ({ ...finding, picture: pictures.get(finding.seq) ?? null })),
    orderedAt: evaluation.createdAt,
    head: { seq, hash },
    ...written,
  }
}
