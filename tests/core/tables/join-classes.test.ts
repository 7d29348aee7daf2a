import { expect, test } from 'vitest'
import { parseDelimited } from '../../../src-main/core/tables/delimited.ts'
import { joinClasses } from '../../../src-main/core/tables/join-classes.ts'
import { predictedClassesOf, trueClassesOf } from '../../../src-main/core/tables/read-classes.ts'

function join(truth: string, prediction: string, positive: string | null = null) {
  return joinClasses(
    trueClassesOf(parseDelimited('t.csv', truth)),
    predictedClassesOf(parseDelimited('p.csv', prediction)),
    positive,
  )
}

test('samples meet by id, not by row', () => {
  const joined = join('id,truth\na,cat\nb,dog', 'id,prediction\nb,dog\na,bird')
  expect(joined).toMatchObject({
    classes: ['bird', 'cat', 'dog'],
    truth: [1, 2],
    prediction: [0, 2],
    probabilities: null,
  })
})

test('numbers sort by value, and 1 is the positive of 0 and 1', () => {
  expect(join('id,truth\na,10\nb,9', 'id,label\na,9\nb,9').classes).toEqual(['9', '10'])
  const joined = join('id,truth\na,1\nb,0', 'id,score\na,0.5\nb,0.25')
  expect(joined).toMatchObject({ classes: ['0', '1'], positive: 1, prediction: [1, 0] })
  expect([...joined.probabilities!]).toEqual([0.5, 0.5, 0.75, 0.25])
})

test('a single column of words needs to be told whose probability it is', () => {
  const [truth, prediction] = ['id,truth\na,healthy\nb,ill', 'id,score\na,0.25\nb,0.75']
  expect(() => join(truth, prediction)).toThrow(expect.objectContaining({ code: 'bad-options' }))
  expect(join(truth, prediction, 'ill').prediction).toEqual([0, 1])
  expect(join(truth, prediction, 'healthy').prediction).toEqual([1, 0])
  expect(() => join(truth, prediction, 'sick')).toThrow(/positiveClass is sick/)
  const named = join(truth, 'id,p_ill\na,0.25\nb,0.75')
  expect([...named.probabilities!]).toEqual([0.75, 0.25, 0.25, 0.75])
  expect(named.positive).toBeNull()
})

test('without a predicted class the most probable one counts', () => {
  const truth = 'id,truth\na,x\nb,y\nc,z'
  const joined = join(truth, 'id,p_x,p_y,p_z\na,0.2,0.3,0.5\nb,0.4,0.4,0.2\nc,0,0,1')
  expect(joined.prediction).toEqual([2, 0, 2])
})

test('refuses samples without prediction, sums that are not 1, and classes without probability', () => {
  expect(() => join('id,truth\na,x\nb,y', 'id,label\na,x')).toThrow(
    expect.objectContaining({ code: 'pair-missing', details: { missing: ['b'], count: 1 } }),
  )
  expect(() => join('id,truth\na,x\nb,y', 'id,p_x,p_y\na,1,1\nb,0,1')).toThrow(/of a sum to 2/)
  expect(() => join('id,truth\na,x\nb,y\nc,z', 'id,p_x,p_y\na,1,0\nb,0,1\nc,0,1')).toThrow(
    /probabilities for 2 classes and there are 3/,
  )
})

test('says how many predictions have no truth', () => {
  const { notes } = join('id,truth\na,x', 'id,label\na,x\nb,y')
  expect(notes).toEqual(['p.csv names 1 samples that t.csv does not; they do not count.'])
})
