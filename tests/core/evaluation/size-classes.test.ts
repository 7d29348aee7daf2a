import { expect, test } from 'vitest'
import { sizeClasses, type CaseObjects } from '../../../src-main/core/evaluation/size-classes.ts'

const object = (areaPx: number, isFound: boolean) =>
  ({ areaPx, class: isFound ? 'correct' : 'missed' }) as CaseObjects['truth'][number]
/** Ten objects of 1 to 10 px across; tool b finds only the larger half. */
const areas = Array.from({ length: 10 }, (_, i) => (Math.PI * (i + 1) ** 2) / 4)
const of = (tool: string, name: string, found: (size: number) => boolean): CaseObjects => ({
  ...{ tool, case: name },
  truth: areas.map((area, i) => object(area, found(i + 1))),
})

test('classes hold equally many objects, and each tool the share that it found', () => {
  const classes = sizeClasses([of('a', 'c1', () => true), of('b', 'c1', (size) => size > 5)], false)
  expect(
    classes.map(({ fromPx, toPx, objects }) => [fromPx.toFixed(1), toPx?.toFixed(1), objects]),
  ).toEqual([
    ['1.0', '6.0', 5],
    ['6.0', undefined, 5],
  ])
  expect(classes.map(({ tools }) => [tools['a']!.share, tools['b']!.share])).toEqual([
    [1, 0],
    [1, 1],
  ])
  expect(classes[0]!.tools['b']!.upper).toBeGreaterThan(0.3)
  expect(classes[0]!.images).toBe(1)
})

test('objects are counted once however many tools there are; a tool without the case has nothing', () => {
  const classes = sizeClasses([of('a', 'c1', () => true), of('b', 'c2', () => true)], false)
  expect(classes.reduce((sum, one) => sum + one.objects, 0)).toBe(20)
  expect(classes[0]!.tools['a']!.of).toBe(classes[0]!.tools['b']!.of)
})

test('too few objects make no classes; equal sizes are never parted', () => {
  expect(sizeClasses([], false)).toEqual([])
  const equal = { tool: 'a', case: 'c', truth: Array.from({ length: 30 }, () => object(10, true)) }
  expect(sizeClasses([equal], true)).toHaveLength(1)
})
