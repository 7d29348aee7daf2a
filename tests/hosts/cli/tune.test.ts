/** `tune`: settings tried on the cases for tuning alone, and what the record then says of a test. */
import { rmSync, writeFileSync } from 'node:fs'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newFolder } from '../../contract/small-dataset.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'
import { touchstone } from './touchstone.ts'

let folder: string
const side = 40
/** One disc of radius 6 on noise-like ground; a speck of 2 x 2 beside it that the truth does not have. */
const inDisc = (at: number): boolean => Math.hypot(Math.floor(at / side) - 15, (at % side) - 20) < 6
const inSpeck = (at: number): boolean => Math.floor(at / side) >> 1 === 17 && (at % side) >> 1 === 4

beforeAll(async () => {
  folder = newFolder()
  mkdirSync(join(folder, 'set/images'), { recursive: true })
  const cases: string[] = []
  for (let i = 0; i < 6; i++) {
    const at = Array.from({ length: side * side }, (_, place) => place)
    const image = at.map((place) =>
      inDisc(place) || inSpeck(place)
        ? 200 + ((place * (i + 3)) % 7)
        : 10 + ((place * (i + 5)) % 5),
    )
    await writeNpy(join(folder, 'set/images', `i${i}.npy`), [side, side], image)
    const truth = at.map((place) => (inDisc(place) ? 1 : 0))
    await writeNpy(join(folder, 'set/images', `t${i}.npy`), [side, side], truth)
    const role = i < 2 ? 'tuning' : 'test'
    cases.push(`  - { id: c${i}, image: images/i${i}.npy, truth: images/t${i}.npy, role: ${role} }`)
  }
  const stated = ['formatVersion: 1', 'task: instances', 'cases:', ...cases]
  writeFileSync(join(folder, 'set/dataset.yaml'), stated.join('\n'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

interface Tuned {
  readonly cases: number
  readonly tried: readonly { name: string; rank: number | null; mean: number }[]
  readonly warnings: readonly string[]
}

async function run(command: string, tool: string, ...more: string[]) {
  const ended = await touchstone(
    [
      ...[command, '--dataset', join(folder, 'set'), '--tool', tool],
      ...['--workspace', 'workspace', '--json', ...more],
    ],
    folder,
  )
  return { status: ended.status, document: ended.json() as never }
}

test('settings are tried on the cases for tuning, ranked, and proven to a later test', async () => {
  const set = ['--set', 'parameters.minimumAreaPx=1,20']
  const { status, document } = await run('tune', 'baseline:otsu', ...set)
  const { cases, tried, warnings } = document as Tuned
  expect(status).toBe(0)
  expect(cases).toBe(2)
  expect(tried.map(({ name, mean }) => [name, mean])).toEqual([
    ['Otsu threshold (minimumAreaPx 20)', 1],
    ['Otsu threshold (minimumAreaPx 1)', 2 / 3],
  ])
  expect(warnings.join(' ')).toMatch(/These are the cases for tuning/)

  const tested = (await run('evaluate', 'baseline:otsu')).document as {
    dataset: { cases: number }
    warnings: string[]
  }
  expect(tested.dataset.cases).toBe(4)
  expect(tested.warnings.join(' ')).not.toMatch(/flatters|person chose/)
})

test('a sweep without a value, and of a setting that there is not, is refused', async () => {
  const wrong = async (...set: string[]) =>
    JSON.stringify((await run('tune', 'baseline:otsu', ...set)).document)
  expect(await wrong()).toMatch(/name at least one setting with values/)
  expect(await wrong('--set', 'parameters.colour=1')).toMatch(/no setting parameters\.colour/)
})
