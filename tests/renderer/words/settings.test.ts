import { expect, test } from 'vitest'
import {
  decodingDefaults,
  hasSettingWords,
  objectMethods,
  settingName,
} from '../../../src-renderer/words/settings.ts'

test('every parameter of every decoding is named in words', () => {
  for (const decoding of Object.values(decodingDefaults)) {
    for (const key of Object.keys(decoding))
      if (key !== 'method') expect([key, hasSettingWords(key)]).toEqual([key, true])
  }
})

test('lengths carry their unit; what has no words is spelled out', () => {
  expect(settingName('smoothingSigmaPx')).toBe('Smoothing, standard deviation (px)')
  expect(settingName('someNewRadiusPx')).toBe('Some new radius (px)')
  expect(settingName('toString')).toBe('To string')
})

test('methods that find objects leave out the one that names the image', () => {
  expect(objectMethods).toContain('spots')
  expect(objectMethods).not.toContain('classes')
})
