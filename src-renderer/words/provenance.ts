/** Where the numbers of a figure are from, for a file that leaves the page. Pure. */
import type { Comparison } from '../../src-main/contract/comparison.ts'
import { countOf } from './numbers.ts'
import { optionName, optionText } from './tuple-words.ts'

/** Dataset with its digest and n, the metric's tuple (the headline's unless another is given), date and id. */
export function provenanceOf(comparison: Comparison, metric = comparison.headline): string {
  const { dataset, createdAt, id, name } = comparison
  const tuple = comparison.metrics.find((one) => one.tuple.id === metric)?.tuple
  const samples = dataset.unit === 'sample' ? ` of ${countOf(dataset.units, 'sample')}` : ''
  const parts = [
    name,
    `${dataset.name}, ${countOf(dataset.cases, 'image')}${samples}, ${dataset.digest.slice(0, 19)}`,
    ...(tuple === undefined
      ? []
      : [`${metric} version ${tuple.version}${optionsOf(tuple.options)}`]),
    `${createdAt.slice(0, 10)}, comparison ${id}`,
  ]
  return `${parts.join('. ')}.`
}

function optionsOf(options: Comparison['metrics'][number]['tuple']['options']): string {
  const told = Object.entries(options).map(
    ([name, value]) => `${optionName(name)}: ${optionText(name, value)}`,
  )
  return told.length === 0 ? '' : ` (${told.join('; ')})`
}
