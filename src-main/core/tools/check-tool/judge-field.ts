/** What an answer to a field of one value says: nothing is there, so whatever is found is invented. */
import type { ToolCheckResult } from '../../../contract/tool-check.ts'
import type { Task } from '../../../contract/words.ts'
import { counted } from '../../counted.ts'
import { found, notFound } from './check-results.ts'
import type { ReadOutput } from './read-output.ts'

/** Value 1: nothing invented; 0: something is. Of restored images 1 where all values are numbers. */
export function judgeField(check: string, task: Task, output: ReadOutput): ToolCheckResult {
  if (task === 'classification')
    return notFound(check, 'A class is given to every image, so none can be said to be invented.')
  if (output.kind === 'image') {
    const { lowest, highest, isFinite } = rangeOf(output.data)
    return isFinite
      ? found(check, 1, `values from ${short(lowest)} to ${short(highest)}`)
      : found(check, 0, 'values that are no numbers')
  }
  const [count, what] =
    output.kind === 'lines'
      ? [output.lines.length, counted(output.lines.length, 'point')]
      : objectsOrArea(task, output.data)
  return count === 0
    ? found(check, 1, 'nothing found')
    : found(check, 0, `invents ${what} where nothing is`)
}

function objectsOrArea(task: Task, data: Uint32Array): readonly [number, string] {
  if (task === 'semantic') {
    let pixels = 0
    for (const value of data) if (value !== 0) pixels++
    return [
      pixels,
      `a foreground of ${((pixels / data.length) * 100).toPrecision(2)} % of the pixels`,
    ]
  }
  const labels = new Set(data)
  labels.delete(0)
  return [labels.size, counted(labels.size, 'object')]
}

function rangeOf(data: Float32Array | Float64Array) {
  let [lowest, highest, isFinite] = [Infinity, -Infinity, true]
  for (const value of data) {
    if (!Number.isFinite(value)) isFinite = false
    if (value < lowest) lowest = value
    if (value > highest) highest = value
  }
  return { lowest, highest, isFinite }
}

const short = (value: number): string => String(Number(value.toPrecision(3)))
