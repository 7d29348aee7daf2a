import { expect, test } from 'vitest'
import { questionIds } from '../../../../src-main/contract/fingerprint.ts'
import { taskSchema } from '../../../../src-main/contract/words.ts'
import { questions, questionsOf } from '../../../../src-main/core/metrics/fingerprint/questions.ts'

test.each(taskSchema.options)(
  '%s is asked each question once, in the order of their numbers',
  (task) => {
    const asked = questionsOf(task)
    expect(asked.length).toBeGreaterThanOrEqual(3)
    expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length)
    const numbers = asked.map(({ number }) => number)
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
  },
)

test('all twelve questions are asked of some task, and every id is in use', () => {
  expect(new Set(questions.map(({ number }) => number)).size).toBe(12)
  expect(new Set(questions.map(({ id }) => id))).toEqual(new Set(questionIds))
})

test('every question says why it is asked, and offers choices or a unit', () => {
  for (const { text, why, choices, unit } of questions) {
    expect(text).toMatch(/\?$/)
    expect(why).toMatch(/\.$/)
    expect(choices.length >= 2).toBe(unit === null)
  }
})

test('a follow-up comes after the question that it follows', () => {
  for (const task of taskSchema.options) {
    const asked = questionsOf(task)
    asked.forEach(({ after }, index) => {
      if (after === undefined) return
      const before = asked.slice(0, index).find(({ id }) => id === after.id)
      expect(before?.choices.map(({ value }) => value)).toContain(after.answer)
    })
  }
})
