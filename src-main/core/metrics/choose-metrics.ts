/**
 * Which metrics are computed: a task's default set, or what the option `metrics` asks for: ids, or the
 * name of a set, which states what another program computes and the options it computes it with.
 */
import type { MetricPreset } from '../../contract/fingerprint.ts'
import type { Json, Task } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import { classMetricIds } from './class-metric-definitions.ts'
import { objectClassesOption, objectClassMetricIds } from './object-classes.ts'
import { classesOption } from './class-options.ts'
import { everyMetricForTask, metricDefinition, metricsForTask } from './definitions.ts'
import type { MetricOptions } from './metric-options.ts'

export interface ChosenMetrics {
  readonly ids: readonly string[]
  /** Without `metrics`, with what the named sets state. */
  readonly options: MetricOptions
}

interface MetricSet {
  readonly task: Task
  readonly ids: readonly string[]
  readonly options: MetricOptions
}

const atHalf = ['f1@0.5', 'precision@0.5', 'recall@0.5', 'panoptic-quality@0.5']

/**
 * StarDist 650d3a1, Cellpose 849ca11, HoVer-Net 67e2ce5, py-ctcmetrics 9865e6f, DSB 2018 (Caicedo), NeurIPS
 * CellSeg 3128e96 (whole images at every size; there an empty prediction has no false negatives), panoptica
 * b0ac3e4, google-deepmind/surface-distance 1f805ce.
 */
const metricSets: Readonly<Record<string, MetricSet>> = {
  touchstone: {
    task: 'instances',
    ids: idsOf(metricsForTask('instances')),
    options: { comparison: '>=' },
  },
  stardist: {
    task: 'instances',
    ids: [...atHalf, 'critical-success-index@0.5', 'mean-matched-iou@0.5', 'mean-true-iou@0.5'],
    options: { comparison: '>=' },
  },
  cellpose: {
    task: 'instances',
    ids: [
      ...[0.5, 0.75, 0.9].map((t) => `critical-success-index@${t}`),
      'aji-cellpose',
      ...[0.1, 0.25, 0.5].map((scale) => `outline-f@${scale}`),
    ],
    options: { comparison: '>=' },
  },
  hovernet: {
    task: 'instances',
    ids: ['f1@0.5', 'mean-matched-iou@0.5', 'panoptic-quality@0.5', 'aji', 'aji-plus'],
    options: { comparison: '>' },
  },
  ctc: { task: 'instances', ids: ['ctc-seg', 'ctc-det'], options: {} },
  dsb2018: {
    task: 'instances',
    ids: [
      ...[10, 11, 12, 13, 14, 15, 16, 17, 18].map((twentieths) => `f1@${twentieths / 20}`),
      'critical-success-index-mean@0.5:0.95',
    ],
    options: { comparison: '>' },
  },
  'neurips-cellseg': {
    task: 'instances',
    ids: ['f1@0.5', 'precision@0.5', 'recall@0.5'],
    options: {
      comparison: '>=',
      borderObjects: 'drop-prediction-and-truth-touching',
      borderWidthPx: 2,
    },
  },
  panoptica: {
    task: 'instances',
    ids: [
      ...['f1@0.5', 'mean-matched-iou@0.5', 'panoptic-quality@0.5', 'matched-dice@0.5'],
      ...['panoptic-dice@0.5', 'matched-masd@0.5', 'matched-area-error@0.5', 'foreground-dice'],
    ],
    options: { comparison: '>=' },
  },
  'gate-curve': {
    task: 'detection',
    ids: ['f1-points', ...[1, 2, 3, 4, 6, 8, 10].map((gate) => `f1-points@${gate}`)],
    options: {},
  },
  'surface-distance': {
    task: 'semantic',
    ids: [
      ...['surfel-hausdorff', 'surfel-hd95', 'surfel-asd-truth', 'surfel-asd-prediction'],
      ...['surfel-nsd@1', 'surfel-nsd@2'],
    ],
    options: {},
  },
  'after-fit': {
    task: 'restoration',
    ids: [
      'gain-minus-one',
      'offset',
      'psnr-after-fit',
      'ssim-wang-after-fit',
      'nrmse-euclidean-after-fit',
    ],
    options: {},
  },
  care: { task: 'restoration', ids: ['care-psnr', 'care-ssim', 'care-nrmse'], options: {} },
  zerocost: {
    task: 'restoration',
    ids: ['zerocost-psnr', 'zerocost-ssim', 'zerocost-nrmse'],
    options: {},
  },
  boundary: {
    task: 'semantic',
    ids: [
      'hausdorff',
      'hd95',
      'assd',
      'masd',
      'nsd@1',
      'nsd@2',
      'boundary-iou@1',
      'boundary-iou@2',
    ],
    options: {},
  },
}

