import { expect, test } from 'vitest'
import { caseCommands } from '../../../src-renderer/words/case-command.ts'
import { fakeDataset, fakeRecord, fakeRuns } from '../fixtures/fake-data.ts'

const runs = (task: 'instances' | 'restoration') =>
  fakeRuns(task).map((run) => fakeRecord(run, task))
const dataset = fakeDataset('instances')
const id = dataset.cases[0]!.id

test('scores the prediction of every tool, and predicts where it is a model', () => {
  const [first, second] = runs('instances')
  const found = caseCommands(dataset, [first!, second!], id, '/data/work space')
  expect(found[0]!.score).toBe(
    `npm run -s touchstone -- score --task instances --truth /data/nuclei/truth/${id}.tif --prediction '/data/work space/runs/${first!.id}/${id}/prediction.ome.tif' --image /data/nuclei/images/${id}.tif`,
  )
  expect(found[0]!.predict).toBe(
    `npm run -s touchstone -- model predict ${first!.reference} --input /data/nuclei/images/${id}.tif --output ${id}-network.ome.tif --threads 2`,
  )
  expect(found[1]!.predict).toBeNull()
})
test('says nothing of a case without a prediction, of the input itself, or of an unknown case', () => {
  const [first] = runs('instances')
  const failed = { ...first!, caseResults: [{ ...first!.caseResults[0]!, outputs: [] }] }
  expect(caseCommands(dataset, [failed], id, '/w')[0]!.score).toBeNull()
  expect(caseCommands(dataset, [{ ...first!, role: 'reference' }], id, '/w')).toEqual([])
  expect(caseCommands(dataset, [first!], 'none', '/w')).toEqual([])
})
test('keeps options and the part that was annotated', () => {
  const [first] = runs('instances')
  const { image } = dataset.cases[0]!
  const region = { kind: 'ignored' as const, file: { ...image, path: '/r.tif' }, pixelsOutside: 4 }
  const partly = { ...dataset, cases: [{ ...dataset.cases[0]!, region }] }
  const record = { ...first!, metricOptions: { comparison: '>' } }
  const [command] = caseCommands(partly, [record], id, '/w')
  expect(command!.score).toMatch(/ --ignored \/r.tif --options '\{"comparison":">"\}'$/)
})
test('is written for the shell of the machine that holds the workspace', () => {
  const [first] = runs('instances')
  const record = { ...first!, metricOptions: { comparison: '>' } }
  const [command] = caseCommands(dataset, [record], id, 'D:\\work space')
  expect(command!.score).toContain(
    ` --prediction "D:\\work space\\runs\\${first!.id}\\${id}\\prediction.ome.tif" `,
  )
  expect(command!.score).toMatch(/ --options "\{\\"comparison\\":\\"\\u003e\\"\}"$/)
})
