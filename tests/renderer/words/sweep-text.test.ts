import { expect, test } from 'vitest'
import { parseSweep, sweepTemplate } from '../../../src-renderer/words/sweep-text.ts'

test('one setting a line, with numbers, truths and words as such', () => {
  expect(
    parseSweep('parameters.sigmaPx: 1, 2.5\n\n decoding.threshold = 0.3,automatic \n'),
  ).toEqual({
    'parameters.sigmaPx': [1, 2.5],
    'decoding.threshold': [0.3, 'automatic'],
  })
  expect(parseSweep('a.b: true,false')).toEqual({ 'a.b': [true, false] })
  expect(parseSweep('')).toEqual({})
})

test('a line that is no setting is named', () => {
  expect(() => parseSweep('parameters.sigmaPx: 1\nsigma 2')).toThrow(/this line is not: sigma 2/)
})

test('what can be swept is offered with its value now', () => {
  const settings = {
    parameters: { sigmaPx: 0 },
    decoding: { method: 'spots', channel: 0, threshold: 'automatic' },
  }
  expect(sweepTemplate(settings)).toBe('parameters.sigmaPx: 0\ndecoding.threshold: automatic')
  expect(parseSweep(sweepTemplate(settings))['decoding.threshold']).toEqual(['automatic'])
})
