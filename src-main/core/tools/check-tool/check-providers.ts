/** The processor against another execution provider, where one works on this machine. */
import type { ToolCheckResult } from '../../../contract/tool-check.ts'
import type { ToolKind } from '../../../contract/words.ts'
import type { CheckToolInput } from '../../engine-port.ts'
import type { Ask, Asked } from './ask-tool.ts'
import { found, notFound } from './check-results.ts'
import type { Repeats } from './check-repeats.ts'
import { compareOutputs } from './compare-outputs.ts'

const check = 'cpu-gpu-difference'
/** Of the largest magnitude: what other summation orders of 32 bits may change in real values. */
const tolerance = 1e-3

export async function checkProviders(
  ask: Ask,
  { otherProvider }: Pick<CheckToolInput, 'otherProvider'>,
  cases: readonly Asked[],
  { answers }: Pick<Repeats, 'answers'>,
  kind: ToolKind,
): Promise<ToolCheckResult> {
  if (kind !== 'model') return notFound(check, 'Only models are run on a chosen provider here.')
  if (otherProvider === null) return notFound(check, 'Only the CPU works here.')
  let [perMillion, compared, reason] = [0, 0, '']
  for (const [i, one] of cases.entries()) {
    const onCpu = answers[i]
    if (onCpu?.ok !== true) continue
    const other = await ask(one, otherProvider)
    if (!other.ok) {
      reason = other.reason
      continue
    }
    perMillion += compareOutputs(await onCpu.read(), await other.read(), tolerance).perMillion
    compared++
  }
  if (compared === 0)
    return notFound(check, `It gave no result on ${otherProvider} to compare: ${reason}`)
  const value = perMillion / compared
  const text =
    value === 0
      ? `the same on ${otherProvider}`
      : `${String(Number(value.toPrecision(3)))} differ on ${otherProvider}`
  return found(check, value, text, 'px per million')
}
