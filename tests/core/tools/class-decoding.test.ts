import { expect, test } from 'vitest'
import { decodingSchema } from '../../../src-main/contract/tool-file.ts'
import { classDecoding } from '../../../src-main/core/tools/class-decoding.ts'

const model = (classNames: string[]) => ({
  ...{ name: 'Net', config: null, outputChannels: ['x', 'y'], classNames },
})
const stated = (classes: string[]) => decodingSchema.parse({ method: 'classes', classes })

test('stated classes go before those of the description', () => {
  expect(classDecoding(model(['live', 'dead']), null).classes).toEqual(['live', 'dead'])
  expect(classDecoding(model(['live', 'dead']), stated(['a', 'b'])).classes).toEqual(['a', 'b'])
  expect(classDecoding(model(['live', 'dead']), stated([])).classes).toEqual(['live', 'dead'])
})

test('names that nobody gave are asked for', () => {
  expect(() => classDecoding(model([]), null)).toThrow(
    /Net does not say which classes its outputs are\. State all of them in the order/,
  )
  expect(() => classDecoding(model(['channel0', 'channel1']), null)).toThrow(
    /only channel0, channel1/,
  )
})

test('a decoding of objects and a class named twice are refused', () => {
  const spots = decodingSchema.parse({ method: 'spots' })
  expect(() => classDecoding(model(['a', 'b']), spots)).toThrow(/is spots, which finds objects/)
  expect(() => classDecoding(model([]), stated(['a', 'a']))).toThrow(/two outputs of the class a/)
})
