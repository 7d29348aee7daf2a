import { resolve } from 'node:path'
import { criteriaMatrix, readMatrixSource } from '../../../core/criteria/criteria-matrix.ts'
import { picturesOfFindings } from '../../../core/evaluation/finding-picture.ts'
import { openHistoryForReading } from '../../../core/history/open-history.ts'
import { readReportSource } from '../../../core/reports/read-report-source.ts'
import { writeReport } from '../../../core/reports/write-report.ts'
import { versions } from '../../node-core.ts'
import type { Command } from '../command.ts'
import { positional, required, workspaceDir } from '../options.ts'
import { withEngine } from '../with-engine.ts'

export const reportCommand: Command = {
  usage: 'report <comparison> --out DIR [--workspace W]',
  summary: 'Writes a comparison as a page to print, tables, and a paragraph for a methods section.',
  options: { out: { type: 'string' }, workspace: { type: 'string' } },
  words: 1,
  async run(input) {
    const comparison = positional(input, 0, 'a comparison')
    const folder = resolve(required(input, 'out'))
    const workspace = workspaceDir(input)
    const history = openHistoryForReading(workspace)
    try {
      const { criteria, pictures } = await withEngine(input, async (engine) => {
        const places = { history, workspaceDir: workspace, engine }
        return {
          criteria: await criteriaMatrix(places, readMatrixSource(history, comparison)),
          pictures: await picturesOfFindings(places, comparison),
        }
      })
      const written = {
        criteria,
        writtenAt: new Date().toISOString(),
        programVersion: versions()['touchstone'] ?? 'unknown',
      }
      const source = readReportSource(history, comparison, written, pictures)
      const files = await writeReport(folder, source)
      return { json: { files }, text: files.join('\n'), status: 0 }
    } finally {
      history.close()
    }
  },
}
