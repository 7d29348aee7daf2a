/** A cell out of what people stated: the newest counts, all are shown, and contradictions are said. */
import type { Cell, Criterion, EvidenceLink } from '../../contract/criteria.ts'
import { knownCell, notApplicable, shortNumber } from './cells.ts'
import type { DocumentState } from './documents.ts'
import type { Statement } from './read-decisions.ts'

type Answer = Statement['payload']['answer']

/** How a question reads that a vendor left unanswered: it tells nothing, either way. */
export const vendorSilent = 'vendor did not answer'

const words: Readonly<Record<Exclude<Answer, 'value'>, string>> = {
  yes: 'yes',
  no: 'no',
  partly: 'partly',
  'not-answered': vendorSilent,
  'not-applicable': 'does not apply',
}

/** Of questions that are answered by yes or no. */
const numbers: Partial<Readonly<Record<Answer, number>>> = { yes: 1, partly: 0.5, no: 0 }

/** `said`: one per person and role, the newest first; null where nobody said anything. */
export function statedCell(
  criterion: Criterion,
  said: readonly Statement[],
  stateOf: (statement: Statement) => DocumentState,
): Cell | null {
  const [newest] = said
  if (newest === undefined) return null
  const { answer, text, value, document } = newest.payload
  const evidence = said.flatMap((one) => linksOf(one, stateOf))
  const lost = document === null ? '' : lostDocument(document.place, stateOf(newest))
  const conflict = [contradiction(said), lost].filter(Boolean).join(' ')
  if (answer === 'not-applicable')
    return { ...notApplicable(text === '' ? words[answer] : text, evidence), conflict }
  const isField = criterion.source.from === 'field'
  const points = isField ? pointsOf(answer, document !== null && stateOf(newest) === 'there') : null
  return knownCell({
    state: 'stated',
    text: shown(answer, text, value),
    value: isField ? points : (value ?? numbers[answer] ?? null),
    points,
    gate: criterion.kind === 'gate' ? gateOf(answer) : null,
    conflict,
    evidence,
  })
}

function shown(answer: Answer, text: string, value: number | null): string {
  if (answer !== 'value') return words[answer]
  return text !== '' ? text : value === null ? 'stated' : shortNumber(value)
}

/** Two only where the document is there to be read; who does not answer tells nothing. */
function pointsOf(answer: Answer, isThere: boolean): 0 | 1 | 2 {
  if (answer === 'no' || answer === 'not-answered') return 0
  return isThere && answer !== 'partly' ? 2 : 1
}

/** A value is judged by the bound of its gate. */
function gateOf(answer: Answer): Cell['gate'] {
  if (answer === 'yes') return 'met'
  if (answer === 'no') return 'not-met'
  return answer === 'value' ? null : 'open'
}

function contradiction(said: readonly Statement[]): string {
  const told = said.filter(({ payload }) => payload.answer !== 'not-answered')
  const answers = new Set(
    told.map(({ payload: { answer, value } }) => `${answer} ${String(value)}`),
  )
  if (answers.size < 2) return ''
  const each = told.map(({ payload: { person, role, answer, text, value } }) => {
    const who = role === '' ? person : `${person} (${role})`
    return `${who} says ${shown(answer, text, value)}`
  })
  return `${each.join(', ')}.`
}

function lostDocument(place: string, state: DocumentState): string {
  if (state === 'gone') return `The document ${place} is gone.`
  return state === 'changed' ? `The document ${place} has changed since it was stated.` : ''
}

function linksOf(
  statement: Statement,
  stateOf: (statement: Statement) => DocumentState,
): EvidenceLink[] {
  const { seq, at, payload } = statement
  const { person, role, dated, text, answer, value, document } = payload
  const said: EvidenceLink = {
    kind: 'statement',
    ...{ seq, person, role, at, dated },
    text: text === '' ? shown(answer, text, value) : text,
  }
  if (document === null) return [said]
  return [said, { kind: 'document', ...document, state: stateOf(statement) }]
}
