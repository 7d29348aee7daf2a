import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compareClasses } from '../../src-main/engine/compare-classes.ts'
import { scorePair } from '../../src-main/engine/score-pair.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-classes-'))
})
afterEach(() => rm(folder, { recursive: true }))

const truth = ['cat', 'cat', 'cat', 'dog', 'dog', 'rat', 'rat', 'cat', 'dog', 'rat']
const cases = truth.map((trueClass, i) => ({ id: `i${i}`, sample: null, trueClass }))

async function tool(key: string, head: string, rows: readonly string[]) {
  const predictions: { case: string; path: string }[] = []
  for (const [i, row] of rows.entries()) {
    const path = join(folder, `${key}-${i}.csv`)
    await writeFile(path, `image,${head}\nx${i},${row}\n`)
    if (row !== '') predictions.push({ case: `i${i}`, path })
  }
  return { key, name: key, predictions }
}

const input = (tools: Awaited<ReturnType<typeof tool>>[], headline = 'balanced-accuracy') => ({
  options: {},
  headline,
  alpha: 0.05,
  minimalRelevantDifference: null,
  seed: 1,
  cases,
  tools,
})

test('scores over all cases are those that the whole table gets', async () => {
  const rows = truth.map((name, i) => {
    const p = ['cat', 'dog', 'rat'].map((each) => (each === name ? 0.5 : 0.2))
    if (i % 4 === 0) p.reverse()
    const sum = p.reduce((a, b) => a + b, 0)
    return p.map((value) => value / sum).join(',')
  })
  const a = await tool('A', 'p_cat,p_dog,p_rat', rows)
  const { estimates, metrics } = await compareClasses(input([a]))
  const table = (head: string, values: readonly string[]) =>
    [head, ...values.map((value, i) => `i${i},${value}`)].join('\n')
  await writeFile(join(folder, 'truth.csv'), table('id,class', truth))
  await writeFile(join(folder, 'all.csv'), table('id,p_cat,p_dog,p_rat', rows))
  const { scores } = await scorePair({
    task: 'classification',
    truth: join(folder, 'truth.csv'),
    prediction: join(folder, 'all.csv'),
    options: {},
  })
  expect(metrics.map(({ id }) => id)).toContain('auroc')
  for (const { id } of metrics) {
    const whole = scores.find(({ metric }) => metric.id === id)!.score
    const expected = 'value' in whole ? Number(whole.value) : null
    if (expected === null) expect([id, estimates['A']?.[id]?.mean]).toEqual([id, null])
    else expect(Number(estimates['A']?.[id]?.mean)).toBeCloseTo(expected, 12)
  }
  expect(estimates['A']?.['balanced-accuracy']?.method).toBe('percentile-cluster-bootstrap')
})

test('knows what every image is and was named, also where a tool failed or made up a class', async () => {
  const right = await tool('right', 'prediction', truth)
  const odd = await tool('odd', 'prediction', ['bird', '', ...truth.slice(2)])
  const { classification, comparison } = await compareClasses(input([right, odd]))
  expect(classification.classes).toEqual(['bird', 'cat', 'dog', 'rat'])
  expect(classification.truth['i5']).toBe('rat')
  expect(classification.predictions['odd']).toMatchObject({
    i0: { class: 'bird', probability: null },
  })
  expect(classification.predictions['odd']).not.toHaveProperty('i1')
  expect(comparison?.verdicts[0]?.difference.n).toBe(9)
  expect(comparison?.warnings[0]).toContain('odd failed on 1 of 10 cases')
})

test('a headline that every image has by itself is left to the means of images', async () => {
  const { comparison } = await compareClasses(
    input([await tool('A', 'prediction', truth)], 'accuracy'),
  )
  expect(comparison).toBeNull()
})

test('without probabilities, what needs them is undefined with the reason', async () => {
  const { estimates } = await compareClasses(input([await tool('A', 'prediction', truth)]))
  expect(estimates['A']?.['auroc']).toMatchObject({
    mean: null,
    undefined: 10,
    note: 'the predictions have no probabilities',
  })
})
