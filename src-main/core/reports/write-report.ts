/** The files of a report, into a folder of a person's choice. Nothing that lies there is replaced. */
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { criteriaTable } from '../../contract/criteria-table.ts'
import { weighCriteria } from '../../contract/weigh-criteria.ts'
import { canonicalJson } from '../canonical-json.ts'
import { TouchstoneError } from '../errors.ts'
import { estimateTable, verdictTable } from './comparison-rows.ts'
import { csvOf } from './csv.ts'
import { decisionPage, type DecisionSource } from './decision-page.ts'
import { methodsText } from './methods-text.ts'
import { reportPage } from './report-page.ts'
import type { ReportSource } from './report-source.ts'
import { scoreTable } from './score-rows.ts'

/** By file name; pure, so that the pages can offer the same files for download. */
export function reportFiles(source: ReportSource): Readonly<Record<string, string>> {
  const { comparison } = source
  return {
    'report.html': reportPage(source),
    'scores.csv': scoreTable(comparison),
    'comparison.csv': estimateTable(comparison),
    'verdicts.csv': verdictTable(comparison),
    'methods.txt': methodsText(source),
    'comparison.json': `${canonicalJson(comparison)}\n`,
    ...(source.criteria === null ? {} : decisionFiles({ ...source, criteria: source.criteria })),
  }
}

/** Those that need the matrix of criteria, which takes longer to make than the others. */
export const namesOfDecisionFiles = ['decision.html', 'criteria.csv'] as const

function decisionFiles(
  source: DecisionSource,
): Readonly<Record<(typeof namesOfDecisionFiles)[number], string>> {
  const { head, rows } = criteriaTable(source.criteria, weighCriteria(source.criteria))
  return { 'decision.html': decisionPage(source), 'criteria.csv': csvOf(head, rows) }
}

/** Absolute paths, in the order of `reportFiles`. Throws `conflict`, `disk-full`, `folder-read-only`. */
export async function writeReport(
  folder: string,
  source: ReportSource,
): Promise<readonly string[]> {
  const files = Object.entries(reportFiles(source)).map(
    ([name, content]) => [join(folder, name), content] as const,
  )
  for (const [path] of files) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    )
    if (isThere)
      throw new TouchstoneError(
        'conflict',
        `${path} exists already. Name another folder for this report, so that no earlier one is lost.`,
        { path },
      )
  }
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw writingError(folder, error)
  })
  for (const [path, content] of files) {
    const unfinished = `${path}.${randomUUID()}`
    try {
      await writeFile(unfinished, content)
      await rename(unfinished, path)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw writingError(path, error)
    }
  }
  return files.map(([path]) => path)
}

function writingError(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new TouchstoneError('disk-full', `There is no space left to write ${path}.`, { path })
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return new TouchstoneError('folder-read-only', `${path} may not be written.`, { path })
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new TouchstoneError('conflict', `${path} is a file; name a folder.`, { path })
  return error
}
