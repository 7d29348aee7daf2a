/** Groups of metrics in the comparison matrix, by what they ask. Pure. */
import type { Comparison } from '../../src-main/contract/comparison.ts'

export type ComparedMetric = Comparison['metrics'][number]

export interface MetricGroup {
  readonly name: string
  readonly metrics: readonly ComparedMetric[]
  /** Folded until asked for: many rows that answer one finer question. */
  readonly folded: boolean
}

const groups = [
  {
    name: 'Are the points found?',
    ids: /^(f1-points|precision-points|recall-points|average-precision-points)$/,
  },
  { name: 'Found with a wider or narrower gate?', ids: /^f1-points@/, folded: true },
  { name: 'How near are they?', ids: /^localisation/ },
  { name: 'Are the classes right?', ids: /^(balanced-accuracy|accuracy|f1-macro|mcc|kappa)$/ },
  { name: 'Do the probabilities tell the classes apart?', ids: /^(auroc|average-precision)$/ },
  { name: 'Can the probabilities be believed?', ids: /^(brier-|ece$|log-loss$)/ },
  {
    name: 'Are the objects found?',
    ids: /^(f1@0\.5|precision@0\.5|recall@0\.5|precision|recall|specificity|panoptic.*|critical-success-index@0\.5|ctc-det)$/,
  },
  {
    name: 'How well do they fit?',
    ids: /^(mean-matched|mean-true|dice|iou|aji|ctc-seg|cl-dice|nsd@|hausdorff|hd95|assd|masd|boundary)/,
  },
  {
    name: 'Found at a stricter overlap?',
    ids: /^(f1|mean-f1|average-precision|critical-success)/,
    folded: true,
  },
  { name: 'Are they counted rightly?', ids: /^(count|missed|extra|split|merged)/ },
  { name: 'How near are the values?', ids: /^(psnr|nrmse|mae|mse|rmse|si-)/ },
  { name: 'Is the structure kept?', ids: /^(ssim|ms-ssim|pearson|frc)/ },
] as const

/** Groups in this order, metrics in the comparison's order; what fits nowhere comes last. */
export function metricGroups(metrics: readonly ComparedMetric[]): MetricGroup[] {
  const known = new Set<ComparedMetric>()
  const named = groups.map((group) => {
    const own = metrics.filter(
      (metric) => !known.has(metric) && group.ids.test(metric.definition.id),
    )
    for (const metric of own) known.add(metric)
    return { name: group.name, metrics: own, folded: 'folded' in group && own.length > 2 }
  })
  const others = metrics.filter((metric) => !known.has(metric))
  const rest = { name: 'Further', metrics: others, folded: false }
  return [...named, rest].filter((group) => group.metrics.length > 0)
}
