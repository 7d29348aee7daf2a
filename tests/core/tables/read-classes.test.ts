import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseDelimited } from '../../../src-main/core/tables/delimited.ts'
import {
  predictedClassesOf,
  readPredictedClasses,
  readTrueClasses,
  trueClassesOf,
} from '../../../src-main/core/tables/read-classes.ts'

const truth = (text: string) => trueClassesOf(parseDelimited('t.csv', text))
const prediction = (text: string, known?: string[]) =>
  predictedClassesOf(parseDelimited('p.csv', text), new Set(known))

test('the true class stands by id, and 1.0 is the class 1', () => {
  expect([...truth('label,image\ncat,a\n1.0,b').classes]).toEqual([
    ['a', 'cat'],
    ['b', '1'],
  ])
})

test('one file may hold truth and prediction', () => {
  const text = 'id,truth,prediction\na,cat,dog'
  expect(truth(text).classes.get('a')).toBe('cat')
  expect(prediction(text).samples.get('a')!.label).toBe('dog')
})

test('probabilities are columns with a prefix, or named like a class, or a single one', () => {
  expect(prediction('id,p_cat,prob_dog\na,0.2,0.8').probabilityOf).toEqual(['cat', 'dog'])
  expect(prediction('id,cat,dog\na,0.2,0.8', ['cat', 'dog']).probabilityOf).toEqual(['cat', 'dog'])
  expect(prediction('id,score\na,0.2').probabilityOf).toBe('positive')
  expect(prediction('id,label\na,cat').probabilityOf).toEqual([])
})

test('columns that are not read are named', () => {
  expect(prediction('id,label,area\na,cat,7').notes).toEqual([
    'p.csv: not read are the columns area.',
  ])
})

test.each([
  ['id,truth\na,cat\na,dog', /the id a stands in line 2 and in line 3/],
  ['id,truth\n,cat', /line 2 has no id/],
  ['id,truth\na,', /line 2 has nothing where truth names a class/],
  ['id,truth\na,NaN', /line 2 has NaN/],
  ['id,truth\n', /names no sample/],
  ['id,area\na,1', /the true class/],
  ['truth\ncat', /the id of each sample/],
])('refuses %j', (text, message) => {
  expect(() => truth(text)).toThrow(message)
})

test('refuses probabilities outside 0 and 1, and a file without any prediction', () => {
  expect(() => prediction('id,score\na,1.5')).toThrow(/line 2 has the probability 1.5 for score/)
  expect(() => prediction('id,score\na,nan')).toThrow(/"nan"/)
  expect(() => prediction('id,area\na,1')).toThrow(/a predicted class/)
})

test('JSON gives the same as text', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-classes-'))
  const [t, p] = [join(folder, 't.json'), join(folder, 'p.json')]
  await writeFile(t, '[{"id":"a","label":true}]')
  await writeFile(p, '[{"id":"a","probabilities":{"true":0.75,"false":0.25}}]')
  expect((await readTrueClasses(t)).classes.get('a')).toBe('true')
  expect((await readPredictedClasses(p)).samples.get('a')!.probabilities).toEqual([0.75, 0.25])
  await rm(folder, { recursive: true })
})
