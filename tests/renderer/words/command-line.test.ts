import { expect, test } from 'vitest'
import { evaluateCommand } from '../../../src-renderer/words/command-line.ts'
import { fakeDataset, fakeRecord, fakeRuns } from '../fixtures/fake-data.ts'

const fixed = { headline: 'f1@0.5', alpha: 0.05, minimalRelevantDifference: null }
const runs = (task: 'instances' | 'restoration') =>
  fakeRuns(task).map((run) => fakeRecord(run, task))

test('states subfolders and task where no dataset.yaml does', () => {
  const command = evaluateCommand(fakeDataset('instances'), runs('instances'), fixed)
  expect(command).toBe(
    'npm run -s touchstone -- evaluate --dataset /data/nuclei --images images --truth truth --task instances --tool /data/models/unet --tool baseline:watershed --tool baseline:otsu --headline f1@0.5 --seed 1 --execution fastest --threads 2',
  )
})
test('leaves out the reference, quotes options and paths with spaces', () => {
  const dataset = { ...fakeDataset('restoration'), folder: '/my data', pairedBy: 'dataset.yaml' }
  expect(evaluateCommand(dataset, runs('restoration'), { ...fixed, headline: 'psnr' })).toBe(
    `npm run -s touchstone -- evaluate --dataset '/my data' --tool /data/models/n2n --tool baseline:median --options '{"dataRange":255}' --headline psnr --seed 1`,
  )
})
test('says how models ran, and nothing of it where no model took part or it was not recorded', () => {
  const [model, ...others] = runs('instances')
  const dataset = fakeDataset('instances')
  const limited = { ...model!.execution!, execution: 'repeatable', memoryLimitMb: 2048 } as const
  expect(evaluateCommand(dataset, [{ ...model!, execution: limited }, ...others], fixed)).toMatch(
    / --seed 1 --execution repeatable --threads 2 --memory-limit 2048$/,
  )
  expect(evaluateCommand(dataset, [{ ...model!, execution: null }, ...others], fixed)).toMatch(
    / --seed 1$/,
  )
})
test('reproduces the chosen metrics, the headline and what else was fixed before', () => {
  const [first, ...others] = runs('instances')
  const metricOptions = { metrics: ['aji', 'f1@0.75'], comparison: '>' }
  const command = evaluateCommand(
    fakeDataset('instances'),
    [{ ...first!, metricOptions }, ...others],
    { headline: 'f1@0.75', alpha: 0.01, minimalRelevantDifference: 0.02 },
  )
  expect(command).toContain(
    ` --options '{"metrics":["aji","f1@0.75"],"comparison":">"}' --headline f1@0.75 --alpha 0.01 --minimal-difference 0.02 --seed 1`,
  )
})
