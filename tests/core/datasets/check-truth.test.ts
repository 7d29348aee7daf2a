import { describe, expect, test } from 'vitest'
import {
  checkTruth,
  type CheckedCase,
  type CheckedFile,
} from '../../../src-main/core/datasets/check-truth.ts'
import type { LabelFacts } from '../../../src-main/core/datasets/label-facts.ts'

const size = { t: 1, c: 1, z: 1, height: 20, width: 30, samples: 1 }
const goodLabels: LabelFacts = {
  objects: 5,
  largestLabel: 5,
  hasBackground: true,
  disconnected: [],
  pieces: 5,
}

function file(sha256: string, rest: Partial<CheckedFile> = {}): CheckedFile {
  const pixelSizeUm = { x: 0.5, y: 0.5 }
  return { sha256, dtype: 'uint16', size, pixelSizeUm, labels: null, problem: null, ...rest }
}
/** Six sound cases; the first is changed. */
function cases(image: Partial<CheckedFile>, truth: Partial<CheckedFile>): CheckedCase[] {
  return Array.from({ length: 6 }, (_, i) => ({
    id: `case${i}`,
    sample: null,
    image: file(`image${i}`, i === 0 ? image : {}),
    truth: file(`truth${i}`, { labels: goodLabels, ...(i === 0 ? truth : {}) }),
  }))
}
const check = (list: CheckedCase[], task: 'instances' | 'semantic' | 'restoration' = 'instances') =>
  checkTruth(task, list, false)

test('finds nothing wrong with a sound dataset', () => {
  expect(check(cases({}, {}))).toEqual([])
})

describe('errors, each of one case', () => {
  test('another size, naming both', () => {
    const [found] = check(cases({}, { size: { ...size, width: 31 } }))
    expect(found).toMatchObject({ severity: 'error', check: 'shape-mismatch', cases: ['case0'] })
    expect(found?.message).toMatch(/30 x 20.*31 x 20/)
  })

  test('another number of planes', () => {
    const [found] = check(cases({ size: { ...size, z: 4 } }, {}))
    expect(found).toMatchObject({ check: 'shape-mismatch' })
    expect(found?.message).toMatch(/30 x 20, 4 planes/)
  })

  test('another number of channels only where channels are compared', () => {
    const twoChannels = cases({ size: { ...size, c: 2 } }, {})
    expect(check(twoChannels)).toEqual([])
    expect(check(twoChannels, 'restoration')).toMatchObject([{ check: 'shape-mismatch' }])
  })

  test('a mask given for instances', () => {
    const labels = { ...goodLabels, objects: 1, largestLabel: 255, pieces: 9, disconnected: [255] }
    const found = check(cases({}, { labels }))
    expect(found).toMatchObject([{ severity: 'error', check: 'binary-truth', cases: ['case0'] }])
    expect(found[0]?.message).toMatch(/255, in 9 pieces/)
    expect(check(cases({}, { labels }), 'semantic')).toEqual([])
  })

  test('a file that cannot be read keeps the code and sentence of its reader', () => {
    const problem = { code: 'file-truncated', message: 'a.tif ends at byte 10 of 20.' }
    const found = check(cases({ problem, size: null }, {}))
    expect(found).toMatchObject([{ severity: 'error', check: 'file-truncated', cases: ['case0'] }])
    expect(found[0]?.message).toContain(problem.message)
  })
})

describe('warnings and notes', () => {
  test.each([
    ['empty-truth', 'note', { ...goodLabels, objects: 0, pieces: 0, largestLabel: 0 }],
    ['no-background', 'note', { ...goodLabels, hasBackground: false }],
    ['disconnected-labels', 'note', { ...goodLabels, disconnected: [2, 4], pieces: 7 }],
  ])('%s is a %s naming the case', (id, severity, labels) => {
    const found = check(cases({}, { labels }))
    expect(found).toMatchObject([{ severity, check: id, cases: ['case0'] }])
    expect(found[0]?.message).toContain('case0')
  })

  test('lists the labels that are in several pieces', () => {
    const [found] = check(cases({}, { labels: { ...goodLabels, disconnected: [2, 4] } }))
    expect(found?.message).toMatch(/2 objects in several pieces.*case0 \(label 2, 4\)/)
  })

  test('8-bit labels that reach 255 with very many objects', () => {
    const labels = { ...goodLabels, objects: 255, largestLabel: 255, pieces: 255 }
    expect(check(cases({}, { dtype: 'uint8', labels }))).toMatchObject([
      { severity: 'warning', check: 'labels-at-limit', cases: ['case0'] },
    ])
    expect(check(cases({}, { dtype: 'uint16', labels }))).toEqual([])
  })

  test('pixel size: missing, differing within a case, differing between cases', () => {
    expect(check(cases({ pixelSizeUm: null }, {}))).toMatchObject([
      { check: 'pixel-size-missing', cases: ['case0'] },
    ])
    expect(check(cases({}, { pixelSizeUm: { x: 1, y: 1 } }))).toMatchObject([
      { check: 'pixel-size-mismatch', cases: ['case0'] },
    ])
    const other = { x: 2, y: 2 }
    expect(check(cases({ pixelSizeUm: other }, { pixelSizeUm: other }))).toMatchObject([
      { check: 'pixel-size-varies' },
    ])
    expect(checkTruth('instances', cases({ pixelSizeUm: null }, {}), true)).toEqual([])
  })

  test('few independent samples, counted by sample where there is one', () => {
    const few = cases({}, {}).slice(0, 5)
    expect(check(few)).toMatchObject([{ severity: 'warning', check: 'few-samples' }])
    expect(check(few)[0]?.message).toMatch(/5 independent image/)
    const sampled = cases({}, {}).map((item, i) => ({ ...item, sample: `mouse${i % 2}` }))
    expect(check(sampled)[0]?.message).toMatch(/2 independent sample/)
  })
})

describe('notes on regions', () => {
  test('counts the ground truths without any region', () => {
    const labels = { ...goodLabels, objects: 0, largestLabel: 0, pieces: 0 }
    expect(check(cases({}, { labels }), 'semantic')).toEqual([
      {
        severity: 'note',
        check: 'empty-truth',
        cases: ['case0'],
        message: '1 ground truth without any region: case0.',
      },
    ])
  })

  test('names the ground truths without any background', () => {
    const labels = { ...goodLabels, hasBackground: false }
    expect(check(cases({}, { labels }), 'semantic')).toMatchObject([
      { severity: 'note', check: 'no-background', cases: ['case0'] },
    ])
  })
})
