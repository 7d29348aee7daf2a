/**
 * Metrics beside scikit-image and scipy on the same inputs: measured in the same run where Debian's python3
 * has them, else the recorded times of ../shared/bench.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { table } from '../../src-main/hosts/cli/table.ts'
import { findInputs, metricTasks, type Task } from './metric-tasks.ts'

interface Anchor {
  readonly name: string
  readonly median_s: number
  readonly value?: unknown
}

interface Theirs extends Anchor {
  readonly source: 'now' | 'recorded'
}

export async function benchMetrics(
  medianSeconds: (work: () => unknown) => Promise<number>,
): Promise<void> {
  const inputs = findInputs()
  if (inputs === null) {
    process.stdout.write('Metrics: not measured, ../shared/bench is not at hand.\n\n')
    return
  }
  const { results } = JSON.parse(readFileSync(inputs.anchorsFile, 'utf8')) as {
    results: readonly Anchor[]
  }
  const theirs = new Map<string, Theirs>()
  for (const anchor of results) theirs.set(anchor.name, { ...anchor, source: 'recorded' })
  for (const anchor of measurePython(inputs.folder)) theirs.set(anchor.name, anchor)
  const rows: string[][] = []
  for (const task of await metricTasks(inputs.folder))
    rows.push(await rowOf(task, await medianSeconds(task.run), theirs.get(task.anchor ?? '')))
  const head = [
    'metric, 2048 x 2048',
    'ms',
    'Python ms',
    'of',
    'ratio',
    'goal',
    '',
    'value',
    'theirs',
  ]
  process.stdout.write(`${table(head, rows)}\n\n`)
}

/** None where Python or its libraries are absent. */
function measurePython(folder: string): Theirs[] {
  const script = join(import.meta.dirname, 'python_metrics.py')
  const { status, stdout } = spawnSync('/usr/bin/python3', [script, folder], { encoding: 'utf8' })
  if (status !== 0) return []
  return stdout
    .trim()
    .split('\n')
    .map((line) => ({ ...(JSON.parse(line) as Anchor), source: 'now' }))
}

async function rowOf(task: Task, seconds: number, theirs: Theirs | undefined): Promise<string[]> {
  const milliseconds = (value: number): string => (value * 1000).toFixed(1)
  const ratio = theirs === undefined ? NaN : theirs.median_s / seconds
  return [
    task.name,
    milliseconds(seconds),
    theirs ? milliseconds(theirs.median_s) : 'not measured',
    theirs?.source ?? '-',
    theirs ? ratio.toFixed(2) : '-',
    task.goal === undefined ? '-' : String(task.goal),
    task.goal === undefined ? '' : ratio >= task.goal ? 'met' : 'missed',
    String(await task.run()).slice(0, 24),
    (JSON.stringify(theirs?.value) ?? '-').slice(0, 24),
  ]
}
