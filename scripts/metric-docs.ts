/** Writes docs/metrics.md from the catalogue of metrics. Run after a metric was added or changed. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { MetricDoc } from '../src-main/contract/selftest.ts'
import { taskSchema, type Task } from '../src-main/contract/words.ts'
import { metricDocs } from '../src-main/core/api/metrics.ts'

const taskTitles: Readonly<Record<Task, string>> = {
  instances: 'Objects (instances)',
  semantic: 'Masks (semantic)',
  restoration: 'Restoration',
  detection: 'Points (detection)',
  classification: 'Classes (classification)',
}
const directions = {
  higher: 'higher is better',
  lower: 'lower is better',
  zero: 'nearest to 0 is best',
} as const

export function metricsPage(docs: readonly MetricDoc[] = metricDocs()): string {
  const sections = taskSchema.options.map((task) => section(task, docs))
  return `${[introduction, memory, ...sections].join('\n\n')}\n`
}

const introduction = `# Metrics

Written by \`scripts/metric-docs.ts\` from the catalogue in \`src-main/core/metrics\`; do not edit.

A metric is a tuple: id, version, options, aggregation and empty-case policy. The tuple travels with every
number, and numbers of unlike tuples are not compared. A score is a value or a named reason why there is none:
undefined is not zero, and is counted beside every mean. T is the truth, P the prediction, ∂A the border pixels
of A; TP are matched pairs, FP unmatched predicted and FN unmatched true objects, points or pixels.

"Proved by" names the values of the self-test (\`touchstone selftest\`, page Self-test) that must equal their
reference: kind of case, then names. The policy \`touchstone\` holds unless \`reference\` is asked for with
\`--options '{"emptyCasePolicy":"reference"}'\`.`

const memory = `## Memory

Label images, masks and class maps are walked together in pieces of a million pixels: the default scores of
objects, all that counts pixels, and read-outs hold the objects and classes, never the image. 8557 x 7115 pixels
with 10 080 objects take about 200 MiB, a volume of 200 x 1024 x 1024 as objects or classes as much.

More is held, in bytes per pixel, by

- border distances of \`semantic\` (\`hausdorff\`, \`hd95\`, \`assd\`, \`nsd@...\`) and \`boundary-iou@...\`: 8, of the box that holds
  a class on both sides;
- \`surfel-...\`: 10, and 50 for every piece of surface, of that box;
- \`cl-dice\` and its parts: 4 in a plane, of that box; in a volume a list of the foreground beside;
- \`matched-masd@...\` of objects: 8, of the whole image; \`outline-f@...\`: 26;
- the notes that a label image looks like a mask, or that its 8 bits wrapped: 8, only where it has one label, or 200 up to 255;
- PSNR, SSIM, NRMSE and Pearson of images above 8 million values: bands of rows; of a volume 32 planes, at most 128 MiB (256 in
  double precision) per image and window;
- all other metrics of restored images, \`dataRange\` by percentiles, and error maps: 16 for truth and prediction, and what each
  makes of them.

What is cut to a box is exact: beyond it is background, as beyond the image.`

function section(task: Task, docs: readonly MetricDoc[]): string {
  const own = docs.filter(({ metric }) => metric.tasks[0] === task)
  const shared = docs.filter(
    ({ metric }) => metric.tasks.includes(task) && metric.tasks[0] !== task,
  )
  const also =
    shared.length === 0
      ? []
      : [`Also, as described elsewhere on this page: ${shared.map(idOf).join(', ')}.`]
  return [`## ${taskTitles[task]}`, ...also, ...own.map(entry)].join('\n\n')
}

function entry(doc: MetricDoc): string {
  const { metric } = doc
  const facts = [
    metric.unit === '' ? 'no unit' : `in ${metric.unit}`,
    directions[metric.direction],
    rangeWords(metric.range),
    `${metric.aggregation.replaceAll('-', ' ')}`,
    `version ${metric.version}`,
    ...(doc.onRequest.length > 0 ? [`on request (${doc.onRequest.join(', ')})`] : []),
  ]
  return [
    `### ${idOf(doc)}: ${metric.name}`,
    metric.definition,
    ...(doc.formula === '' ? [] : [`    ${doc.formula}`]),
    `${facts.join('; ')}.`,
    ...(doc.options.length === 0 ? [] : [`Options:\n\n${doc.options.map(optionLine).join('\n')}`]),
    ...(doc.emptyCases.length === 0
      ? []
      : [`Where there is nothing to tell:\n\n${emptyLines(doc)}`]),
    doc.proofs.length === 0
      ? 'Proved by: tests with cases worked by hand; no other program is known to compute it.'
      : `Proved by: ${doc.proofs.map(({ kind, names }) => `${kind} (${names.map(code).join(', ')})`).join('; ')}.`,
  ].join('\n\n')
}

function optionLine({ name, usual, occasional, meaning }: MetricDoc['options'][number]): string {
  const when = occasional ? ', told only where it differs' : ''
  return `- \`${name}\` (${code(JSON.stringify(usual))}${when}): ${meaning}`
}

function emptyLines({ emptyCases }: MetricDoc): string {
  return emptyCases
    .map(({ situation, touchstone, reference }) =>
      touchstone === reference
        ? `- ${situation}: ${touchstone}`
        : `- ${situation}: ${touchstone}; policy \`reference\`: ${reference}`,
    )
    .join('\n')
}

function rangeWords([least, largest]: MetricDoc['metric']['range']): string {
  if (least === null && largest === null) return 'any number'
  if (largest === null) return `${least} or more`
  if (least === null) return `up to ${largest}`
  return `${least} to ${largest}`
}

function idOf({ metric }: MetricDoc): string {
  return code(metric.id)
}

function code(text: string): string {
  return `\`${text}\``
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = join(import.meta.dirname, '..', 'docs')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'metrics.md'), metricsPage())
}
