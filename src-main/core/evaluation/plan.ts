/** What an order will compute and what its numbers can show, said before anything runs. */
import type { EvaluationOrder, EvaluationPlan } from '../../contract/evaluations.ts'
import { metricDefinition } from '../metrics/definitions.ts'
import { samplesForDifference, samplesToRank, smallestP } from '../statistics/sample-size.ts'
import { studentQuantile } from '../statistics/student-t.ts'
import { definitionOnWire } from './definition-on-wire.ts'
import type { EvaluationDependencies } from './dependencies.ts'
import { peopleProposal } from './people-agreement.ts'
import { prepareEvaluation } from './prepare.ts'
import { testedDataset, tuningNote } from './tested-cases.ts'
import { unitsOfCases } from './units-of-cases.ts'

export async function planEvaluation(
  deps: EvaluationDependencies,
  order: EvaluationOrder,
): Promise<EvaluationPlan> {
  const { dataset, tools, metrics, headline, fingerprint, agreement } = await prepareEvaluation(
    deps,
    order,
  )
  const people = peopleProposal(agreement)
  const { cases } = testedDataset(dataset, order.cases)
  const { unit, units } = unitsOfCases(cases)
  const ranked = tools.filter((tool) => tool.role === 'tool').length
  return {
    task: dataset.task,
    headline,
    metrics: metrics.map((tuple) => ({
      definition: definitionOnWire(metricDefinition(tuple.id), tuple),
      tuple,
    })),
    fingerprint,
    unit,
    units,
    cases: cases.length,
    tools: ranked,
    ...(people === null ? {} : { people: { ...people } }),
    limits: limitsOf(units, unit, ranked, order.alpha),
    warnings: [
      ...[tuningNote(dataset, order.cases) ?? []].flat(),
      ...dataset.findings
        .filter((finding) => finding.severity !== 'note')
        .map((finding) => finding.message),
      ...tools.flatMap((tool) =>
        tool.description.cannotRun === null
          ? tool.description.warnings.map((warning) => `${tool.description.name}: ${warning}`)
          : [`${tool.description.name} cannot run here: ${tool.description.cannotRun}`],
      ),
    ],
  }
}

/** What so many independent units can show of so many tools, in sentences. */
export function limitsOf(units: number, unit: string, tools: number, alpha: number): string[] {
  const counted = `${units} ${unit}${units === 1 ? '' : 's'}`
  if (units < 2)
    return [`One ${unit} gives no interval and no ranking; its scores can only be looked at.`]
  if (tools < 2) return [intervalSentence(units, unit, alpha)]
  const least = samplesToRank(tools, alpha)
  if (units < least)
    return [
      `With ${counted} no difference between ${tools} tools can be significant (smallest possible p ${smallestP(units).toPrecision(2)}); at least ${least} are needed.`,
    ]
  const size = detectableDifference(units, alpha)
  return [
    size === null
      ? `With ${counted} only very large differences can be found.`
      : `With ${counted} a difference of about ${size.toFixed(1)} standard deviations (of the differences between ${unit}s) is found four times in five; smaller ones may come out as not distinguishable.`,
  ]
}

/** Of one tool alone: how sure its mean will be, by Student's t. */
function intervalSentence(units: number, unit: string, alpha: number): string {
  const half = studentQuantile(1 - alpha / 2, units - 1) / Math.sqrt(units)
  const level = Number(((1 - alpha) * 100).toPrecision(4))
  return `With ${units} ${unit}s the ${level} % interval of a mean reaches about ${half.toPrecision(2)} standard deviations (of scores between ${unit}s) to either side.`
}

/** Smallest of a list of differences, in standard deviations, that n pairs find with power 0.8. */
function detectableDifference(n: number, alpha: number): number | null {
  for (let size = 0.1; size <= 3.0001; size += 0.1) {
    const needed = samplesForDifference(size, { alpha })
    if (needed !== null && needed <= n) return size
  }
  return null
}
