/** Where a choice of metrics can mislead on these data, after Reinke 2024 (10.1038/s41592-023-02150-0). */
import type { Answers, FingerprintFacts, Pitfall } from '../../../contract/fingerprint.ts'
import type { Task } from '../../../contract/words.ts'
import { tinyWidthPx } from './settle-answers.ts'

export interface ChosenSet {
  readonly task: Task
  readonly headline: string
  readonly metrics: readonly string[]
  readonly answers: Answers
  readonly facts: FingerprintFacts
}

interface Rule {
  readonly pitfall: number
  readonly applies: (chosen: ChosenSet) => boolean
  readonly text: (chosen: ChosenSet) => string
}

/** Fewer independent units than this, and intervals are wide whatever the metric. */
const fewUnits = 10
const littleForeground = 0.05
const dominantClass = 0.8

const overlapOnly = new Set(['dice', 'iou', 'precision', 'recall', 'accuracy', 'specificity'])
const dependOnShares = new Set(['accuracy', 'mcc', 'kappa', 'f1-macro', 'average-precision', 'ece'])

const has = (chosen: ChosenSet, pattern: RegExp): boolean =>
  chosen.metrics.some((id) => pattern.test(id))
const both = (chosen: ChosenSet, a: string, b: string): boolean =>
  chosen.metrics.includes(a) && chosen.metrics.includes(b)

const answeredTask: Readonly<Record<string, Task>> = {
  objects: 'instances',
  mask: 'semantic',
  positions: 'detection',
  class: 'classification',
}

