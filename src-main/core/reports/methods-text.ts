/**
 * The paragraph for a methods section: tool, data, processing, evaluation, result, limits, availability. What
 * is not known is said to be not stated; nothing is filled in by guessing.
 */
import type { Comparison } from '../../contract/comparison.ts'
import { counted } from '../counted.ts'
import type { ReportedRun, ReportSource } from './report-source.ts'

const notStated = 'not stated'

export function methodsText(source: ReportSource): string {
  const { comparison, dataset, runs } = source
  const sections: readonly (readonly [string, string])[] = [
    ['Tools', runs.map(toolSentence).join(' ')],
    ['Data', dataSentence(source)],
    ['Processing', runs.map(processingSentence).join(' ')],
    ['Evaluation', evaluationSentence(source)],
    [
      'Result',
      [comparison.sentence, ...comparison.verdicts.map(({ text }) => ended(text))].join(' '),
    ],
    ['Limits', limitSentences(source).join(' ')],
    [
      'Availability',
      `The record of this evaluation ends in event ${source.head.seq} with the hash ${source.head.hash ?? notStated}. Evaluated with Touchstone ${source.programVersion}; dataset ${dataset.digest}.`,
    ],
  ]
  return sections.map(([head, text]) => `${head}. ${text}\n`).join('\n')
}

function toolSentence({ record, tool }: ReportedRun): string {
  const parts = [
    `version ${tool.version}`,
    `kind ${tool.kind}`,
    `digest ${record.toolDigest}`,
    `licence ${tool.licence ?? notStated}`,
    `authors ${tool.authors.length > 0 ? tool.authors.join(', ') : notStated}`,
  ]
  return `${tool.name} (${parts.join('; ')}). ${asSentence(tool.summary)}`
}

function dataSentence({ dataset, comparison, independence }: ReportSource): string {
  const { unit, units } = comparison.dataset
  const samples =
    unit === 'sample'
      ? ` of ${counted(units, 'independent sample')}`
      : ', each counted as independent, because no samples are stated'
  const { pixelSizeUm } = dataset
  const size = pixelSizeUm === null ? notStated : `${pixelSizeUm.x} x ${pixelSizeUm.y} um`
  return [
    `${dataset.name} (digest ${dataset.digest}): ${counted(dataset.cases.length, 'case')}${samples}, task ${dataset.task}, pixel size ${size}, licence ${dataset.licence ?? notStated}.`,
    dataset.description === null
      ? 'How the ground truth was made is not stated.'
      : asSentence(dataset.description),
    ...independence,
  ].join(' ')
}

function processingSentence({ record, tool }: ReportedRun): string {
  const versions = Object.entries(record.versions).map(([name, version]) => `${name} ${version}`)
  const passed = record.fallbacks.map(
    ({ provider, reason }) => `${provider} was not used: ${reason}`,
  )
  return [
    `${tool.name} ran on ${record.provider ?? 'no network'} with the settings ${JSON.stringify(record.settings)}, seed ${record.seed}; ${versions.join(', ')}.`,
    ...passed.map(asSentence),
  ].join(' ')
}

function evaluationSentence({ comparison, orderedAt }: ReportSource): string {
  const { headline, metrics, alpha, minimalRelevantDifference } = comparison
  const leading = metrics.find(({ tuple }) => tuple.id === headline)
  const others = metrics.filter(({ tuple }) => tuple.id !== headline)
  const test = comparison.verdicts.find(({ p }) => p !== null) ?? comparison.verdicts[0]
  const difference =
    minimalRelevantDifference === null
      ? 'no minimal relevant difference was stated'
      : `the minimal relevant difference was ${minimalRelevantDifference}`
  return [
    `The headline metric was ${leading?.definition.name ?? headline} (${headline}, version ${leading?.tuple.version ?? notStated}, options ${JSON.stringify(leading?.tuple.options ?? {})}): ${asSentence(leading?.definition.definition ?? notStated)}`,
    `Scores were taken ${leading?.tuple.aggregation ?? notStated}; empty cases followed the policy ${leading?.tuple.emptyCasePolicy ?? notStated}.`,
    `Intervals have the level ${1 - alpha}, ${intervalMethods(comparison)}. ${test ? asSentence(`Pairs were tested by ${test.test}`) : 'No pairs were tested.'}`,
    `Headline, level and difference were fixed on ${orderedAt}, before the runs; ${difference}.`,
    others.length > 0 ? `Also computed: ${others.map(({ tuple }) => tuple.id).join(', ')}.` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** How the intervals of the headline metric were made; ids of methods, as the tables have them. */
function intervalMethods({ estimates, headline, dataset }: Comparison): string {
  const methods = new Set(
    Object.values(estimates).flatMap((of) => {
      const estimate = of[headline]
      return estimate === undefined || estimate.lower === null ? [] : [estimate.method]
    }),
  )
  return methods.size === 0
    ? 'but the headline metric has none'
    : `those of the headline metric by ${[...methods].join(' and ')} over ${dataset.unit}s`
}

function limitSentences({ comparison }: ReportSource): string[] {
  const undefinedCounts = comparison.tools.flatMap((tool) => {
    const estimate = comparison.estimates[tool.key]?.[comparison.headline]
    if (!estimate || estimate.undefined + estimate.failed === 0) return []
    return [
      `${tool.name}: the headline metric is undefined in ${counted(estimate.undefined, 'case')}, and ${counted(estimate.failed, 'case')} failed.`,
    ]
  })
  return [
    'The result holds for this dataset and this metric.',
    ...undefinedCounts,
    ...comparison.warnings.map(ended),
    'Whether the images are like those the models were trained on was not measured.',
  ]
}

function asSentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1)
  return ended(first)
}

/** For texts that may begin with a name, which keeps its letters. */
function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
