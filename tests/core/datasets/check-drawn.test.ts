import { expect, test } from 'vitest'
import { checkDrawn } from '../../../src-main/core/datasets/check-drawn.ts'

test('label images give nothing to say', () => {
  expect(checkDrawn([{ id: 'a', drawn: null }])).toEqual([])
})

test('drawn truths are noted with their formats; what did not fit is a warning of its case', () => {
  const findings = checkDrawn([
    { id: 'a', drawn: { format: 'GeoJSON', notes: [] } },
    { id: 'b', drawn: { format: 'COCO', notes: ['Objects overlap in 3 pixels.'] } },
    { id: 'c', drawn: null },
  ])
  expect(findings.map(({ severity, check, cases }) => [severity, check, cases])).toEqual([
    ['note', 'truth-drawn', ['a', 'b']],
    ['warning', 'truth-drawn-changed', ['b']],
  ])
  expect(findings[0]!.message).toContain('2 ground truths drawn from outlines (COCO, GeoJSON)')
  expect(findings[1]!.message).toBe('b: Objects overlap in 3 pixels.')
})
