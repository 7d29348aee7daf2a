/**
 * Progress of one evaluation: an append-only list with sequence numbers, kept while the program runs.
 * Time left is estimated from the cases finished so far, tool by tool, because tools differ in speed.
 */
import type { ProgressEvent, RunState } from '../../contract/evaluations.ts'

export interface ProgressEntry {
  readonly type: ProgressEvent['type']
  readonly run?: string
  readonly case?: string
  readonly message: string
  readonly state?: RunState
}

export interface ProgressLog {
  add(entry: ProgressEntry): void
  after(seq: number): readonly ProgressEvent[]
}

export interface ProgressOptions {
  readonly clock: () => Date
  /** Cases still to do per run at the start, in the order in which runs will go. */
  readonly cases: ReadonlyMap<string, number>
  /** Of the same evaluation before it was cancelled: the numbers go on after them. */
  readonly earlier?: readonly ProgressEvent[]
  readonly onEvent?: (event: ProgressEvent) => void
}

export function createProgressLog(options: ProgressOptions): ProgressLog {
  const events: ProgressEvent[] = [...(options.earlier ?? [])]
  const total = [...options.cases.values()].reduce((sum, cases) => sum + cases, 0)
  const done = new Map<string, number>()
  const startedAt = new Map<string, number>()
  let finished = 0

  function secondsLeft(now: number): number | null {
    let left = 0
    let known = false
    let slowest = 0
    for (const [run, cases] of options.cases) {
      const count = done.get(run) ?? 0
      const start = startedAt.get(run)
      if (start === undefined || count === 0) {
        left += (cases - count) * slowest
        continue
      }
      known = true
      const perCase = (now - start) / 1000 / count
      slowest = Math.max(slowest, count < cases ? perCase : 0)
      left += Math.max(0, cases - count) * perCase
    }
    return known ? Math.round(left) : null
  }

  return {
    add(entry) {
      const now = options.clock()
      if (entry.type === 'run-started' && entry.run !== undefined)
        startedAt.set(entry.run, now.getTime())
      if (
        (entry.type === 'case-finished' || entry.type === 'case-failed') &&
        entry.run !== undefined
      ) {
        done.set(entry.run, (done.get(entry.run) ?? 0) + 1)
        finished += 1
      }
      const event: ProgressEvent = {
        seq: events.length + 1,
        at: now.toISOString(),
        type: entry.type,
        run: entry.run ?? null,
        case: entry.case ?? null,
        fraction: total === 0 ? 1 : finished / total,
        secondsLeft: entry.type === 'evaluation-finished' ? 0 : secondsLeft(now.getTime()),
        message: entry.message,
        state: entry.state ?? null,
      }
      events.push(event)
      options.onEvent?.(event)
    },
    after: (seq) => events.slice(Math.max(0, seq)),
  }
}
