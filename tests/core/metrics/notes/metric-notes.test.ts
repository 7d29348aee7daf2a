import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { metricDefinitions } from '../../../../src-main/core/metrics/definitions.ts'
import { metricNote } from '../../../../src-main/core/metrics/notes/metric-notes.ts'

const reference = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'reference')

test('each id falls to the family that means it', () => {
  expect(metricNote('f1@0.75')?.formula).toBe('F1 = 2 TP / (2 TP + FP + FN)')
  expect(metricNote('f1-mean@0.5:0.95')?.formula).toContain('mean over IoU')
  expect(metricNote('critical-success-index-mean@0.5:0.95')?.proofs).toEqual([
    { kind: 'instance', names: ['mean_ap_50_95'] },
  ])
  expect(metricNote('nsd@1.5')?.formula).toContain('≤ τ')
  expect(metricNote('precision')?.formula).toBe('|T ∩ P| / |P|')
  expect(metricNote('never-heard-of')).toBeNull()
})

test('every metric of the catalogue has a formula', () => {
  const missing = metricDefinitions.filter(({ id }) => metricNote(id) === null)
  expect(missing.map(({ id }) => id)).toEqual([])
})

test('what cannot be proved is own, or has no reference in Python', () => {
  const unproved = metricDefinitions
    .filter(({ id }) => metricNote(id)?.proofs.length === 0)
    .map(({ id }) => id)
  expect(unproved).toEqual(
    expect.arrayContaining(['missed', 'extra', 'split', 'merged', 'average-precision-points']),
  )
  expect(unproved.length).toBeLessThan(18)
})

test.skipIf(!existsSync(reference))(
  'every proof names values that the references have (needs ../shared/reference)',
  () => {
    const { cases } = JSON.parse(readFileSync(join(reference, 'cases.json'), 'utf8')) as {
      cases: { kind: string; expected: Record<string, unknown> }[]
    }
    const known = new Set(
      cases.flatMap(({ kind, expected }) => Object.keys(expected).map((name) => `${kind} ${name}`)),
    )
    const fits = (kind: string, name: string): boolean => {
      const pattern = `${kind} ${name}`
        .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
        .replace(/@[TDC]$/, '@[\\d.]+')
        .replace(/_B$/, '_\\d+')
        .replace(/_R$/, '_\\w+')
      return [...known].some((one) => new RegExp(`^${pattern}$`).test(one))
    }
    const unknown = metricDefinitions.flatMap(({ id }) =>
      (metricNote(id)?.proofs ?? []).flatMap(({ kind, names }) =>
        names.filter((name) => !fits(kind, name)).map((name) => `${id}: ${kind} ${name}`),
      ),
    )
    expect(unknown).toEqual([])
  },
)
