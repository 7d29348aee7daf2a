import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { objectErrorsSchema } from '../../contract/images.ts'
import { pointErrorsSchema } from '../../contract/points.ts'
import type { Digest } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import { runRecord, runSummary } from '../evaluation/summaries.ts'
import { wholeNumber } from './body.ts'
import type { ApiDependencies } from './dependencies.ts'

export function addRunRoutes(app: Hono, deps: ApiDependencies): void {
  const { history } = deps

  app.get('/api/runs', (context) => context.json(history.runs().map(runSummary)))

  app.get('/api/runs/:run', (context) => context.json(runRecord(history, context.req.param('run'))))

  app.get('/api/runs/:run/events', (context) => {
    const id = context.req.param('run')
    const run = history.run(id)
    if (!run) throw new TouchstoneError('not-found', `There is no run ${id}.`)
    const after = wholeNumber(context.req.query('after'), 0, 'after')
    const events = deps.evaluations.events(run.evaluation, after)
    return context.json(events.filter((event) => event.run === id))
  })

  app.get('/api/runs/:run/cases/:case/objects', async (context) => {
    const [run, caseId] = [context.req.param('run'), context.req.param('case')]
    const found = objectErrorsSchema.safeParse(await recordedObjects(deps, run, caseId))
    if (found.success) return context.json(found.data)
    throw new TouchstoneError('not-found', `Case ${caseId} of run ${run} has no objects.`)
  })

  app.get('/api/runs/:run/cases/:case/points', async (context) => {
    const [run, caseId] = [context.req.param('run'), context.req.param('case')]
    const found = pointErrorsSchema.safeParse(await recordedObjects(deps, run, caseId))
    if (found.success) return context.json(found.data)
    throw new TouchstoneError('not-found', `Case ${caseId} of run ${run} has no points.`)
  })
}

function recordedObjects(deps: ApiDependencies, run: string, caseId: string): Promise<unknown> {
  return readObjects(recordedOutput(deps, run, caseId, 'objects').path)
}

/** Parsed as JSON. Throws `file-not-found`. */
export async function readObjects(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new TouchstoneError('file-not-found', `The file ${path} is no longer there.`)
  })
  return JSON.parse(text) as unknown
}

/** Where a recorded output of a case lies, and its hash; throws `not-found` saying what is missing. */
export function recordedOutput(
  deps: ApiDependencies,
  run: string,
  caseId: string,
  role: string,
): { readonly path: string; readonly sha256: Digest } {
  const entry = deps.history.casesOfRun(run).find((one) => one.case === caseId)
  if (!entry)
    throw new TouchstoneError('not-found', `The record has no case ${caseId} of run ${run}.`)
  if (entry.failure)
    throw new TouchstoneError('not-found', `Case ${caseId} failed: ${entry.failure.message}`)
  const output = entry.outputs.find((one) => one.role === role)
  if (!output)
    throw new TouchstoneError('not-found', `Case ${caseId} of run ${run} has no ${role}.`)
  return { path: join(deps.workspaceDir, output.path), sha256: output.sha256 }
}
