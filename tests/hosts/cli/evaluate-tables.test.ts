/** `evaluate` of points and classes, in a process of its own with the real engine. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newFolder } from '../../contract/small-dataset.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'
import { touchstone } from './touchstone.ts'

let folder: string
beforeAll(() => {
  folder = newFolder()
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

interface Document {
  readonly headline: string
  readonly sentence: string
  readonly runs: readonly {
    readonly run: string
    readonly tool: string
    readonly failed: number
    readonly scores: Readonly<Record<string, { mean: number | null; n: number; method: string }>>
  }[]
  readonly verdicts: readonly { readonly test: string; readonly difference: { n: number } }[]
}

async function evaluate(dataset: string, tools: readonly string[], ...more: string[]) {
  const named = tools.flatMap((tool) => ['--tool', tool])
  const order = ['evaluate', '--dataset', join(folder, dataset), ...named]
  const ended = await touchstone([...order, '--workspace', 'workspace', '--json', ...more], folder)
  return { status: ended.status, document: ended.json() as Document }
}

const write = (name: string, text: string): void => {
  mkdirSync(join(folder, name, '..'), { recursive: true })
  writeFileSync(join(folder, name), text)
}

describe('detection', () => {
  beforeAll(async () => {
    const rows = ['image,y,x']
    for (let i = 0; i < 6; i++) {
      const points = [
        [8, 8],
        [20, 30],
      ] as const
      const values = Array.from({ length: 32 * 40 }, (_, at) => {
        const [y, x] = [Math.floor(at / 40), at % 40]
        const near = points.some(([py, px]) => Math.hypot(y - py, x - px) < 2)
        return near ? 200 + ((at * (i + 3)) % 7) : 10 + ((at * (i + 3)) % 5)
      })
      await writeNpy(join(folder, 'spots/images', `s${i}.npy`), [32, 40], values)
      write(`spots/truth/s${i}.csv`, 'y,x\n8,8\n20,30\n')
      rows.push(`s${i},11,12`)
    }
    write('found/all.csv', rows.join('\n'))
  })

  test('compares a baseline with imported points, by F1 within the gate that is asked for', async () => {
    const { status, document } = await evaluate('spots', [
      'baseline:local-maxima',
      'predictions:found',
    ])
    expect(status).toBe(0)
    expect(document.headline).toBe('f1-points')
    const [baseline, imported] = document.runs
    expect(baseline?.scores['f1-points']).toMatchObject({ mean: 1, n: 6 })
    expect(imported?.scores['f1-points']?.mean).toBeCloseTo(2 / 3, 12)
    expect(imported?.scores['localisation-rmse']?.mean).toBe(5)
    const narrow = await evaluate('spots', ['predictions:found'], '--options', '{"gate":4}')
    expect(narrow.document.runs[0]?.scores['f1-points']?.mean).toBe(0)
  })

  test('the curve of F1 against the gate is there on request', async () => {
    const options = '{"metrics":"gate-curve"}'
    const { document } = await evaluate('spots', ['predictions:found'], '--options', options)
    const { scores } = document.runs[0]!
    expect([4, 6].map((gate) => scores[`f1-points@${gate}`]?.mean)).toEqual([0, 2 / 3])
  })

  test('answers about the measuring problem choose the options, and wrong ones are named', async () => {
    const tools = ['predictions:found']
    const answers = JSON.stringify({ 'annotator-disagreement': 4 })
    const { document } = await evaluate('spots', tools, '--answers', answers)
    expect(document.runs[0]?.scores['f1-points']?.mean).toBe(0)
    const wrong = await touchstone(
      [
        ...['evaluate', '--dataset', join(folder, 'spots'), '--tool', 'predictions:found'],
        ...['--answers', '{"colour":"red"}', '--json'],
      ],
      folder,
    )
    expect(wrong.status).toBe(2)
    expect(JSON.stringify(wrong.json())).toMatch(/--answers must be a JSON object .* worse-error/)
  })

  test('points in the wrong order of axes fail their case with what would fit', async () => {
    write(
      'swapped/all.csv',
      `image,y,x\n${[0, 1, 2, 3, 4, 5].map((i) => `s${i},36,20`).join('\n')}`,
    )
    const { status, document } = await evaluate('spots', ['predictions:swapped'])
    expect([status, document.runs[0]?.failed]).toEqual([1, 6])
    expect(JSON.stringify(document)).toContain('with x and y swapped')
  })
})

describe('classification', () => {
  const truth = Array.from({ length: 12 }, (_, i) => (i < 8 ? 'cat' : 'dog'))
  beforeAll(async () => {
    for (const i of truth.keys())
      await writeNpy(join(folder, 'pets/images', `p${i}.npy`), [1, 3], [i, 1, 2])
    const table = (head: string, value: (name: string, i: number) => string): string =>
      [head, ...truth.map((name, i) => `p${i}.tif,${value(name, i)}`)].join('\n')
    write(
      'pets/labels.csv',
      table('image,class', (name) => name),
    )
    write(
      'good/p.csv',
      table('image,prediction', (name, i) => (i === 0 ? 'dog' : name)),
    )
    write(
      'lazy/p.csv',
      table('image,prediction', () => 'cat'),
    )
    write(
      'short/p.csv',
      table('image,prediction', (name) => name)
        .split('\n')
        .slice(0, -1)
        .join('\n'),
    )
  })

  test('scores all images together, with intervals and a paired test that say how', async () => {
    const { status, document } = await evaluate('pets', ['predictions:good', 'predictions:lazy'])
    expect(status).toBe(0)
    expect(document.headline).toBe('balanced-accuracy')
    const [good, lazy] = document.runs
    expect(good?.scores['balanced-accuracy']).toMatchObject({
      mean: (7 / 8 + 1) / 2,
      n: 12,
      method: 'percentile-cluster-bootstrap',
    })
    expect(good?.scores['accuracy']?.mean).toBeCloseTo(11 / 12, 12)
    expect(lazy?.scores['balanced-accuracy']?.mean).toBe(0.5)
    expect(good?.scores['auroc']?.mean).toBeNull()
    expect(document.verdicts[0]?.test).toContain("exchange of the tools' answers image by image")
    expect(document.verdicts[0]?.difference.n).toBe(12)
  })

  test('an image without an answer is a failed case, and its reason is named', async () => {
    const { status, document } = await evaluate('pets', ['predictions:short'])
    expect([status, document.runs[0]?.failed]).toEqual([1, 1])
    expect(JSON.stringify(document)).toContain('has no row for p11.npy')
    expect(document.runs[0]?.scores['balanced-accuracy']?.mean).toBe(1)
  })
})
