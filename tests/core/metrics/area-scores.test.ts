import { expect, test } from 'vitest'
import {
  areaError,
  relativeCountError,
  relativeError,
} from '../../../src-main/core/metrics/area-scores.ts'
import { labels, tableFrom } from '../../fixtures/metrics/drawings.ts'

const table = tableFrom({ truth: labels('11.22'), prediction: labels('1....') })

test('errors are signed shares of the truth', () => {
  expect(relativeCountError(table)).toEqual({ value: -0.5 })
  expect(areaError(table)).toEqual({ value: -0.75 })
})

test('of no truth there is no share', () => {
  expect(relativeError(0, 3)).toEqual({ undefined: 'truth-empty' })
  expect(relativeError(0, 0)).toEqual({ undefined: 'both-empty' })
  expect(relativeError(4, 0)).toEqual({ value: -1 })
})
