/**
 * Appends to the record of a folder until it is killed, and prints each event's number once `append`
 * has returned. Takes up an interrupted run as the program does after a crash.
 */
import { writeSync } from 'node:fs'
import { openHistory } from '../../../src-main/core/history/open-history.ts'
import { casePayload, environment, recordOrder, runPayload, tickingClock } from './sample-record.ts'

const [folder = ''] = process.argv.slice(2)
const ids = Array.from({ length: 50 }, (_, i) => `case-${String(i).padStart(2, '0')}`)
const history = openHistory(folder, { clock: tickingClock() })
const acknowledge = (event: { readonly seq: number }) => writeSync(1, `${event.seq}\n`)

if (history.evaluation('e1') === null) recordOrder(history, ids)
for (const run of history.runs('e1').filter((entry) => entry.state === 'running')) {
  acknowledge(history.append('run-interrupted', { run: run.id, reason: 'Killed.' }))
  acknowledge(history.append('run-resumed', { run: run.id, ...environment }))
  finish(run.id)
}
for (;;) {
  const run = `r${history.head().seq}`
  acknowledge(history.append('run-started', runPayload(run, 'otsu', 'e1', ids)))
  finish(run)
}

function finish(run: string): void {
  const done = new Set(history.casesOfRun(run).map((entry) => entry.case))
  for (const id of ids) {
    if (!done.has(id)) acknowledge(history.append('case-finished', casePayload(run, id)))
  }
  const counts = { done: ids.length, failed: 0, reason: null }
  acknowledge(history.append('run-finished', { run, state: 'done', ...counts }))
}