/** Numbers are those of the list in the documentation. */
const rules: readonly Rule[] = [
  {
    pitfall: 1,
    applies: ({ task, answers }) => {
      const wanted = answeredTask[String(answers['answer-kind'])]
      return wanted !== undefined && wanted !== task
    },
    text: ({ task, answers }) =>
      `You want ${kindWords[String(answers['answer-kind'])] ?? 'another answer'}, but the dataset is evaluated as ${task}: its metrics answer another question. Choose the task ${answeredTask[String(answers['answer-kind'])] ?? ''} in the first step.`,
  },
  {
    pitfall: 1,
    applies: ({ task, facts, answers }) =>
      task === 'semantic' && facts.objects !== null && facts.cases > 0 && answers.centre !== 'yes'
        ? facts.objects / facts.cases >= 10
        : false,
    text: ({ facts }) =>
      `The masks have ${facts.objects ?? 0} separate pieces. A high overlap can still miss many of the small ones: look at them, or label them one by one and evaluate instances.`,
  },
  {
    pitfall: 2,
    applies: ({ task, answers }) => task === 'semantic' && answers.touching === 'yes',
    text: () =>
      'Touching objects are one piece in a mask, so that no metric here sees a merge. Label the objects one by one and evaluate the task instances.',
  },
  {
    pitfall: 3,
    applies: ({ facts, task }) =>
      task !== 'restoration' && facts.medianWidthPx !== null && facts.medianWidthPx < tinyWidthPx,
    text: ({ facts, task }) =>
      `The median object is ${(facts.medianWidthPx ?? 0).toFixed(1)} px wide: one pixel changes its overlap a lot. ${task === 'instances' ? 'Read counts before overlap, or evaluate centres as the task detection.' : 'Read distances with a tolerance before Dice.'}`,
  },
  {
    pitfall: 4,
    applies: ({ task, metrics }) =>
      task === 'semantic' && metrics.length > 0 && metrics.every((id) => overlapOnly.has(id)),
    text: () =>
      'Overlap alone is blind to shape, holes and position of the outline; put a distance beside it (NSD, HD95, ASSD).',
  },
  {
    pitfall: 5,
    applies: (chosen) =>
      has(chosen, /^(dice|iou)$/) && !(has(chosen, /^precision$/) && has(chosen, /^recall$/)),
    text: () =>
      'Dice punishes too small a mask more than one too large by as many pixels; precision and recall beside it show which it is.',
  },
  {
    pitfall: 6,
    applies: (chosen) => has(chosen, /^hausdorff$/),
    text: () =>
      'The Hausdorff distance is decided by one pixel; HD95 or the surface distance (NSD) is steadier.',
  },
  {
    pitfall: 6,
    applies: ({ metrics, answers }) =>
      answers.outline === 'yes' && metrics.some((id) => id.startsWith('hd95')),
    text: () =>
      'HD95 looks at the worst twentieth of the outline and not at the rest; where the outline matters, NSD with the disagreement of annotators, or ASSD, says more.',
  },
  {
    pitfall: 7,
    applies: ({ task, facts, metrics }) =>
      task === 'semantic' &&
      facts.foregroundShare !== null &&
      facts.foregroundShare < littleForeground &&
      metrics.some((id) => id === 'accuracy' || id === 'specificity'),
    text: ({ facts }) =>
      `Only ${((facts.foregroundShare ?? 0) * 100).toPrecision(2)} % of the pixels are foreground: accuracy and specificity are high for a tool that marks nothing.`,
  },
  {
    pitfall: 7,
    applies: ({ facts }) => largestClass(facts).share >= dominantClass,
    text: ({ facts }) =>
      `${Math.round(largestClass(facts).share * 100)} % of the images are ${largestClass(facts).name}: accuracy is high for a tool that always says so. Balanced accuracy and MCC are not.`,
  },
  {
    pitfall: 8,
    applies: ({ facts }) => (facts.emptyCases ?? 0) > 0,
    text: ({ facts }) =>
      `${facts.emptyCases ?? 0} of ${facts.cases} ground truths are empty. Their scores can be undefined; then they are counted beside the mean and are not in it.`,
  },
  {
    pitfall: 10,
    applies: ({ facts }) => facts.units < fewUnits,
    text: ({ facts }) =>
      `Only ${facts.units} independent ${facts.unit}s: intervals will be wide, and only large differences can be found.`,
  },
  {
    pitfall: 10,
    applies: ({ facts }) => facts.unit === 'sample' && facts.cases > facts.units,
    text: ({ facts }) =>
      `${facts.cases} images come from ${facts.units} samples. Images of one sample are not independent, so intervals and tests count samples.`,
  },
  {
    pitfall: 12,
    applies: (chosen) => both(chosen, 'dice', 'iou'),
    text: () => 'Dice and IoU say the same thing twice (Dice = 2 IoU / (1 + IoU)); one is enough.',
  },
  {
    pitfall: 12,
    applies: (chosen) => both(chosen, 'f1@0.5', 'critical-success-index@0.5'),
    text: () =>
      'F1 and the critical success index at one threshold say the same thing twice; one is enough.',
  },
  {
    pitfall: 14,
    applies: ({ answers, metrics }) =>
      answers.prevalence === 'no' && metrics.some((id) => dependOnShares.has(id)),
    text: ({ metrics }) =>
      `The share of classes is another in practice, and ${metrics.filter((id) => dependOnShares.has(id)).join(', ')} would be another there too.`,
  },
  {
    pitfall: 15,
    applies: (chosen) => has(chosen, /^(critical-success-index|aji)/),
    text: () =>
      'Names differ between programs: what Cellpose calls AP and StarDist accuracy is the critical success index, and there are three AJI. Name the id in a publication.',
  },
  {
    pitfall: 15,
    applies: ({ task, metrics }) =>
      task === 'restoration' && metrics.filter((id) => id.startsWith('nrmse')).length > 1,
    text: () => 'NRMSE has several denominators, and their values cannot be compared.',
  },
]

const kindWords: Readonly<Record<string, string>> = {
  objects: 'a mask per object',
  mask: 'one mask',
  positions: 'positions',
  class: 'one answer per image',
}

function largestClass({ classCounts }: FingerprintFacts): { name: string; share: number } {
  const counts = Object.entries(classCounts ?? {})
  const all = counts.reduce((sum, [, count]) => sum + count, 0)
  const [name, count] = counts.sort(([, a], [, b]) => b - a)[0] ?? ['', 0]
  return { name, share: counts.length < 2 || all === 0 ? 0 : count / all }
}

/** In the order of the documentation's list. */
export function findPitfalls(chosen: ChosenSet): readonly Pitfall[] {
  return rules
    .filter((rule) => rule.applies(chosen))
    .map((rule) => ({ pitfall: rule.pitfall, text: rule.text(chosen) }))
}

/** Why these metrics must not be computed alone; null where nothing speaks against it. */
export function refusalOf({ task, metrics, answers }: ChosenSet): string | null {
  const isOverlapAlone = metrics.length > 0 && metrics.every((id) => overlapOnly.has(id))
  if (task !== 'semantic' || answers.touching !== 'yes' || !isOverlapAlone) return null
  return 'Objects touch, and only overlap of masks is to be measured: it stays high while objects are merged or missed. Add a distance between borders, or label the objects one by one and evaluate the task instances.'
}
