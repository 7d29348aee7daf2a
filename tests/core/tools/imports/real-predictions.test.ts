/** Every real prediction of ../shared/real/datasets gives the counts and scores that its index states. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Task } from '../../../../src-main/contract/words.ts'
import { readLabelImage } from '../../../../src-main/core/images/read-label-image.ts'
import { readPoints } from '../../../../src-main/core/tables/read-points.ts'
import { scorePair } from '../../../../src-main/engine/score-pair.ts'

const real = resolve(import.meta.dirname, '../../../../../shared/real/datasets')
const isAbsent = !existsSync(join(real, 'index.json'))
const folder = mkdtempSync(join(tmpdir(), 'touchstone-real-predictions-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

type Numbers = Readonly<Record<string, number>>
interface Entry {
  readonly file: string
  readonly n_objects?: number
  readonly n_points?: number
  readonly [expected: `vs_${string}`]: Numbers | undefined
  readonly expected?: Numbers
}
interface Pair {
  readonly id: string
  readonly task?: string
  readonly gt?: Entry | null
  readonly predictions?: Readonly<Record<string, Entry>>
}
interface Found {
  readonly name: string
  readonly task: Task
  readonly prediction: Entry
  /** Path of what it is held against; null where only its objects or points are counted. */
  readonly truth: string | null
  readonly expected: Numbers
}

/** Each prediction with what it is held against: the truth, or another tool of the same image. */
function predictions(): Found[] {
  const { datasets } = JSON.parse(readFileSync(join(real, 'index.json'), 'utf8')) as {
    datasets: { name: string; task: string; pairs: Pair[] }[]
  }
  return datasets.flatMap(({ name, task: about, pairs }) =>
    pairs.flatMap((pair) =>
      Object.entries(pair.predictions ?? {}).flatMap(([tool, prediction]): Found[] => {
        const task = taskOf(pair.task ?? about)
        const start = { name: `${name} ${pair.id} ${tool}`, task, prediction }
        const other = Object.keys(prediction).find((key) => key.startsWith('vs_'))
        const against = other ? pair.predictions?.[other.slice(3)] : pair.gt
        const expected = other ? prediction[other as `vs_${string}`] : prediction.expected
        if (expected === undefined || !against) return [{ ...start, truth: null, expected: {} }]
        return [{ ...start, truth: join(real, against.file), expected }]
      }),
    ),
  )
}

function taskOf(words: string): Task {
  if (/restoration/.test(words)) return 'restoration'
  return /detection/.test(words) ? 'detection' : 'instances'
}

/** By the name of the index: metric, and digits that it rounds to. */
const metrics: Readonly<Record<string, readonly [string, number]>> = {
  precision: ['precision@0.5', 6],
  recall: ['recall@0.5', 6],
  f1: ['f1@0.5', 6],
  accuracy_tp_over_all: ['critical-success-index@0.5', 6],
  mean_matched_iou: ['mean-matched-iou@0.5', 6],
  foreground_dice: ['foreground-dice', 6],
  psnr: ['psnr', 5],
  ssim_skimage_default_uniform7: ['ssim-uniform7', 6],
}
const found = isAbsent ? [] : predictions()

test.skipIf(isAbsent)('the index lists predictions of every task (needs ../shared/real)', () => {
  expect(new Set(found.map(({ task }) => task)).size).toBe(3)
})

const isSeries = ({ prediction }: Found): boolean => /_tyx/.test(prediction.file)

test.each(found.filter(isSeries))('$name is refused: points of several times', async (one) => {
  const path = join(real, one.prediction.file)
  await expect(readPoints(path)).rejects.toThrow(/several time points.*score one at a time/)
})

test.each(found.filter((one) => !isSeries(one)))(
  '$name',
  async ({ task, prediction, truth, expected, name }) => {
    const path = join(real, prediction.file)
    if (prediction.n_objects !== undefined) {
      const labels = new Set((await readLabelImage(path, { allowIntegralFloat: true })).data)
      labels.delete(0)
      expect(labels.size).toBe(prediction.n_objects)
    }
    if (prediction.n_points !== undefined) {
      const { coordinates, dimensions } = await readPoints(path)
      expect(coordinates.length / dimensions).toBe(prediction.n_points)
    }
    if (truth === null) return
    const objectsPath = join(folder, `${name.replaceAll(/\W/g, '_')}.json`)
    const wanted = Object.keys(expected).flatMap((key) => metrics[key]?.[0] ?? [])
    const { scores } = await scorePair({
      ...{ task, truth, prediction: path, options: optionsOf(task, wanted) },
      ...(task === 'restoration' ? {} : { objectsPath }),
    })
    const valueOf = (id: string): number | null => {
      const score = scores.find(({ metric }) => metric.id === id)?.score
      return score && 'value' in score ? Number(score.value) : null
    }
    for (const [key, value] of Object.entries(expected)) {
      const [id, digits] = metrics[key] ?? []
      if (id === undefined || task === 'detection') continue
      // without a match there is nothing to take the mean of; the index writes zero there
      if (key === 'mean_matched_iou' && expected['tp'] === 0) expect(valueOf(id)).toBeNull()
      else expect(valueOf(id), key).toBeCloseTo(value, digits! - 1)
    }
    if (task !== 'restoration') expect(countsIn(objectsPath)).toEqual(countsOf(expected))
  },
)

function optionsOf(task: Task, wanted: readonly string[]) {
  if (task === 'restoration') return { dataRange: 255, metrics: [...wanted] }
  return task === 'detection' ? { gate: 10 } : { metrics: [...wanted] }
}

/** Hits, extra and missed ones in the file that the viewer reads. */
function countsIn(path: string): Numbers {
  const { truth, prediction } = JSON.parse(readFileSync(path, 'utf8')) as {
    truth: { class: string }[]
    prediction: { class: string }[]
  }
  const hits = truth.filter((one) => one.class === 'correct' || one.class === 'matched').length
  return { tp: hits, fp: prediction.length - hits, fn: truth.length - hits }
}

const countsOf = ({ tp = NaN, fp = NaN, fn = NaN }: Numbers): Numbers => ({ tp, fp, fn })
