/** Several people annotated the same images: what they reach among themselves stands beside the tools. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newFolder } from '../../contract/small-dataset.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'
import { touchstone } from './touchstone.ts'

let folder: string
const side = 32
const square = (from: number, to: number): number[] =>
  Array.from({ length: side * side }, (_, place) => {
    const [y, x] = [Math.floor(place / side), place % side]
    return y >= 8 && y < 16 && x >= from && x < to ? 1 : 0
  })

beforeAll(async () => {
  folder = newFolder()
  const cases: string[] = []
  for (let i = 0; i < 3; i++) {
    const image = square(8, 16).map((value, place) => 20 + 200 * value + ((place * (i + 3)) % 5))
    await writeNpy(join(folder, 'set', `i${i}.npy`), [side, side], image)
    await writeNpy(join(folder, 'set', `anna${i}.npy`), [side, side], square(8, 16))
    await writeNpy(join(folder, 'set', `ben${i}.npy`), [side, side], square(8, 20))
    const people = i < 2 ? `{ anna: anna${i}.npy, ben: ben${i}.npy }` : `{ anna: anna${i}.npy }`
    cases.push(`  - { id: c${i}, image: i${i}.npy, annotators: ${people} }`)
  }
  const head = ['formatVersion: 1', 'task: semantic', 'truthOf: anna']
  writeFileSync(join(folder, 'set/dataset.yaml'), [...head, 'cases:', ...cases].join('\n'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

interface Run {
  readonly tool: string
  readonly name: string
  readonly failed: number
  readonly scores: Readonly<Record<string, { mean: number | null; n: number }>>
}

async function evaluate(...more: string[]) {
  const { document, status } = await touchstone(
    [
      ...['evaluate', '--dataset', join(folder, 'set'), '--tool', 'baseline:otsu'],
      ...['--workspace', 'workspace', '--json', ...more],
    ],
    folder,
  ).then((ended) => ({ status: ended.status, document: ended.json() }))
  return {
    status,
    document: document as { runs: Run[]; people: Run[]; error?: { message: string } },
  }
}

test('the others are scored against the one who is the truth, beside the tools and not ranked', async () => {
  const { document } = await evaluate()
  expect(document.runs.map(({ tool, scores }) => [tool, scores['dice']?.mean])).toEqual([
    ['baseline:otsu', 1],
  ])
  const [ben, ...none] = document.people
  expect(none).toEqual([])
  expect(ben).toMatchObject({ tool: 'annotator:ben', name: 'Annotator ben', failed: 0, cases: 2 })
  expect(ben?.scores['dice']).toMatchObject({ mean: 0.8, n: 2 })
})

test('another annotator can be the truth, over the images that this one did', async () => {
  const { document } = await evaluate('--truth-of', 'ben')
  expect(document.runs[0]?.scores['dice']).toMatchObject({ mean: 0.8, n: 2 })
  expect(document.people.map(({ tool }) => tool)).toEqual(['annotator:anna'])
  const unknown = await evaluate('--truth-of', 'carl')
  expect(unknown.status).toBe(2)
  expect(unknown.document.error?.message).toMatch(/nothing annotated by carl; those are anna, ben/)
})
