/** Scores a pair of files as the engine does, in a process of its own, so that its peak of memory can be stated. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Json, Task } from '../../src-main/contract/words.ts'

export interface MeasuredScoring {
  readonly seconds: number
  /** By metric id; undefined ones are missing. */
  readonly values: Readonly<Record<string, number>>
  readonly maxRssMiB: number
}

const scoring = `
import { scorePair } from '${join(import.meta.dirname, '../../src-main/engine/score-pair.ts')}'
const [task, truth, prediction, options] = process.argv.slice(1)
const started = performance.now()
const { scores } = await scorePair({ task, truth, prediction, options: JSON.parse(options) })
const seconds = (performance.now() - started) / 1000
const values = Object.fromEntries(scores.map(({ metric, score }) => [metric.id, score.value]))
console.log(JSON.stringify({ seconds, values, maxRssMiB: process.resourceUsage().maxRSS / 1024 }))
`

export async function scoreInNewProcess(
  task: Task,
  truth: string,
  prediction: string,
  options: Readonly<Record<string, Json>> = {},
): Promise<MeasuredScoring> {
  const given = [task, truth, prediction, JSON.stringify(options)]
  const child = spawn(process.execPath, ['--input-type=module', '-e', scoring, ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  for await (const part of child.stdout) text += String(part)
  return JSON.parse(text) as MeasuredScoring
}
