import { expect, test } from 'vitest'
import { criteriaOrderSchema } from '../../../src-main/contract/criteria.ts'
import type { MetricDefinition } from '../../../src-main/contract/metrics.ts'
import { proposeCriteria } from '../../../src-main/core/criteria/propose-criteria.ts'
import { metricsForTask } from '../../../src-main/core/metrics/definitions.ts'

const metrics = metricsForTask('instances') as unknown as MetricDefinition[]

test('a proposal can be set as it is', () => {
  const criteria = proposeCriteria(metrics, 'f1@0.5')
  const order = { criteria, person: 'Anna', reason: '' }
  expect(criteriaOrderSchema.parse(order)).toEqual(order)
})

test('more metrics than there is room for leave the other groups whole', () => {
  const many = Array.from({ length: 500 }, (_, at) => ({ ...metrics[0]!, id: `m${String(at)}` }))
  const criteria = proposeCriteria(many, 'm7')
  expect(criteria).toHaveLength(200)
  expect(criteria.find(({ id }) => id === 'performance.m7')).toMatchObject({ weight: 40 })
  expect(criteria.at(-1)?.group).toBe('reliability')
})

test('a tool that was not compared is asked everything but scores', () => {
  expect(proposeCriteria([], null).some(({ group }) => group === 'performance')).toBe(false)
})
