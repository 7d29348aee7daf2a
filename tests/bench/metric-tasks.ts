/** What the benchmark computes, each beside the name of Python's anchor for the same on the same inputs. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Score } from '../../src-main/contract/words.ts'
import { componentsOfMask } from '../../src-main/core/instances/connected-components.ts'
import { distanceToBackground } from '../../src-main/core/instances/distance-transform.ts'
import { seededWatershed } from '../../src-main/core/instances/watershed.ts'
import { gaussianFilter } from '../../src-main/core/instances/gaussian-filter.ts'
import { readLabelImage, readMask } from '../../src-main/core/images/read-label-image.ts'
import type { LabelImage } from '../../src-main/core/images/types.ts'
import { readRealImage } from '../../src-main/core/images/read-real-image.ts'
import { skeleton2d } from '../../src-main/core/metrics/boundary/skeleton-2d.ts'
import {
  averageSurfaceDistance,
  hausdorff,
  hausdorff95,
  normalizedSurfaceDistance,
  surfaceDistances,
} from '../../src-main/core/metrics/boundary/surface-distances.ts'
import { cellposeJaccardIndex } from '../../src-main/core/metrics/aji.ts'
import { confusionCounts } from '../../src-main/core/metrics/confusion-counts.ts'
import { matchingTable } from '../../src-main/core/metrics/matching-table.ts'
import { matchObjects } from '../../src-main/core/metrics/matching.ts'
import { overlapTable } from '../../src-main/core/metrics/overlap-table.ts'
import { nrmse } from '../../src-main/core/metrics/restoration/nrmse.ts'
import { pearson } from '../../src-main/core/metrics/restoration/pearson.ts'
import { pixelErrors } from '../../src-main/core/metrics/restoration/pixel-errors.ts'
import { psnr } from '../../src-main/core/metrics/restoration/psnr.ts'
import type { ShareBands } from '../../src-main/core/metrics/restoration/ssim-band.ts'
import { ssim, ssimUniform7, ssimWang } from '../../src-main/core/metrics/restoration/ssim.ts'
import { scoreInstances } from '../../src-main/core/metrics/score-instances.ts'
import { createBandSharing } from '../../src-main/engine/shared-bands.ts'

export interface Task {
  readonly name: string
  /** Null where Python has no one function for it. */
  readonly anchor: string | null
  /** Times as fast as Python that the issue asks for. */
  readonly goal?: number
  /** Gives a number to compare with the anchor's. */
  readonly run: () => number | string | Promise<number | string>
}

/** Null in a clone alone. */
export function findInputs(): { readonly folder: string; readonly anchorsFile: string } | null {
  const bench = join(dirname(dirname(dirname(import.meta.dirname))), 'shared', 'bench')
  const [folder, anchorsFile] = [join(bench, 'inputs'), join(bench, 'python-anchors.json')]
  return existsSync(folder) && existsSync(anchorsFile) ? { folder, anchorsFile } : null
}

