/** Installed models in the words of the pages. */
import type { SeamCheck, TestOutputs } from '../../src-main/contract/model-check.ts'
import { formatReal } from './numbers.ts'

/** The state of a package's own test, as the specification of this product words it. */
export function testWords({ status, reason }: TestOutputs): string {
  switch (status) {
    case 'passed':
      return 'passed'
    case 'ran-not-reproduced':
      return 'ran, not reproduced'
    case 'cannot-run':
      return reason === undefined ? 'cannot run' : `cannot run: ${reason}`
    case 'not-run':
      return reason === undefined ? 'not run' : `not run: ${reason}`
  }
}

/** The same in a few words, for a card. */
export const shortTestWords: Readonly<Record<TestOutputs['status'], string>> = {
  passed: 'test outputs reproduced',
  'ran-not-reproduced': 'test outputs not reproduced',
  'cannot-run': 'test cannot run',
  'not-run': 'no test',
}

export function seamWords({
  status,
  haloPx,
  maxAbsDifference,
  tolerance,
  message,
}: SeamCheck): string {
  if (status === 'not-measured') return message ?? 'Not measured.'
  const measured = `With ${haloPx ?? 0} unused pixels at each side of a tile, the same pixel differs by at most ${
    maxAbsDifference === null ? 'nothing' : formatReal(maxAbsDifference, 6)
  } between two tilings`
  const limit = tolerance === null ? '' : ` (up to ${formatReal(tolerance, 6)} counts as equal)`
  return status === 'seamless'
    ? `${measured}${limit}.`
    : `${measured}${limit}. ${message ?? ''}`.trim()
}

export const seamTitles: Readonly<Record<SeamCheck['status'], string>> = {
  seamless: 'Tiles join without a seam',
  seams: 'Tiles leave seams',
  'not-measured': 'Not measured',
}

/** Marks beside the words, so that colour is never alone. */
export const testMarks: Readonly<Record<TestOutputs['status'], string>> = {
  passed: '●',
  'ran-not-reproduced': '◑',
  'cannot-run': '✕',
  'not-run': '○',
}
