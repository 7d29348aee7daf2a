import { expect, test } from 'vitest'
import { found, notFound } from '../../../../src-main/core/tools/check-tool/check-results.ts'
import { toolCheckResultSchema } from '../../../../src-main/contract/tool-check.ts'

test('what was measured has no reason, and what was not has no value', () => {
  const measured = found('empty-image', 1, 'nothing found')
  const unknown = notFound('empty-image', 'It gave no result.')
  expect(toolCheckResultSchema.parse(measured)).toMatchObject({ value: 1, reason: '' })
  expect(toolCheckResultSchema.parse(unknown)).toMatchObject({ value: null, text: '' })
})