export async function metricTasks(folder: string): Promise<readonly Task[]> {
  const file = (name: string): string => join(folder, `${name}.npy`)
  const [truth, prediction] = [
    await readRealImage(file('img_gt')),
    await readRealImage(file('img_pred')),
  ]
  const [labels, predicted] = [
    await readLabelImage(file('lab_gt')),
    await readLabelImage(file('lab_pred')),
  ]
  const [mask, predictedMask] = [await readMask(file('mask_gt')), await readMask(file('mask_pred'))]
  const flood = floodOf(labels)
  const tenThresholds = Array.from({ length: 10 }, (_, index) => (50 + 5 * index) / 100)
  const overlaps = (): ReturnType<typeof overlapTable> => overlapTable(labels, predicted)
  return [
    task(
      'SSIM, uniform 7',
      'ssim_default_f32',
      () => ssim(truth, prediction, { ...ssimUniform7, dataRange: 1 }),
      8,
    ),
    task(
      'SSIM, Gaussian (Wang)',
      'ssim_gaussian_f32',
      () => ssim(truth, prediction, { ...ssimWang, dataRange: 1 }),
      3,
    ),
    task(
      'SSIM Gaussian, 2 threads',
      'ssim_gaussian_f32',
      () => ssim(truth, prediction, { ...ssimWang, dataRange: 1, shareBands: onTwoThreads() }),
      5,
    ),
    task('PSNR', 'psnr_f32', () => psnr(pixelErrors(truth.data, prediction.data).meanSquared, 1)),
    task('NRMSE, Euclidean', 'nrmse_f32', () => nrmse(truth.data, prediction.data)),
    task('Pearson correlation', 'pearson_f32', () => pearson(truth.data, prediction.data)),
    task('overlap table', 'overlap_table_numpy', () => overlaps().overlaps.length),
    task(
      'matching, IoU 0.5',
      'stardist_matching_1',
      () => matchObjects(overlaps(), { threshold: 0.5 }).truePositives,
    ),
    task(
      'matching, ten thresholds',
      'stardist_matching_10',
      () => matchingTable(overlaps(), tenThresholds).tp.join(' '),
      15,
    ),
    task('aggregated Jaccard, as Cellpose', 'cellpose_aji', () => cellposeJaccardIndex(overlaps())),
    task(
      'all scores of task instances',
      null,
      () => scoreInstances(labels, predicted, {}).scores['f1@0.5'] ?? NaN,
    ),
    task(
      'confusion counts',
      'dice_counts',
      () => confusionCounts(mask, predictedMask).truePositives,
    ),
    task(
      'HD95, HD and ASSD',
      'hd95_hd_assd',
      () => {
        const distances = surfaceDistances(mask, predictedMask)
        return [hausdorff95, hausdorff, averageSurfaceDistance]
          .map((measure) => valueOf(measure(distances, 'touchstone')))
          .join(' ')
      },
      5,
    ),
    task(
      'NSD at 2 px',
      'nsd_2px',
      () => normalizedSurfaceDistance(surfaceDistances(mask, predictedMask), 2, 'touchstone'),
      5,
    ),
    task('distance transform', 'edt_mask', () => largest(distanceToBackground(mask).data), 5),
    task('watershed', 'watershed', () => largest(seededWatershed(...flood).data), 4),
    task('skeleton', 'skeletonize', () => sum(skeleton2d(mask).data), 4),
    task(
      'components, 8 neighbours',
      'ndimage_label_8',
      () => componentsOfMask(mask, 'full').count,
      1,
    ),
    task('Gaussian filter, sigma 2', 'gaussian_sigma2_f32', () =>
      largest(gaussianFilter(truth, 2).data),
    ),
  ]
}

let sharing: ShareBands | null = null

/** This thread and one of the engine's. */
function onTwoThreads(): ShareBands {
  if (sharing !== null) return sharing
  const engine = join(import.meta.dirname, '..', '..', 'src-main', 'engine')
  const helper = new Worker(join(engine, 'worker.ts'))
  helper.unref()
  return (sharing = createBandSharing((job) => {
    helper.postMessage(job)
  }))
}

/** As the anchor: minus the distance to background, one seed per object where that is lowest. */
function floodOf(labels: LabelImage): Parameters<typeof seededWatershed> {
  const { shape } = labels
  const mask = { shape, data: Uint8Array.from(labels.data, (label) => (label === 0 ? 0 : 1)) }
  const { data: distance } = distanceToBackground(mask)
  const summits = new Map<number, number>()
  labels.data.forEach((label, i) => {
    const summit = summits.get(label)
    if (label !== 0 && (summit === undefined || distance[i]! > distance[summit]!))
      summits.set(label, i)
  })
  const seeds = { shape, data: new Uint32Array(labels.data.length) }
  for (const [label, i] of summits) seeds.data[i] = label
  return [{ shape, data: distance.map((value) => -value) }, seeds, mask]
}

function task(
  name: string,
  anchor: string | null,
  run: () => Score | number | string,
  goal?: number,
): Task {
  return { name, anchor, run: () => valueOf(run()), ...(goal === undefined ? {} : { goal }) }
}

function valueOf(score: Score | number | string): number | string {
  if (typeof score !== 'object') return score
  return 'value' in score ? score.value : score.undefined
}

function largest(data: ArrayLike<number>): number {
  let most = -Infinity
  for (let i = 0; i < data.length; i++) if (data[i]! > most) most = data[i]!
  return most
}

function sum(data: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < data.length; i++) total += data[i]!
  return total
}
