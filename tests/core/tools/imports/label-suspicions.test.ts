import { expect, test } from 'vitest'
import type { LabelImage } from '../../../../src-main/core/images/types.ts'
import {
  labelSuspicions,
  lookAtLabels,
} from '../../../../src-main/core/tools/imports/label-suspicions.ts'

/** Single pixels, two apart, with the given labels. */
function dots(labels: readonly number[], perRow = 20): LabelImage {
  const rows = Math.ceil(labels.length / perRow)
  const width = perRow * 2
  const data = new Uint32Array(rows * 2 * width)
  labels.forEach((label, at) => {
    data[Math.floor(at / perRow) * 2 * width + (at % perRow) * 2] = label
  })
  return { shape: [rows * 2, width], data }
}

test('one number on many pieces is a mask; on one object of the truth it may be an object', () => {
  const mask = dots([1, 1, 1, 1])
  expect(lookAtLabels(mask, 4)).toMatchObject({ labels: 1, pieces: 4, isMask: true })
  expect(lookAtLabels(mask, 1).isMask).toBe(false)
  expect(lookAtLabels(dots([1]), 4).isMask).toBe(false)
  expect(labelSuspicions([lookAtLabels(mask, 4)])[0]).toContain('masks, not numbered objects')
})

test('numbers that begin anew after 255 are told, and 255 true objects are not', () => {
  const wrapped = dots(Array.from({ length: 400 }, (_, at) => (at % 255) + 1))
  expect(labelSuspicions([lookAtLabels(wrapped, 400)])).toEqual([
    expect.stringContaining('255 numbers stand for 400 separate pieces'),
  ])
  const full = dots(Array.from({ length: 255 }, (_, at) => at + 1))
  expect(labelSuspicions([lookAtLabels(full, 255)])).toEqual([])
})

test('a stack whose planes number their objects anew is told', () => {
  const size = 16
  const data = new Uint32Array(4 * size * size)
  for (let z = 0; z < 4; z++)
    for (let label = 1; label <= 3; label++) {
      const at = z * size * size + ((label * 4 + z * 5) % size) * size + ((z * 7) % size)
      data[at] = label
    }
  const look = lookAtLabels({ shape: [4, size, size], data }, 3)
  expect(look.restartsInEveryPlane).toBe(true)
  expect(labelSuspicions([look])[0]).toContain('numbered anew in every plane')
})

test('what few of the cases show is the tool, not the export; empty cases do not count', () => {
  const mask = lookAtLabels(dots([1, 1, 1]), 3)
  const fine = lookAtLabels(dots([1, 2, 3]), 3)
  const empty = lookAtLabels(dots([0]), 3)
  expect(labelSuspicions([mask, fine, fine])).toEqual([])
  expect(labelSuspicions([mask, empty, empty])).toHaveLength(1)
})
