import { describe, expect, test } from 'vitest'
import {
  axesProblem,
  axesText,
  axisChoices,
  questionOf,
} from '../../../src-renderer/words/axis-choices.ts'

describe('what axes mean', () => {
  test('is said by what there is how many of', () => {
    expect(axesText('tyx', [120, 5, 6])).toBe('120 time points')
    expect(axesText('zyx', [1, 5, 6])).toBe('1 slice along z')
    expect(axesText('czyx', [3, 40, 5, 6])).toBe('3 channels, each with 40 slices along z')
    expect(axesText('yxs', [5, 6, 3])).toBe('one colour image')
    expect(axesText('yx', [5, 6])).toBe('one plane')
  })
  test('is offered as the file says first, then as hints propose, each once', () => {
    const hint = (axes: string[]) => ({ kind: 'batch-as-colour' as const, message: 'm', axes })
    const choices = axisChoices({ axes: 'yxs', shape: [5, 6, 3] }, [hint(['yxs', 'yxt', 'yxz'])])
    expect(choices.map(({ axes }) => axes)).toEqual(['yxs', 'yxt', 'yxz'])
    expect(choices[1]?.text).toBe('3 time points')
  })
  test('an unknown axis is a question, never a choice', () => {
    const hints = [{ kind: 'axes-unknown' as const, message: 'm', axes: ['zyx', 'tyx'] }]
    const choices = axisChoices({ axes: 'qyx', shape: [9, 5, 6] }, hints)
    expect(choices.map(({ axes }) => axes)).toEqual(['zyx', 'tyx'])
  })
})

describe('an unknown axis', () => {
  test('asks by itself what it is, of what is not there yet', () => {
    const asked = questionOf('qyx', [120, 5, 6])
    expect(asked?.message).toBe(
      'This file does not say what its 120 planes are: slices along z, time points or channels?',
    )
    expect(asked?.axes).toEqual(['zyx', 'tyx', 'cyx'])
    expect(questionOf('qczyx', [7, 2, 3, 5, 6])?.axes).toEqual(['tczyx'])
    expect(questionOf('tyx', [120, 5, 6])).toBeNull()
  })
})

describe('letters set by hand', () => {
  test('name every axis once, rows and columns among them', () => {
    expect(axesProblem('tyx')).toBeNull()
    expect(axesProblem('yyx')).toContain('rows (y)')
    expect(axesProblem('tzx')).toContain('rows (y)')
  })
})
