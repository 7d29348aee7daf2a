/** What is known of predictions that another program made: the files, and what a person states of their making. */
import { basename, dirname, join } from 'node:path'
import { type ToolFile, toolSettingsSchema } from '../../contract/tool-file.ts'
import type { ToolDescription } from '../../contract/tools.ts'
import { taskSchema, type Digest, type Task } from '../../contract/words.ts'
import { digestOf } from '../canonical-json.ts'
import { counted } from '../counted.ts'
import { isTouchstoneError } from '../errors.ts'
import { digestOfFile } from '../images/file-digest.ts'
import { predictionsDigest } from './predictions-digest.ts'

export interface PredictionsTool {
  readonly folder: string
  /** Of the tool.yaml; null where only the folder was named. */
  readonly file: string | null
  readonly stated: ToolFile | null
}

/** Throws `tool-invalid` for a folder without predictions. A document that is gone is a reason, not an error. */
export async function describePredictions(
  reference: string,
  { folder, file, stated }: PredictionsTool,
  task: Task | undefined,
): Promise<ToolDescription> {
  const { digest, files } = await predictionsDigest(folder, task)
  const evidence = await evidenceOf(file, stated)
  const gone = evidence.filter((one) => one.sha256 === null).map(({ name }) => name)
  const told = statements(stated)
  const documents =
    evidence.length > 0 ? ` Evidence: ${evidence.map(({ name }) => name).join(', ')}.` : ''
  return {
    reference,
    kind: 'predictions',
    name: stated?.name ?? basename(folder),
    version: stated?.version ?? 'not stated',
    digest: told.length + evidence.length > 0 ? digestOf({ digest, told, evidence }) : digest,
    tasks: [...taskSchema.options],
    settings: stated?.settings ?? toolSettingsSchema.parse({}),
    licence: stated?.licence ?? null,
    authors: [],
    summary: `${counted(files, 'prediction')} made by another program, imported as they are.${told.map((sentence) => ` ${sentence}`).join('')}${documents}`,
    warnings: missingStatements(stated),
    cannotRun:
      gone.length > 0
        ? `The evidence ${gone.join(', ')} that its tool.yaml names is not there.`
        : null,
  }
}

function statements(stated: ToolFile | null): string[] {
  if (stated === null) return []
  const { vendor, operator, ranOn, statedSettings } = stated
  const sentences: readonly (readonly [string, string | undefined])[] = [
    ['Stated by its vendor', vendor],
    ['Run by', operator],
    ['Run on', ranOn],
    ['With the settings', statedSettings],
  ]
  return sentences.flatMap(([what, text]) => (text === undefined ? [] : [`${what}: ${text}.`]))
}

/** What a reader of the comparison would ask, and nobody has answered. */
function missingStatements(stated: ToolFile | null): string[] {
  const questions = [
    ['its version', stated?.version],
    ['its licence', stated?.licence],
    ['who ran it', stated?.operator],
    ['its settings', stated?.statedSettings],
  ] as const
  const open = questions.flatMap(([what, answer]) => (answer === undefined ? [what] : []))
  return open.length === 0
    ? []
    : [
        `How these predictions were made is not known to Touchstone; not stated: ${open.join(', ')}.`,
      ]
}

/** One document, by its name in the tool.yaml. */
type Evidence = { readonly name: string; readonly sha256: Digest | null }

async function evidenceOf(file: string | null, stated: ToolFile | null): Promise<Evidence[]> {
  const found: Evidence[] = []
  for (const name of stated?.evidence ?? []) {
    const path = join(dirname(file ?? ''), name)
    const sha256 = await digestOfFile(path).catch((error: unknown) => {
      if (isTouchstoneError(error) || (error instanceof Error && 'code' in error)) return null
      throw error
    })
    found.push({ name, sha256 })
  }
  return found
}
