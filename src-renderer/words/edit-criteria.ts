/** Changing the rows before they are saved: what a new row is, what is wrong with one. Pure. */
import type { Criterion, CriteriaMatrix, Rated } from '../../src-main/contract/criteria.ts'
import { criterionSchema } from '../../src-main/contract/criteria.ts'

/** A row as its form holds it: both kinds at once, so that switching keeps what was typed. */
export interface CriterionDraft {
  readonly id: string
  kind: Criterion['kind']
  group: Criterion['group']
  name: string
  question: string
  from: Criterion['source']['from']
  metric: string
  measurement: string
  field: string
  stratum: Criterion['stratum']
  side: 'at-least' | 'at-most'
  bound: number | null
  weight: number | null
  judgedBy: 'scale' | 'anchors' | 'nothing'
  worst: number | null
  best: number | null
  anchors: { mark: number | null; text: string }[]
}

/** The form of a row; of none it is a blank one. */
export function draftOf(row: Criterion | null): CriterionDraft {
  const rated = row?.kind === 'rated' ? row : null
  const gate = row?.kind === 'gate' ? row : null
  const { source } = row ?? { source: { from: 'person' } as const }
  return {
    ...{ id: row?.id ?? '', kind: row?.kind ?? 'rated', group: row?.group ?? 'usability' },
    ...{ name: row?.name ?? '', question: row?.question ?? '', from: source.from },
    metric: source.from === 'metric' ? source.metric : '',
    measurement: source.from === 'measurement' ? source.measurement : '',
    field: source.from === 'field' ? source.field : '',
    stratum: row?.stratum ?? null,
    ...{ side: gate?.bound?.side ?? 'at-least', bound: gate?.bound?.value ?? null },
    weight: rated?.weight ?? 1,
    judgedBy: judgedBy(rated),
    ...{ worst: rated?.scale?.worst ?? null, best: rated?.scale?.best ?? null },
    anchors: rated && rated.anchors.length > 0 ? rated.anchors.map((a) => ({ ...a })) : anchors(),
  }
}

function judgedBy(rated: Rated | null): CriterionDraft['judgedBy'] {
  if (!rated) return 'anchors'
  if (rated.scale) return 'scale'
  return rated.anchors.length > 0 ? 'anchors' : 'nothing'
}

const anchors = (): CriterionDraft['anchors'] => [
  { mark: 0, text: 'Not there, or unusable.' },
  { mark: 0.5, text: 'There, with gaps that cost time.' },
  { mark: 1, text: 'Complete and without help.' },
]

/** The row of a form, or a sentence on what is missing. `taken` are the ids of the other rows. */
export function rowOf(draft: CriterionDraft, taken: readonly string[]): Criterion | string {
  const missing = missingIn(draft)
  if (missing) return missing
  const common = {
    id: draft.id || newId(draft.name, taken),
    ...{ group: draft.group, name: draft.name.trim(), question: draft.question.trim() },
    ...{ source: sourceOf(draft), stratum: draft.stratum },
  }
  const row =
    draft.kind === 'gate'
      ? {
          ...{ kind: 'gate', ...common },
          bound: draft.bound === null ? null : { side: draft.side, value: draft.bound },
        }
      : {
          ...{ kind: 'rated', ...common, weight: draft.weight },
          scale: draft.judgedBy === 'scale' ? { worst: draft.worst, best: draft.best } : null,
          anchors:
            draft.judgedBy === 'anchors'
              ? draft.anchors.map(({ mark, text }) => ({ mark, text: text.trim() }))
              : [],
        }
  const parsed = criterionSchema.safeParse(row)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return `This row cannot be kept: ${issue?.path.join(' ') ?? ''}: ${issue?.message ?? 'unknown'}.`
}

