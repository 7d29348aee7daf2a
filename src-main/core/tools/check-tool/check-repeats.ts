/**
 * The same images again, and in the other order. The last image goes first, once more than it counts: so each
 * image of the first two passes comes after the same one, and what differs between them is no matter of order.
 */
import type { ToolCheckResult } from '../../../contract/tool-check.ts'
import type { Task } from '../../../contract/words.ts'
import type { PredictOutput } from '../../engine-port.ts'
import type { Answer, Ask, Asked } from './ask-tool.ts'
import { found, notFound } from './check-results.ts'
import { compareOutputs } from './compare-outputs.ts'

export interface Repeats {
  readonly checks: readonly ToolCheckResult[]
  /** To the very first question. */
  readonly cold: Answer
  /** Of the first pass, by case; null where it failed. */
  readonly outputs: readonly (PredictOutput | null)[]
  readonly answers: readonly Answer[]
  /** Of this process, after the first pass. */
  readonly peakMemoryMb: number
}

export async function checkRepeats(
  ask: Ask,
  task: Task,
  cases: readonly Asked[],
  tell: (fraction: number, message: string) => void,
): Promise<Repeats> {
  const cold = await ask(cases.at(-1)!)
  const pass = async (asked: readonly Asked[], from: number): Promise<Answer[]> => {
    const answers: Answer[] = []
    for (const [i, one] of asked.entries()) {
      tell(from + (0.18 * i) / asked.length, 'the cases')
      answers.push(await ask(one))
    }
    return answers
  }
  const first = await pass(cases, 0.05)
  const peakMemoryMb = process.resourceUsage().maxRSS / 1024
  const second = await pass(cases, 0.23)
  const third = (await pass(cases.toReversed(), 0.41)).toReversed()
  const twice = await difference('same-output-twice', task, first, second)
  const failed = first.filter(({ ok }) => !ok)
  const reason = failed.find((answer) => !answer.ok)
  return {
    cold,
    answers: first,
    outputs: first.map((answer) => (answer.ok ? answer.done : null)),
    peakMemoryMb,
    checks: [
      twice,
      await orderCheck(twice, task, second, third),
      found(
        'failed-cases',
        failed.length / cases.length,
        `${String(failed.length)} of ${String(cases.length)}${reason?.ok === false ? `: ${reason.reason}` : ''}`,
      ),
    ],
  }
}

async function orderCheck(
  twice: ToolCheckResult,
  task: Task,
  forth: readonly Answer[],
  back: readonly Answer[],
): Promise<ToolCheckResult> {
  const check = 'same-output-any-order'
  if (forth.length < 2)
    return notFound(check, 'Two images at least are needed to change their order.')
  if (twice.value === null) return notFound(check, twice.reason)
  if (twice.value > 0)
    return notFound(
      check,
      'In the same order it already gives another result, so the order cannot be told from that.',
    )
  return difference(check, task, forth, back)
}

/** Over all cases that both passes answered. */
async function difference(
  check: string,
  task: Task,
  first: readonly Answer[],
  second: readonly Answer[],
): Promise<ToolCheckResult> {
  const found: { readonly perMillion: number; readonly largest: number | null }[] = []
  let refused = ''
  let changed = 0
  for (const [i, a] of first.entries()) {
    const b = second[i]!
    if (!a.ok || !b.ok) {
      refused = a.ok ? (b.ok ? '' : b.reason) : a.reason
      if (a.ok !== b.ok) changed++
    } else found.push(compareOutputs(await a.read(), await b.read()))
  }
  if (changed > 0)
    return differs(
      check,
      1e6,
      `${String(changed)} of ${String(first.length)} images failed only once: ${refused}`,
    )
  if (found.length === 0) return notFound(check, `No image gave a result: ${refused}`)
  const perMillion = found.reduce((sum, one) => sum + one.perMillion, 0) / found.length
  const largest = Math.max(...found.map((one) => one.largest ?? 0))
  return differs(check, perMillion, wordsOf(perMillion, largest, found.length, task))
}

const differs = (check: string, value: number, text: string): ToolCheckResult =>
  found(check, value, text, 'px per million')

function wordsOf(perMillion: number, largest: number, images: number, task: Task): string {
  if (perMillion === 0) return `identical in ${String(images)} images`
  const by = task === 'restoration' ? `, by up to ${String(Number(largest.toPrecision(3)))}` : ''
  return `${String(Number(perMillion.toPrecision(3)))} differ${by}`
}
