import { expect, test } from 'vitest'
import { plannedLevels } from '../../../../src-main/core/images/pyramid/planned-levels.ts'

test('a plane above 1024 has levels to come, each half of the one before', () => {
  const levels = [{ downsample: 1, height: 3000, width: 700 }]
  expect(plannedLevels({ levels })).toEqual([
    { downsample: 2, height: 1500, width: 350, onDemand: true },
    { downsample: 4, height: 750, width: 175, onDemand: true },
    { downsample: 8, height: 375, width: 88, onDemand: true },
  ])
  expect(plannedLevels({ levels: [{ downsample: 1, height: 1024, width: 1024 }] })).toEqual([])
})

test('a file with levels of its own gets more only below a very large one', () => {
  const first = { downsample: 1, height: 40_000, width: 20_000 }
  const small = { downsample: 10, height: 4000, width: 2000, z: 3 }
  expect(plannedLevels({ levels: [first, small] })).toEqual([])
  const large = { downsample: 2, height: 20_000, width: 10_000, z: 3 }
  expect(plannedLevels({ levels: [first, large] })[0]).toEqual({
    downsample: 4,
    height: 10_000,
    width: 5000,
    z: 3,
    onDemand: true,
  })
})
