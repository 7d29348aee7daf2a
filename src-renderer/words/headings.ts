/** Groups of metrics in the comparison matrix, by what they ask. Pure. */
import type { Comparison } from '../../src-main/contract/comparison.ts'

export type ComparedMetric = Comparison['metrics'][number]

export interface MetricGroup {
  readonly name: string
  readonly metrics: readonly ComparedMetric[]
}

const groups = [
  { name: 'Are the objects found?', ids: /^(f1|precision|recall|panoptic|average-precision)/ },
  { name: 'How well do they fit?', ids: /^(mean-matched|dice|iou|aggregated|hausdorff|boundary)/ },
  { name: 'Are they counted rightly?', ids: /^(count|missed|extra|split|merged)/ },
  { name: 'How near are the values?', ids: /^(psnr|nrmse|mae|mse|rmse|si-)/ },
  { name: 'Is the structure kept?', ids: /^(ssim|ms-ssim|pearson)/ },
] as const

/** Groups in this order, metrics in the comparison's order; what fits nowhere comes last. */
export function metricGroups(metrics: readonly ComparedMetric[]): MetricGroup[] {
  const named = groups.map(({ name, ids }) => ({
    name,
    metrics: metrics.filter((metric) => ids.test(metric.definition.id)),
  }))
  const known = new Set(named.flatMap((group) => group.metrics))
  const rest = { name: 'Further', metrics: metrics.filter((metric) => !known.has(metric)) }
  return [...named, rest].filter((group) => group.metrics.length > 0)
}
