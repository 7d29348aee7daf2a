/** The decision that is open: its matrix, the rows under change, and the order that follows at once. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { concludeCriteria } from '../../src-main/contract/conclude-criteria.ts'
import type {
  Cell,
  CriteriaMatrix,
  Criterion,
  MarkOrder,
  StatementOrder,
} from '../../src-main/contract/criteria.ts'
import { weighCriteria } from '../../src-main/contract/weigh-criteria.ts'
import { giveMark, makeStatement, readCriteria, saveCriteria } from '../api/criteria.ts'
import { sentenceOf } from '../api/problem.ts'
import { changesOf } from '../words/edit-criteria.ts'

export const useCriteria = defineStore('criteria', () => {
  const matrix = shallowRef<CriteriaMatrix | null>(null)
  const problem = ref<string | null>(null)
  /** The rows as they would be saved; null while nobody changes them. */
  const draft = shallowRef<readonly Criterion[] | null>(null)
  let latest = 0

  /** The matrix with the rows under change. Cells of a row that asks for something else are not known. */
  const shown = computed<CriteriaMatrix | null>(() => {
    const saved = matrix.value
    const rows = draft.value
    if (!saved || !rows) return saved
    const changed = rows.filter((row) => asksAnew(saved.criteria, row)).map(({ id }) => id)
    const criteria = [...rows]
    return changed.length === 0
      ? { ...saved, criteria }
      : { ...saved, criteria, ...without(saved, changed) }
  })
  const standings = computed(() => (shown.value ? weighCriteria(shown.value) : []))
  const conclusion = computed(() =>
    shown.value ? concludeCriteria(shown.value, standings.value) : null,
  )
  const changes = computed(() =>
    matrix.value && draft.value ? changesOf(matrix.value.criteria, draft.value) : [],
  )

  /** Reads anew each time: tools may have been stated about elsewhere meanwhile. */
  async function open(comparison: string): Promise<void> {
    const mine = ++latest
    if (matrix.value?.comparison !== comparison) {
      matrix.value = null
      draft.value = null
    }
    problem.value = null
    try {
      const read = await readCriteria(comparison)
      if (mine === latest) matrix.value = read
    } catch (error) {
      if (mine === latest) problem.value = sentenceOf(error)
    }
  }

  function edit(): void {
    draft.value ??= matrix.value?.criteria ?? null
  }

  function discard(): void {
    draft.value = null
  }

  function weigh(id: string, weight: number): void {
    if (!draft.value) return
    draft.value = draft.value.map((row) =>
      row.id === id && row.kind === 'rated' ? { ...row, weight } : row,
    )
  }

  /** Puts a row in the place of the one with its id, or behind all. */
  function put(row: Criterion): void {
    if (!draft.value) return
    const isThere = draft.value.some(({ id }) => id === row.id)
    draft.value = isThere
      ? draft.value.map((one) => (one.id === row.id ? row : one))
      : [...draft.value, row]
  }

  function remove(id: string): void {
    if (draft.value) draft.value = draft.value.filter((row) => row.id !== id)
  }

  /** Throws where the core refuses; what was changed stays then. */
  async function save(person: string, reason: string): Promise<void> {
    if (!matrix.value || !draft.value) return
    const criteria = [...draft.value]
    await take(saveCriteria(matrix.value.comparison, { criteria, person, reason }))
    draft.value = null
  }

  async function mark(order: MarkOrder): Promise<void> {
    if (matrix.value) await take(giveMark(matrix.value.comparison, order))
  }

  async function state(order: StatementOrder): Promise<void> {
    if (matrix.value) await take(makeStatement(matrix.value.comparison, order))
  }

  /** An answer that is overtaken by the opening of another comparison is dropped. */
  async function take(answer: Promise<CriteriaMatrix>): Promise<void> {
    const taken = await answer
    if (taken.comparison === matrix.value?.comparison) matrix.value = taken
  }

  return {
    ...{ matrix, problem, draft, shown, standings, conclusion, changes },
    ...{ open, edit, discard, weigh, put, remove, save, mark, state },
  }
})

/** New, or changed in more than its words and weight: then the saved cells answer another question. */
function asksAnew(saved: readonly Criterion[], row: Criterion): boolean {
  const was = saved.find(({ id }) => id === row.id)
  const asked = (one: Criterion): string =>
    JSON.stringify({ ...one, weight: 0, name: '', question: '', group: '' })
  return was === undefined || asked(was) !== asked(row)
}

function without(
  { cells, resampled }: CriteriaMatrix,
  rows: readonly string[],
): Pick<CriteriaMatrix, 'cells' | 'resampled'> {
  const keep = <T>(all: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(all).filter(([id]) => !rows.includes(id)))
  return {
    cells: Object.fromEntries(
      Object.entries(cells).map(([tool, byRow]) => [tool, keep<Cell>(byRow)]),
    ),
    resampled: { ...resampled, marks: keep(resampled.marks) },
  }
}
