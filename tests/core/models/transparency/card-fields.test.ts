import { expect, test } from 'vitest'
import { cardFields } from '../../../../src-main/core/models/transparency/card-fields.ts'

const card = (bioimageio: object) => cardFields({ config: { bioimageio } })
const risk = 'config.bioimageio.bias_risks_limitations.'
const training = 'config.bioimageio.training.'

test('the standard texts of the format bear no points, own words do', () => {
  const recommendations =
    'Users (both direct and downstream) should be made aware of the risks, biases and limitations of the model.'
  const known_biases = 'Trained on HeLa cells of one microscope; other lines are untested.'
  const facts = card({
    bias_risks_limitations: { recommendations, known_biases, limitations: null },
  })
  expect(facts[`${risk}recommendations`]).toMatchObject({ points: 0, quote: '' })
  expect(facts[`${risk}recommendations`]!.note).toMatch(/^says nothing of its own/)
  expect(facts[`${risk}known_biases`]).toMatchObject({ points: 2, quote: known_biases })
  expect(facts[`${risk}limitations`]!.points).toBe(0)
})

test('a loss counts fully with its settings', () => {
  const facts = card({
    training: {
      loss_function: 'BCE',
      loss_function_kwargs: { weight: 2 },
      optimizer: 'Adam',
      training_epochs: 20,
    },
  })
  expect(facts[`${training}loss_function`]!.points).toBe(2)
  expect(facts[`${training}optimizer`]!.points).toBe(1)
  expect(facts[`${training}training_epochs`]).toMatchObject({ points: 2, quote: '20' })
})

test('speed and memory count fully with numbers, evaluations with data and results', () => {
  const facts = card({
    ...{
      inference_time: 'fast',
      memory_requirements_inference: '4 GB',
      model_parameter_count: 3.5,
    },
    evaluations: [{ dataset_source: 'https://a.org/d', metrics: ['dice'], results: [[0.9]] }],
  })
  const points = [
    'inference_time',
    'memory_requirements_inference',
    'model_parameter_count',
    'evaluations',
  ]
  expect(points.map((name) => facts[`config.bioimageio.${name}`]!.points)).toEqual([1, 2, 1, 2])
})

test('a description without a card says nothing', () => {
  expect(Object.values(cardFields({})).every(({ points }) => points === 0)).toBe(true)
  expect(Object.values(cardFields({ config: 'x' })).every(({ points }) => points === 0)).toBe(true)
})
