import { expect, test } from 'vitest'
import { frequencyText, spectrumSentence } from '../../../src-renderer/words/spectrum-words.ts'

const px = { unit: 'cycles/px', pixel: 1 } as const
const um = { unit: 'cycles/µm', pixel: 0.5 } as const

test('a frequency stands with its period', () => {
  expect(frequencyText(0.2, px)).toBe('0.2 cycles/px (periods of 5 px)')
  expect(frequencyText(0.4, um)).toBe('0.4 cycles/µm (periods of 2.5 µm)')
})

test('lost detail is said with where it begins', () => {
  const found = { below: { from: 0.2, to: null }, above: null, isFaint: false }
  expect(spectrumSentence('Blur', found, px)).toBe(
    "Blur: falls below half of the truth's power at 0.2 cycles/px (periods of 5 px) and stays there.",
  )
})

test('lost and invented detail stand in one sentence', () => {
  const found = { below: { from: 0.2, to: 0.3 }, above: { from: 0.4, to: null }, isFaint: false }
  expect(spectrumSentence('Net', found, um)).toBe(
    "Net: falls below half of the truth's power at 0.2 cycles/µm (periods of 5 µm), up to 0.3; rises above twice of it at 0.4 cycles/µm (periods of 2.5 µm) and stays there.",
  )
})

test('noise alone names the truth it is compared with', () => {
  const found = { below: null, above: { from: 0.25, to: null }, isFaint: false }
  expect(spectrumSentence('Raw', found, px)).toContain("above twice the truth's power at 0.25")
})

test('another scale of gray values, agreement, and a truth of one value', () => {
  const faint = { below: { from: 0.01, to: null }, above: null, isFaint: true }
  expect(spectrumSentence('A', faint, px)).toContain('compare with the same total power')
  expect(spectrumSentence('A', { below: null, above: null, isFaint: false }, px)).toBe(
    "A: between half and twice the truth's power at every frequency.",
  )
  expect(spectrumSentence('A', null, px)).toContain('no power to compare with')
})
