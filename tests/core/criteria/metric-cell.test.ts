import { expect, test } from 'vitest'
import { metricCell } from '../../../src-main/core/criteria/metric-cell.ts'
import { compareTools } from './compared-tools.ts'
import { factsOf } from './gathered.ts'

test('undefined and failed cases are counted beside the mean', async () => {
  const compared = await compareTools(['baseline:a'], {
    outcome: (_, id) =>
      id === 'case-1' ? { undefined: 'both-empty' } : id === 'case-2' ? new Error('broken') : 0.5,
  })
  const { cell, exact } = metricCell('f1@0.5', await factsOf(compared, 'baseline:a'), null, null)
  expect(cell).toMatchObject({ value: 0.5, n: 6, text: '0.500' })
  expect(cell.evidence[0]).toMatchObject({ text: 'all cases, 1 undefined, 1 failed' })
  expect(exact).toBe(0.5)
})

test('where no case has a value the cell is unknown and says why', async () => {
  const compared = await compareTools(['baseline:a'], {
    outcome: () => ({ undefined: 'both-empty' }),
  })
  const tool = await factsOf(compared, 'baseline:a')
  expect(metricCell('f1@0.5', tool, null, null).cell).toMatchObject({
    ...{ state: 'unknown', value: null },
    reason: 'No case has a value: 8 undefined, 0 failed (no image has a value).',
  })
  expect(metricCell('psnr', tool, null, null).cell.reason).toContain('did not compute psnr')
})

test('zero is best: the mark is of the distance from it', async () => {
  const compared = await compareTools(['baseline:a'], { outcome: () => -2 })
  const tool = await factsOf(compared, 'baseline:a')
  expect(metricCell('count-error', tool, null, null)).toMatchObject({
    ...{ exact: 2, magnitude: true, cell: { value: -2 } },
  })
})
