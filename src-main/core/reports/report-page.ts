/** The report as one page that needs nothing else: for reading, for printing, for the archive. No script. */
import type { Comparison } from '../../contract/comparison.ts'
import type { Estimate } from '../../contract/metrics.ts'
import type { Real } from '../../contract/words.ts'
import { dotPlot } from './dot-plot.ts'
import { escapeMarkup as text } from './escape-markup.ts'
import { methodsText } from './methods-text.ts'
import type { ReportSource } from './report-source.ts'

export function reportPage(source: ReportSource): string {
  const { comparison, dataset, runs } = source
  const plot = dotPlot(comparison)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width">
<title>${text(comparison.name)}: evaluation report</title>
<style>${style}</style>
</head>
<body>
<header>
<p class="soft">Evaluation report, ${text(comparison.createdAt.slice(0, 10))}</p>
<h1>${text(comparison.name)}</h1>
<p class="answer">${text(comparison.sentence)}</p>
</header>
${section('Scores', `<p class="soft">${text(intervalSentence(comparison))}</p>${scores(comparison)}`)}
${plot === '' ? '' : section('The headline metric, case by case', `<figure>${plot}<figcaption>One dot per case; the diamond is the mean over ${text(unitWord(comparison))}, the line its interval.</figcaption></figure>`)}
${section('Differences between tools', verdicts(comparison))}
${source.findings.length > 0 ? section('Findings', findings(source)) : ''}
${comparison.warnings.length > 0 ? section('Warnings', list(comparison.warnings)) : ''}
${section(
  'Checks of the dataset',
  dataset.findings.length > 0
    ? list(dataset.findings.map(({ severity, message }) => `${severity}: ${message}`))
    : '<p>The checks of the ground truth found nothing.</p>',
)}
${section('Methods', methodsText(source).split('\n\n').map(paragraph).join('\n'))}
${section('Metrics', definitions(comparison))}
${section(
  'Tools',
  table(
    ['tool', 'kind', 'version', 'licence', 'ran on', 'cases', 'failed', 'seconds', 'digest'],
    runs.map(({ record, tool }) => [
      tool.name,
      tool.kind,
      tool.version,
      tool.licence ?? 'not stated',
      record.provider ?? 'no network',
      String(record.cases),
      String(record.failed),
      secondsOf(comparison, record.key),
      record.toolDigest,
    ]),
  ),
)}
<footer class="soft">
<p>Written ${text(source.writtenAt)} by Touchstone ${text(source.programVersion)}. Comparison ${text(comparison.id)}; dataset ${text(dataset.digest)}; the record ends in event ${source.head.seq}, hash ${text(source.head.hash ?? 'none')}.</p>
</footer>
</body>
</html>
`
}

function section(head: string, content: string): string {
  return `<section><h2>${text(head)}</h2>${content}</section>`
}

function scores({ tools, metrics, estimates, headline }: Comparison): string {
  const head = [
    'metric',
    ...tools.map(({ name, role }) => (role === 'reference' ? `(${name})` : name)),
  ]
  const rows = metrics.map(({ definition, tuple }) => [
    `${definition.name}${definition.unit === '' ? '' : `, ${definition.unit}`}${tuple.id === headline ? ' (headline)' : ''}`,
    ...tools.map(({ key }) => estimateText(estimates[key]?.[tuple.id], definition.digits)),
  ])
  return table(head, rows)
}

function estimateText(estimate: Estimate | undefined, digits: number): string {
  if (!estimate || estimate.mean === null) return estimate?.note ?? 'not computed'
  const show = (value: Real | null): string =>
    typeof value === 'number' ? value.toFixed(digits) : String(value ?? '')
  const interval =
    estimate.lower === null ? '' : ` [${show(estimate.lower)}, ${show(estimate.upper)}]`
  const missing = [
    ...(estimate.undefined > 0 ? [`${estimate.undefined} undefined`] : []),
    ...(estimate.failed > 0 ? [`${estimate.failed} failed`] : []),
  ]
  const without = missing.length === 0 ? '' : `, ${missing.join(', ')}`
  return `${show(estimate.mean)}${interval} n = ${estimate.n}${without}`
}

function verdicts({ verdicts: pairs, tools }: Comparison): string {
  if (pairs.length === 0) return '<p>One tool took part, so there is nothing to compare.</p>'
  const nameOf = (key: string): string => tools.find((tool) => tool.key === key)?.name ?? key
  const number = (value: number | null): string => (value === null ? '' : value.toPrecision(3))
  return table(
    ['a', 'b', 'difference a - b', 'n', 'p', 'p adjusted', 'verdict'],
    pairs.map(({ a, b, difference: { mean, lower, upper, n }, p, pAdjusted, text: verdict }) => [
      nameOf(a),
      nameOf(b),
      mean === null ? 'none' : `${number(mean)} [${number(lower)}, ${number(upper)}]`,
      String(n),
      number(p),
      number(pAdjusted),
      verdict,
    ]),
  )
}

function definitions({ metrics }: Comparison): string {
  return table(
    ['metric', 'definition', 'options', 'aggregation', 'empty cases'],
    metrics.map(({ definition, tuple }) => [
      `${tuple.id} (version ${tuple.version})`,
      definition.definition,
      JSON.stringify(tuple.options),
      tuple.aggregation,
      tuple.emptyCasePolicy,
    ]),
  )
}

function intervalSentence(comparison: Comparison): string {
  const { alpha, dataset } = comparison
  return `Means over ${dataset.units} ${unitWord(comparison)} with ${Math.round((1 - alpha) * 100)} % intervals; n counts those with a value. A score that is undefined is not zero.`
}

function unitWord({ dataset }: Comparison): string {
  return dataset.unit === 'sample' ? 'samples' : 'images'
}

function secondsOf({ tools }: Comparison, key: string): string {
  return tools.find((tool) => tool.key === key)?.secondsTotal.toFixed(1) ?? ''
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: 'th' | 'td', values: readonly string[]): string =>
    values
      .map((value) => `<${tag}${tag === 'th' ? ' scope="col"' : ''}>${text(value)}</${tag}>`)
      .join('')
  const body = rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n')
  return `<table><thead><tr>${cells('th', head)}</tr></thead><tbody>${body}</tbody></table>`
}

function list(sentences: readonly string[]): string {
  return `<ul>${sentences.map((sentence) => `<li>${text(sentence)}</li>`).join('')}</ul>`
}

function findings({ findings: found, comparison }: ReportSource): string {
  const toolName = (key: string | null): string =>
    key === null ? 'all tools' : (comparison.tools.find((one) => one.key === key)?.name ?? key)
  return found
    .map(({ case: caseId, tool, at, text: seen, tags, person, notedAt, picture, seq }) => {
      const image =
        picture === null
          ? '<p class="soft">The images of this place could not be read.</p>'
          : `<img alt="Place of finding ${seq}" src="data:image/png;base64,${picture}">`
      const place = `${caseId}, x ${Math.round(at.x)}, y ${Math.round(at.y)}${at.z > 0 ? `, plane ${Math.round(at.z) + 1}` : ''}; ${toolName(tool)}`
      const who = `${[...tags, person].join(', ')}, ${notedAt.slice(0, 10)}; event ${seq}`
      return `<figure class="finding">${image}<figcaption><strong>${text(seen)}</strong><br>${text(place)}<br>${text(who)}</figcaption></figure>`
    })
    .join('\n')
}

function paragraph(content: string): string {
  return `<p>${text(content.trim())}</p>`
}

const style = `
body { font: 14px/1.5 system-ui, sans-serif; color: #1a1a1a; margin: 2rem auto; max-width: 64rem; padding: 0 1.5rem; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
.answer { font-size: 1.15rem; max-width: 46rem; } .soft { color: #555; } p { max-width: 52rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 13px; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ccc; overflow-wrap: anywhere; }
th { font-weight: 600; } figure { margin: 0; } figcaption { color: #555; } svg { width: 100%; max-width: 54rem; height: auto; }
figure.finding { display: flex; gap: 1rem; margin: 0 0 1rem; break-inside: avoid; } .finding img { width: 192px; height: 192px; flex: none; }
@media print { body { margin: 0; max-width: none; font-size: 11px; } section { break-inside: auto; } tr, figure { break-inside: avoid; } }
`
