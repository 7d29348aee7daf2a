import { expect, test } from 'vitest'
import { bareOnnxSchema } from '../../../src-main/core/models/bare/bare-settings.ts'
import {
  bareGroups,
  channelFrom,
  settingsFrom,
  shapeWords,
  shownFields,
  typedFrom,
} from '../../../src-renderer/words/bare-words.ts'

const fields = bareGroups.flatMap((group) => group.fields)

test('every setting of the core has one field, and no field is of none', () => {
  expect(fields.map(({ name }) => name).toSorted()).toEqual(
    Object.keys(bareOnnxSchema.shape).toSorted(),
  )
})

test('the first option of a choice is the core’s default, and every option is one of its values', () => {
  const defaults: Readonly<Record<string, unknown>> = bareOnnxSchema.parse({ inputAxes: 'bcyx' })
  const choices = fields.filter(({ kind }) => kind === 'choice')
  expect(choices.length).toBe(2)
  for (const { name, options = [] } of choices) {
    expect(options[0]?.value).toBe(defaults[name])
    for (const { value } of options)
      expect(bareOnnxSchema.safeParse({ inputAxes: 'bcyx', [name]: value }).success).toBe(true)
  }
})

test('a number that stands for nothing typed is the core’s default', () => {
  const defaults: Readonly<Record<string, unknown>> = bareOnnxSchema.parse({ inputAxes: 'bcyx' })
  const stated = fields.filter(({ empty }) => /^[\d.]+$/.test(empty ?? ''))
  expect(stated.length).toBeGreaterThan(8)
  for (const { name, empty } of stated) {
    const value = defaults[name]
    expect(String(Array.isArray(value) ? value[0] : value), name).toBe(empty)
  }
})

test('what is suggested comes back unchanged; what is emptied is left to the default', () => {
  const suggestion = { inputAxes: 'bcyx', sizeMultiple: 32, restoreRange: false, later: 3 }
  const typed = typedFrom(suggestion)
  expect(bareOnnxSchema.parse({ ...settingsFrom(typed, {}).settings })).toEqual(
    bareOnnxSchema.parse({ inputAxes: 'bcyx', sizeMultiple: 32 }),
  )
  expect(settingsFrom(typed, suggestion).settings).toMatchObject(suggestion)
  const emptied = settingsFrom({ ...typed, sizeMultiple: ' ' }, suggestion).settings
  expect(emptied).not.toHaveProperty('sizeMultiple')
})

test('numbers may have a decimal comma; a text that is none is named', () => {
  const typed = { ...typedFrom({ inputAxes: 'bcyx' }), gain: '0,5', haloPx: 'many', mean: '1, 2' }
  const { settings, wrong } = settingsFrom(typed, {})
  expect(settings).toMatchObject({ gain: 0.5, mean: '1, 2' })
  expect(settings).not.toHaveProperty('haloPx')
  expect(wrong).toEqual(['haloPx'])
})

test('percentiles are asked for only where they count, or have a value', () => {
  const names = (typed: Readonly<Record<string, string>>) =>
    bareGroups.flatMap((group) => shownFields(group, typed).map(({ name }) => name))
  const empty = { minPercentile: '', mean: '' }
  expect(names({ ...empty, normalisation: 'none' })).not.toContain('minPercentile')
  expect(names({ ...empty, normalisation: 'percentile' })).toContain('minPercentile')
  expect(names({ ...empty, normalisation: 'none', minPercentile: '2' })).toContain('minPercentile')
})

test('open sizes are question marks', () => {
  expect(shapeWords([1, 3, null, null])).toBe('1 × 3 × ? × ?')
  expect(shapeWords([])).toBe('a single number')
})

test('a channel is a word or an index', () => {
  expect(['auto', 'all', 'luminance', '0', '3', '', '1.5', '-1'].map(channelFrom)).toEqual([
    'auto',
    'all',
    'luminance',
    0,
    3,
    'auto',
    'auto',
    'auto',
  ])
})
