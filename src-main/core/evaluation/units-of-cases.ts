/** What n counts in a dataset: independent samples where a case names one, else images. */
import type { FrozenCase } from '../../contract/datasets.ts'

export interface Units {
  readonly unit: 'image' | 'sample'
  readonly units: number
}

/** A case without a sample beside others that have one is a sample of its own. */
export function unitsOfCases(cases: readonly Pick<FrozenCase, 'id' | 'sample'>[]): Units {
  if (cases.every(({ sample }) => sample === null)) return { unit: 'image', units: cases.length }
  const samples = new Set(cases.map(({ id, sample }) => sample ?? `case ${id}`))
  return { unit: 'sample', units: samples.size }
}