/** The first of what is missing, in a sentence; null where all is there. */
function missingIn(draft: CriterionDraft): string | null {
  if (draft.name.trim() === '') return 'Give the row a name.'
  if (draft.question.trim() === '') return 'Write what is asked, in one sentence.'
  if (draft.from === 'metric' && draft.metric === '') return 'Choose the metric.'
  if (draft.from === 'measurement' && draft.measurement === '') return 'Choose the measurement.'
  if (draft.from === 'field' && draft.field.trim() === '')
    return 'Name the field of the description.'
  if (draft.kind === 'gate')
    return draft.from === 'metric' && draft.bound === null
      ? 'A must on a metric needs a bound.'
      : null
  if (draft.weight === null || !(draft.weight >= 0 && draft.weight <= 1000))
    return 'The weight is a number from 0 to 1000.'
  if (draft.judgedBy === 'scale') {
    if (draft.worst === null || draft.best === null)
      return 'Say which value gives mark 0 and which gives mark 1.'
    if (draft.worst === draft.best) return 'Mark 0 and mark 1 need different values.'
  }
  if (draft.judgedBy === 'anchors') {
    if (draft.anchors.length < 2) return 'Two anchors are the least.'
    if (draft.anchors.some(({ mark }) => mark === null || !(mark >= 0 && mark <= 1)))
      return 'Every mark is a number from 0 to 1.'
    if (draft.anchors.some(({ text }) => text.trim() === ''))
      return 'Every mark needs words that define it.'
  }
  return null
}

function sourceOf(draft: CriterionDraft): unknown {
  switch (draft.from) {
    case 'metric':
      return { from: 'metric', metric: draft.metric }
    case 'measurement':
      return { from: 'measurement', measurement: draft.measurement }
    case 'field':
      return { from: 'field', field: draft.field.trim() }
    case 'person':
      return { from: 'person' }
  }
}

/** Of letters and digits of the name, with a number behind where it is taken. */
export function newId(name: string, taken: readonly string[]): string {
  const bare =
    name
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 70) || 'row'
  if (!taken.includes(bare)) return bare
  let count = 2
  while (taken.includes(`${bare}-${count}`)) count++
  return `${bare}-${count}`
}

/** What differs between two lists of rows, a sentence each; empty where nothing does. */
export function changesOf(before: readonly Criterion[], after: readonly Criterion[]): string[] {
  const old = new Map(before.map((row) => [row.id, row]))
  const now = new Set(after.map(({ id }) => id))
  return [
    ...after.flatMap((row) => {
      const was = old.get(row.id)
      if (!was) return [`${row.name} is added.`]
      return JSON.stringify(was) === JSON.stringify(row) ? [] : [changeOf(was, row)]
    }),
    ...before.filter(({ id }) => !now.has(id)).map(({ name }) => `${name} is removed.`),
  ]
}

function changeOf(was: Criterion, row: Criterion): string {
  const onlyWeight =
    was.kind === 'rated' &&
    row.kind === 'rated' &&
    JSON.stringify({ ...was, weight: 0 }) === JSON.stringify({ ...row, weight: 0 })
  return onlyWeight
    ? `${row.name} weighs ${row.weight} instead of ${was.weight}.`
    : `${row.name} is changed.`
}

/** Why saving needs a reason, a sentence each; empty before anything was marked or seen. */
export function savingWarnings({
  cells,
  versions,
}: Pick<CriteriaMatrix, 'cells' | 'versions'>): string[] {
  const all = Object.values(cells).flatMap((byRow) => Object.values(byRow))
  const raters = new Set(all.flatMap(({ marks }) => marks.map(({ rater }) => rater)))
  return [
    ...(raters.size > 0
      ? [
          `Marks were already given (by ${[...raters].join(', ')}); the record will show that the rows were changed after them.`,
        ]
      : []),
    ...(all.some(({ state }) => state === 'measured')
      ? [
          versions.length === 0
            ? 'The results were already there to be seen when the rows were chosen; the record will say so.'
            : 'The results have been there to be seen; the record will say that the rows were changed after them.',
        ]
      : []),
  ]
}