/** The named sets of a task, as other programs compute them. */
export function metricPresets(task: Task): readonly MetricPreset[] {
  return Object.entries(metricSets)
    .filter(([, set]) => set.task === task)
    .map(([name, { ids, options }]) => ({ name, metrics: [...ids], options: { ...options } }))
}

/** Throws `bad-options` for a name that is no metric of the task, and for options that contradict a set. */
export function chooseMetrics(task: Task, given: MetricOptions): ChosenMetrics {
  const { metrics, ...options } = given
  const ofClasses = idsOfClasses(task, options)
  if (metrics === undefined) return { ids: [...idsOf(metricsForTask(task)), ...ofClasses], options }
  const names = namesOf(metrics)
  const ids = new Set<string>()
  const stated: Record<string, Json> = {}
  for (const name of names) {
    if (name === 'default' || name === 'all') {
      const named = name === 'all' ? everyMetricForTask(task) : metricsForTask(task)
      for (const id of [...idsOf(named), ...ofClasses]) ids.add(id)
    } else if (metricSets[name]?.task === task) {
      for (const id of metricSets[name].ids) ids.add(id)
      for (const [option, value] of Object.entries(metricSets[name].options)) {
        requireAgreement(name, option, value, stated[option] ?? options[option])
        stated[option] = value
      }
    } else ids.add(requireMetric(task, name, options))
  }
  return { ids: [...ids], options: { ...options, ...stated } }
}

/** Where classes are named, what is computed of each beside the rest. */
export function idsOfClasses(task: Task, options: MetricOptions): readonly string[] {
  if (task === 'semantic') return classMetricIds(options)
  return task === 'instances' ? objectClassMetricIds(options) : []
}

function namesOf(value: Json): readonly string[] {
  const names: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [value]
  if (names.length > 0 && names.every((name) => typeof name === 'string')) return names
  throw new TouchstoneError(
    'bad-options',
    `The metric option metrics is ${JSON.stringify(value)}; it must be the name of a set or a list of metric ids, for instance ["default", "aji"].`,
    { option: 'metrics' },
  )
}

function requireAgreement(name: string, option: string, value: Json, given?: Json): void {
  if (given === undefined || given === value) return
  throw new TouchstoneError(
    'bad-options',
    `The set ${name} is computed with ${option} ${JSON.stringify(value)}, and ${JSON.stringify(given)} is asked for; leave out one of them.`,
    { set: name, option, given },
  )
}

function requireMetric(task: Task, id: string, options: MetricOptions): string {
  const label = /-class@(\d+)$/.exec(id)?.[1]
  if (label !== undefined && task === 'semantic') {
    const classes = classesOption(options)
    if (classes?.includes(Number(label)) !== true)
      throw new TouchstoneError(
        'bad-options',
        `${id} is asked for, and the option classes ${classes === null ? 'is not set' : `lists ${classes.join(', ')}`}; list ${label} there.`,
        { metric: id },
      )
  }
  requireNamedClass(task, id, options)
  const sets = Object.keys(metricSets).filter((name) => metricSets[name]!.task === task)
  try {
    if (metricDefinition(id).tasks.includes(task)) return id
  } catch {
    // said below, with what there is
  }
  throw new TouchstoneError(
    'bad-options',
    `${id} is no metric of the task ${task}; there are the sets ${['default', 'all', ...sets].join(', ')} and the metrics ${idsOf(everyMetricForTask(task)).join(', ')}.`,
    { metric: id, task },
  )
}

/** A score of a class of objects that is not listed would be undefined everywhere. */
function requireNamedClass(task: Task, id: string, { objectClasses }: MetricOptions): void {
  const needed = /^class-(pq@(.+)|pq-mean@0\.5|accuracy@0\.5)$/.exec(id)
  if (needed === null || task !== 'instances') return
  const names = objectClassesOption(objectClasses)
  const name = needed[2]
  if (names !== null && (name === undefined || names.includes(name))) return
  throw new TouchstoneError(
    'bad-options',
    `${id} is asked for, and the option objectClasses ${names === null ? 'is not set' : `names ${names.join(', ')}`}; name ${name === undefined ? 'the classes of the objects' : `${name}`} there.`,
    { metric: id },
  )
}

function idsOf(metrics: readonly { readonly id: string }[]): readonly string[] {
  return metrics.map(({ id }) => id)
}
