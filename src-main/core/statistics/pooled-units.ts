/** Scores of all cases together, such as an area under a curve: the units that are drawn, and their cases. */
import type { Unit } from './units.ts'

export interface PooledCase<Answer> {
  readonly case: string
  readonly sample: string | null
  /** Null where the tool failed. */
  readonly answer: Answer | null
}

export interface PooledUnits<Answer> {
  readonly unit: Unit
  /** Answers of each unit; units by name, so that nothing depends on the order of cases. */
  readonly groups: readonly (readonly Answer[])[]
  readonly failed: number
}

/** Units without any answer are left out. */
export function pooledUnits<Answer>(cases: readonly PooledCase<Answer>[]): PooledUnits<Answer> {
  const groups = new Map<string, { case: string; answer: Answer }[]>()
  for (const { case: name, sample, answer } of cases) {
    if (answer === null) continue
    const key = sample === null ? `case ${name}` : `sample ${sample}`
    groups.set(key, [...(groups.get(key) ?? []), { case: name, answer }])
  }
  const byName =
    <Item>(name: (item: Item) => string) =>
    (a: Item, b: Item): number =>
      name(a) < name(b) ? -1 : 1
  return {
    unit: cases.some(({ sample }) => sample !== null) ? 'sample' : 'image',
    groups: [...groups]
      .sort(byName(([key]) => key))
      .map(([, items]) => items.sort(byName((item) => item.case)).map(({ answer }) => answer)),
    failed: cases.filter(({ answer }) => answer === null).length,
  }
}
