/** Files made on demand for other programs: the parts of a report, and the objects of a case. */
import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { z } from 'zod'
import { frozenDatasetSchema } from '../../contract/datasets.ts'
import { criteriaMatrix, readMatrixSource } from '../criteria/criteria-matrix.ts'
import { TouchstoneError } from '../errors.ts'
import { picturesOfFindings } from '../evaluation/finding-picture.ts'
import { runRecord } from '../evaluation/summaries.ts'
import { readReportSource } from '../reports/read-report-source.ts'
import { namesOfDecisionFiles, reportFiles } from '../reports/write-report.ts'
import type { ApiDependencies } from './dependencies.ts'
import { recordedOutput } from './runs.ts'
import { safeFileName } from './safe-file-name.ts'

const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  json: 'application/json',
  geojson: 'application/geo+json',
  zip: 'application/zip',
}

const exportQuerySchema = z.strictObject({
  format: z.enum(['imagej', 'geojson']),
  objects: z.enum(['errors', 'all']).default('errors'),
})

export function addDownloadRoutes(app: Hono, deps: ApiDependencies): void {
  app.get('/api/comparisons/:comparison/report/:file', async (context) => {
    const { comparison, file } = context.req.param()
    const asksCriteria = (namesOfDecisionFiles as readonly string[]).includes(file)
    const pictures =
      file === 'report.html'
        ? await picturesOfFindings(deps, comparison)
        : new Map<number, string>()
    const written = {
      criteria: asksCriteria
        ? await criteriaMatrix(deps, readMatrixSource(deps.history, comparison))
        : null,
      writtenAt: deps.evaluation.clock().toISOString(),
      programVersion: deps.evaluation.environment.versions['touchstone'] ?? 'unknown',
    }
    const source = readReportSource(deps.history, comparison, written, pictures)
    const files = reportFiles(source)
    const content = Object.hasOwn(files, file) ? files[file] : undefined
    if (content === undefined)
      throw new TouchstoneError(
        'not-found',
        `A report has no file ${file}; it has ${[...new Set([...Object.keys(files), ...namesOfDecisionFiles])].join(', ')}.`,
      )
    return attachment(new TextEncoder().encode(content), file, `${source.comparison.name} ${file}`)
  })

  app.get('/api/runs/:run/cases/:case/export', async (context) => {
    const { run, case: caseId } = context.req.param()
    const query = exportQuerySchema.safeParse(context.req.query())
    if (!query.success)
      throw new TouchstoneError(
        'bad-request',
        'An export states format=imagej or format=geojson, and objects=errors or objects=all.',
      )
    const { format, objects } = query.data
    const ending = format === 'imagej' ? 'zip' : 'geojson'
    const output = join(deps.workspaceDir, 'cache', 'exports', `${randomUUID()}.${ending}`)
    await deps.engine.request('export-objects', {
      truth: truthOf(deps, run, caseId),
      prediction: recordedOutput(deps, run, caseId, 'prediction').path,
      objects: recordedOutput(deps, run, caseId, 'objects').path,
      ...{ format, isWhole: objects === 'all', output },
    })
    try {
      const { tool } = runRecord(deps.history, run)
      return attachment(
        await readFile(output),
        `x.${ending}`,
        `${caseId} ${tool} ${objects}.${ending}`,
      )
    } finally {
      await rm(output, { force: true })
    }
  })
}

function truthOf({ history }: ApiDependencies, run: string, caseId: string): string {
  const entry = history.run(run)
  const dataset = entry && history.dataset(entry.datasetDigest)
  const found =
    dataset && frozenDatasetSchema.parse(dataset.document).cases.find(({ id }) => id === caseId)
  if (!found)
    throw new TouchstoneError('not-found', `The record has no case ${caseId} of run ${run}.`)
  return found.truth.path
}

/** `kind` gives the media type by its ending, `name` is what the file is saved as. */
function attachment(content: Uint8Array<ArrayBuffer>, kind: string, name: string): Response {
  const type = mediaTypes[kind.slice(kind.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
  const saved = encodeURIComponent(safeFileName(name)).replaceAll("'", '%27')
  return new Response(content, {
    headers: {
      'content-type': type,
      // never shown in place: a page made here has no business beside the program's own
      'content-disposition': `attachment; filename*=UTF-8''${saved}`,
    },
  })
}
