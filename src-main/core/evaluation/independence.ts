/** What people stated about images and training data: read from the record, and put into sentences. */
import type { IndependenceStatement } from '../../contract/independence.ts'
import type { Digest, ToolKind } from '../../contract/words.ts'
import type { Queries } from '../history/queries.ts'

/** Those about a dataset, the newest first. */
export function independenceOf(history: Queries, dataset: string): IndependenceStatement[] {
  return history
    .events({ type: 'independence-stated', limit: mostStatements })
    .flatMap((event) => {
      if (event.type !== 'independence-stated' || event.payload.dataset !== dataset) return []
      const { tool, answer, evidence, person } = event.payload
      const toolName = tool === null ? null : (history.tool(tool)?.name ?? null)
      return [{ tool, answer, evidence, person, toolName, at: event.at, seq: event.seq }]
    })
    .reverse()
}

const mostStatements = 100_000

export interface AskedTool {
  readonly name: string
  readonly digest: Digest
  readonly kind: ToolKind
}

/** The latest about this tool, else the latest about all. */
export function statementFor(
  statements: readonly IndependenceStatement[],
  { digest }: Pick<AskedTool, 'digest'>,
): IndependenceStatement | null {
  return (
    statements.find(({ tool }) => tool === digest) ??
    statements.find(({ tool }) => tool === null) ??
    null
  )
}

export interface IndependenceSentences {
  /** What stands against the scores: not stated, unknown, or used. */
  readonly warnings: readonly string[]
  /** Everything, for a report. */
  readonly all: readonly string[]
}

/** Built-in baselines were trained on nothing and are not asked about. */
export function independenceSentences(
  tools: readonly AskedTool[],
  statements: readonly IndependenceStatement[],
): IndependenceSentences {
  const asked = tools
    .filter(({ kind }) => kind !== 'baseline')
    .map((tool) => ({ name: tool.name, said: statementFor(statements, tool) }))
  const unsaid = asked.filter(({ said }) => said === null).map(({ name }) => name)
  const answered = (answer: string) => asked.filter(({ said }) => said?.answer === answer)
  const told = ({ said }: (typeof asked)[number]): string =>
    said === null
      ? ''
      : `stated by ${said.person} on ${said.at.slice(0, 10)}${said.evidence.trim() === '' ? ', without evidence' : `: ${said.evidence.trim().replace(/\.$/, '')}`}`
  const warnings = [
    ...(unsaid.length === 0
      ? []
      : [
          `Whether these images, or others of their samples, were used to train or tune ${listed(unsaid)} is not stated; state it on the page of the dataset.`,
        ]),
    ...answered('unknown').map(
      (one) =>
        `Whether these images were used to train or tune ${one.name} is not known (${told(one)}).`,
    ),
    ...answered('yes').map(
      (one) =>
        `These images, or others of their samples, were used to train or tune ${one.name} (${told(one)}): its scores flatter it.`,
    ),
  ]
  const independent = answered('no').map(
    (one) => `These images were not used to train or tune ${one.name} (${told(one)}).`,
  )
  return { warnings, all: [...warnings, ...independent] }
}

function listed(names: readonly string[]): string {
  return names.length < 2
    ? (names[0] ?? '')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}
