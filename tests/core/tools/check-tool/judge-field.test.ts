import { expect, test } from 'vitest'
import { judgeField } from '../../../../src-main/core/tools/check-tool/judge-field.ts'

const labels = (...data: number[]) => ({
  ...{ kind: 'labels' as const, shape: [1, data.length], data: Uint32Array.from(data) },
})
const image = (...data: number[]) => ({
  ...{ kind: 'image' as const, shape: [1, data.length], data: Float64Array.from(data) },
})

test('counts objects that are invented', () => {
  expect(judgeField('empty-image', 'instances', labels(0, 3, 3, 7))).toMatchObject({
    ...{ value: 0, text: 'invents 2 objects where nothing is' },
  })
  expect(judgeField('empty-image', 'instances', labels(0, 0))).toMatchObject({ value: 1 })
  expect(judgeField('empty-image', 'semantic', labels(0, 1, 1, 0)).text).toContain('50 %')
  const points = { kind: 'lines' as const, lines: ['1,2'] }
  expect(judgeField('empty-image', 'detection', points).text).toContain('1 point')
})

test('a restored image tells its range, and fails only with values that are no numbers', () => {
  expect(judgeField('empty-image', 'restoration', image(-0.5, 2))).toMatchObject({
    ...{ value: 1, text: 'values from -0.5 to 2' },
  })
  expect(judgeField('empty-image', 'restoration', image(0, NaN))).toMatchObject({ value: 0 })
})

test('a class of an empty image is not invented: every image has one', () => {
  const one = { kind: 'lines' as const, lines: ['a,b'] }
  expect(judgeField('empty-image', 'classification', one).value).toBeNull()
})
