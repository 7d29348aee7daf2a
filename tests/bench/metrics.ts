/**
 * Metrics beside scikit-image and scipy on the same inputs: in turns with ours, so that both meet the same load,
 * where Debian's python3 has them, else the recorded times of ../shared/bench.
 */
import { readFileSync } from 'node:fs'
import { table } from '../../src-main/hosts/cli/table.ts'
import { findInputs, metricTasks, type Task } from './metric-tasks.ts'
import { openPython, type Python } from './python-metrics.ts'

interface Anchor {
  readonly name: string
  readonly median_s: number
  readonly value?: unknown
}

interface Theirs {
  readonly seconds: number
  readonly value?: unknown
  readonly source: 'now' | 'recorded'
}

/** Of each, after one that is not counted. */
const runs = 7

export async function benchMetrics(): Promise<void> {
  const inputs = findInputs()
  if (inputs === null) {
    process.stdout.write('Metrics: not measured, ../shared/bench is not at hand.\n\n')
    return
  }
  const { results } = JSON.parse(readFileSync(inputs.anchorsFile, 'utf8')) as {
    results: readonly Anchor[]
  }
  const recorded = new Map<string, Theirs>(
    results.map(({ name, median_s, value }) => [
      name,
      { seconds: median_s, value, source: 'recorded' },
    ]),
  )
  const python = await openPython(inputs.folder)
  const rows: string[][] = []
  for (const task of await metricTasks(inputs.folder)) {
    const { ours, theirs } = await measure(task, python)
    rows.push(await rowOf(task, ours, theirs ?? recorded.get(task.anchor ?? '')))
  }
  python?.close()
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

/** Medians of runs in turns. */
async function measure(
  task: Task,
  python: Python | null,
): Promise<{ readonly ours: number; readonly theirs?: Theirs }> {
  const anchor = task.anchor !== null && python?.names.has(task.anchor) ? task.anchor : null
  const ours: number[] = []
  const theirs: number[] = []
  let value: unknown
  for (let run = 0; run <= runs; run++) {
    const started = performance.now()
    await task.run()
    const seconds = (performance.now() - started) / 1000
    const turn = anchor === null ? undefined : await python?.run(anchor)
    if (turn !== undefined) value = turn.value
    if (run === 0) continue
    ours.push(seconds)
    if (turn !== undefined) theirs.push(turn.seconds)
  }
  if (theirs.length === 0) return { ours: median(ours) }
  return { ours: median(ours), theirs: { seconds: median(theirs), value, source: 'now' } }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
}

async function rowOf(task: Task, seconds: number, theirs: Theirs | undefined): Promise<string[]> {
  const milliseconds = (value: number): string => (value * 1000).toFixed(1)
  const ratio = theirs === undefined ? NaN : theirs.seconds / seconds
  return [
    task.name,
    milliseconds(seconds),
    theirs ? milliseconds(theirs.seconds) : 'not measured',
    theirs?.source ?? '-',
    theirs ? ratio.toFixed(2) : '-',
    task.goal === undefined ? '-' : String(task.goal),
    task.goal === undefined ? '' : ratio >= task.goal ? 'met' : 'missed',
    String(await task.run()).slice(0, 24),
    (JSON.stringify(theirs?.value) ?? '-').slice(0, 24),
  ]
}
