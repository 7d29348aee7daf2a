import { runRecord, runSummary } from '../../../core/evaluation/summaries.ts'
import { openHistoryForReading } from '../../../core/history/open-history.ts'
import type { RunRecord, RunSummary } from '../../../contract/evaluations.ts'
import type { Command } from '../command.ts'
import { text, workspaceDir } from '../options.ts'
import { keyValueTable, table } from '../table.ts'

export const historyCommand: Command = {
  usage: 'history [--run R] [--workspace W]',
  summary: 'The runs in the record, or one run with the scores of every case.',
  options: { run: { type: 'string' }, workspace: { type: 'string' } },
  async run(input) {
    const history = openHistoryForReading(workspaceDir(input))
    try {
      const run = text(input, 'run')
      if (run !== undefined) {
        const { caseResults, ...record } = runRecord(history, run)
        return {
          json: { ...record, cases: caseResults },
          text: runTable({ ...record, caseResults }),
          status: 0,
        }
      }
      const runs = history.runs().map(runSummary)
      return {
        json: { runs, events: history.head().seq, head: history.head().hash },
        text: runsTable(runs),
        status: 0,
      }
    } finally {
      history.close()
    }
  },
}

function runsTable(runs: readonly RunSummary[]): string {
  return table(
    ['run', 'tool', 'state', 'cases', 'failed', 'started'],
    runs.map((run) => [
      run.id,
      run.tool,
      run.state,
      `${run.done}/${run.cases}`,
      String(run.failed),
      run.startedAt ?? '',
    ]),
  )
}

function runTable({ caseResults, ...record }: RunRecord): string {
  const metrics = [...new Set(caseResults.flatMap((item) => Object.keys(item.scores)))].slice(0, 6)
  const rows = caseResults.map((item) => [
    item.case,
    ...metrics.map((metric) => {
      const score = item.scores[metric]
      if (!score) return ''
      return 'value' in score ? Number(score.value).toFixed(4) : `undefined: ${score.undefined}`
    }),
    item.failure?.message ?? '',
  ])
  return `${keyValueTable(record)}\n\n${table(['case', ...metrics, 'failure'], rows)}`
}
