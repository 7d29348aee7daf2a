import { expect, test } from 'vitest'
import { createProgressLog } from '../../../src-main/core/evaluation/progress-log.ts'

function logAt(times: number[], cases: [string, number][]) {
  let index = 0
  return createProgressLog({
    clock: () => new Date(times[Math.min(index++, times.length - 1)]! * 1000),
    cases: new Map(cases),
  })
}

test('numbers events from one without gaps and answers those after a number', () => {
  const log = logAt([0], [['r1', 2]])
  log.add({ type: 'run-started', run: 'r1', message: 'a' })
  log.add({ type: 'case-started', run: 'r1', case: 'x', message: 'b' })
  expect(log.after(0).map((event) => event.seq)).toEqual([1, 2])
  expect(log.after(1).map((event) => event.message)).toEqual(['b'])
  expect(log.after(7)).toEqual([])
})

test('numbers go on after the events of an earlier time', () => {
  const earlier = logAt([0], [['r1', 2]])
  earlier.add({ type: 'run-started', run: 'r1', message: 'a' })
  const log = createProgressLog({
    clock: () => new Date(0),
    cases: new Map([['r1', 2]]),
    earlier: earlier.after(0),
  })
  log.add({ type: 'run-started', run: 'r1', message: 'b' })
  expect(log.after(0).map((event) => [event.seq, event.message])).toEqual([
    [1, 'a'],
    [2, 'b'],
  ])
  expect(log.after(1).map((event) => event.message)).toEqual(['b'])
})

test('the fraction counts finished and failed cases of all runs', () => {
  const log = logAt(
    [0],
    [
      ['r1', 2],
      ['r2', 2],
    ],
  )
  log.add({ type: 'case-finished', run: 'r1', message: '' })
  log.add({ type: 'case-failed', run: 'r1', message: '' })
  log.add({ type: 'case-progress', run: 'r1', message: '' })
  expect(log.after(0).map((event) => event.fraction)).toEqual([0.25, 0.5, 0.5])
})

test('time left is unknown before the first case, then follows the speed of each run', () => {
  const log = logAt(
    [0, 10, 20],
    [
      ['r1', 4],
      ['r2', 4],
    ],
  )
  log.add({ type: 'run-started', run: 'r1', message: '' })
  log.add({ type: 'case-finished', run: 'r1', message: '' })
  log.add({ type: 'case-finished', run: 'r1', message: '' })
  // 2 cases left of r1 at 10 s, and 4 of r2 at the slowest speed seen
  expect(log.after(0).map((event) => event.secondsLeft)).toEqual([null, 70, 60])
})

test('the end leaves no time', () => {
  const log = logAt([0], [])
  log.add({ type: 'evaluation-finished', message: 'done', state: 'done' })
  expect(log.after(0)[0]).toMatchObject({ fraction: 1, secondsLeft: 0, state: 'done' })
})

test('listeners get each event once', () => {
  const seen: number[] = []
  const log = createProgressLog({
    clock: () => new Date(0),
    cases: new Map(),
    onEvent: (event) => seen.push(event.seq),
  })
  log.add({ type: 'evaluation-started', message: '' })
  log.add({ type: 'evaluation-finished', message: '' })
  expect(seen).toEqual([1, 2])
})
