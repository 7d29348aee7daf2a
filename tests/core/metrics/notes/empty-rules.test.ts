import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Score, Task } from '../../../../src-main/contract/words.ts'
import { everyMetricForTask } from '../../../../src-main/core/metrics/definitions.ts'
import { emptyRules, type EmptyCase } from '../../../../src-main/core/metrics/notes/empty-rules.ts'
import { metricNote } from '../../../../src-main/core/metrics/notes/metric-notes.ts'
import { scorePair } from '../../../../src-main/engine/score-pair.ts'
import { npyFile } from '../../../engine/npy-file.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'empty-rules-')))
const side = 180 // MS-SSIM needs more than 160

function image(name: string, pixel: (at: number) => number): string {
  const path = join(folder, `${name}.npy`)
  const isReal = name.startsWith('real')
  const pixels = Array.from({ length: side * side }, (_, at) => pixel(at))
  const data = isReal ? Float32Array.from(pixels) : Uint16Array.from(pixels)
  writeFileSync(path, npyFile(isReal ? '<f4' : '<u2', [side, side], data))
  return path
}

function table(name: string, rows: string): string {
  const path = join(folder, `${name}.csv`)
  writeFileSync(path, `y,x\n${rows}`)
  return path
}

/** Classes `a`, `b` ... of images 1, 2 ...; with `probabilities` one row of them per image. */
function classTable(name: string, classes: string, probabilities?: readonly string[]): string {
  const path = join(folder, `${name}.csv`)
  const columns = [...new Set(probabilities?.join('').match(/[a-z01](?=:)/g))].sort()
  const head = ['image', 'class', ...columns.map((one) => `probability:${one}`)]
  const rows = [...classes].map((one, at) => {
    const own = probabilities?.[at]?.split(' ').map((part) => part.slice(2)) ?? []
    return [at + 1, one, ...own].join(',')
  })
  writeFileSync(path, `${head.join(',')}\n${rows.join('\n')}\n`)
  return path
}
const sure = (classes: string, of: string): string[] =>
  [...classes].map((one) => [...of].map((each) => `${each}:${Number(each === one)}`).join(' '))
const abab = classTable('abab', 'abab')
const aaaa = classTable('aaaa', 'aaaa')
const abbb = classTable('abbb', 'abbb')

const inSquare = (at: number) => {
  const [y, x] = [Math.floor(at / side), at % side]
  return Number(y > 20 && y < 40 && x > 20 && x < 40)
}
const nothing = image('nothing', () => 0)
const square = image('square', inSquare)
const zeros = image('real zeros', () => 0)
const threes = image('real threes', () => 3)
const stripes = image('real stripes', (at) => at % 7)
const noPoints = table('none', '')
const twoPoints = table('two', '1,2\n5,5\n')
const elsewhere = table('elsewhere', '91,2\n85,5\n')

type Pair = readonly [truth: string, prediction: string]
const masks: Readonly<Record<string, Pair>> = {
  'nothing on both sides': [nothing, nothing],
  'nothing predicted': [square, nothing],
  'nothing in truth': [nothing, square],
}
const situations: Readonly<Partial<Record<Task, Readonly<Record<string, Pair>>>>> = {
  instances: { ...masks, 'objects without classes': [square, square] },
  semantic: masks,
  restoration: {
    'identical images': [stripes, stripes],
    'constant truth, data range from the truth': [threes, stripes],
    'truth of zeros only': [zeros, stripes],
    'constant truth': [threes, stripes],
    'a constant image': [stripes, threes],
    'no ring below 1/7': [stripes, stripes],
    'both images constant': [threes, threes],
    'a constant prediction': [stripes, threes],
    'input image not known': [stripes, stripes],
  },
  detection: {
    'nothing on both sides': [noPoints, noPoints],
    'nothing predicted': [twoPoints, noPoints],
    'nothing in truth': [noPoints, twoPoints],
    'no pair within the gate': [twoPoints, elsewhere],
    'points without scores': [twoPoints, twoPoints],
  },
  classification: {
    'no probabilities': [abab, abbb],
    'one class in truth, a quarter of it right': [aaaa, abbb],
    'one class in truth, all of it right': [aaaa, aaaa],
    'two classes in truth, one named': [abab, aaaa],
    'two classes, neither known as the positive one': [
      abab,
      classTable('sure abbb', 'abbb', sure('abbb', 'ab')),
    ],
    'one class in truth, with probabilities': [
      classTable('ones', '1111'),
      classTable('sure 0111', '0111', sure('0111', '01')),
    ],
    'three classes, with probabilities': [
      classTable('abca', 'abca'),
      classTable('sure abcb', 'abcb', sure('abcb', 'abc')),
    ],
  },
}

const said = (score: Score): string =>
  'undefined' in score ? `undefined (${score.undefined})` : String(score.value)

test.each(Object.keys(situations) as Task[])(
  'what is documented of %s is what the scorer answers',
  async (task) => {
    const answers = new Map<string, string>()
    for (const [situation, [truth, prediction]] of Object.entries(situations[task]!))
      for (const emptyCasePolicy of ['touchstone', 'reference']) {
        const options = { metrics: 'all', emptyCasePolicy }
        const { scores } = await scorePair({ task, truth, prediction, options })
        for (const { metric, score } of scores)
          answers.set(`${metric.id}: ${situation}: ${emptyCasePolicy}`, said(score))
      }
    const documented = new Map<string, string>()
    for (const { id } of everyMetricForTask(task)) {
      const rule: readonly EmptyCase[] = emptyRules[metricNote(id)?.emptyRule ?? 'none']
      for (const { situation, touchstone, reference } of rule) {
        if (!(situation in situations[task]!)) continue // of the metric in another task
        documented.set(`${id}: ${situation}: touchstone`, touchstone)
        documented.set(`${id}: ${situation}: reference`, reference)
      }
    }
    expect(documented.size).toBeGreaterThan(5)
    expect(
      Object.fromEntries([...documented.keys()].map((key) => [key, answers.get(key)])),
    ).toEqual(Object.fromEntries(documented))
  },
)

test('every situation that is documented is tried in some task', () => {
  const tried = new Set(Object.values(situations).flatMap((of) => Object.keys(of)))
  const documented = Object.values(emptyRules).flatMap((rule: readonly EmptyCase[]) =>
    rule.map(({ situation }) => situation),
  )
  expect(documented.filter((situation) => !tried.has(situation))).toEqual([])
})
