/**
 * The self-test as a job that pages start, watch and cancel; its values are handed out page by page, or
 * whole as JSON and as a table. Known until the program ends.
 */
import { basename } from 'node:path'
import type { Context, Hono } from 'hono'
import {
  selftestOrderSchema,
  selftestVerdictSchema,
  type SelftestValue,
  type SelftestValues,
  type SelftestWork,
} from '../../contract/selftest.ts'
import { messageOf, TouchstoneError } from '../errors.ts'
import { csvOf } from '../reports/csv.ts'
import { allowedPath } from './allowed-path.ts'
import { readBody, wholeNumber } from './body.ts'
import type { ApiDependencies } from './dependencies.ts'
import { selftestTable } from './selftest-table.ts'

interface Running {
  work: SelftestWork
  values: readonly SelftestValue[]
  readonly controller: AbortController
}

/** Results of those that are over are forgotten beyond this number. */
const mostRemembered = 4
const valuesPerPage = 100
const mostValuesPerPage = 500

export function addSelftestRoutes(app: Hono, deps: ApiDependencies): void {
  const runs = new Map<string, Running>()

  function found(context: Context): Running {
    const id = context.req.param('selftest') ?? ''
    const run = runs.get(id)
    if (run) return run
    throw new TouchstoneError(
      'not-found',
      `There is no self-test ${id}; they are known until the program ends.`,
    )
  }

  async function start(given: string | null): Promise<SelftestWork> {
    const folder = given === null ? deps.anchorsDir : await allowedPath(given, deps.workspace.roots)
    const running = [...runs.values()].find(
      ({ work }) => work.folder === folder && work.state === 'running',
    )
    if (running) return running.work
    forgetOldest()
    const run: Running = {
      work: {
        ...{ id: deps.evaluation.randomId(), state: 'running', folder },
        ...{ shipped: given === null, fraction: 0, message: 'It begins.', summary: null },
      },
      values: [],
      controller: new AbortController(),
    }
    runs.set(run.work.id, run)
    void follow(run)
    return run.work
  }

  async function follow(run: Running): Promise<void> {
    const { signal } = run.controller
    const { folder } = run.work
    try {
      const { summary, verdicts } = await deps.engine.request(
        'selftest',
        { folder, values: false },
        {
          signal,
          onProgress: ({ fraction, message }) => {
            if (run.work.state === 'running') run.work = { ...run.work, fraction, message }
          },
        },
      )
      run.values = verdicts
      run.work = { ...run.work, state: 'done', fraction: 1, message: 'It is done.', summary }
    } catch (error) {
      run.work = signal.aborted
        ? { ...run.work, state: 'cancelled', message: 'It was cancelled.' }
        : { ...run.work, state: 'failed', message: messageOf(error) }
    }
  }

  function forgetOldest(): void {
    const over = [...runs].filter(([, { work }]) => work.state !== 'running')
    for (const [id] of over.slice(0, Math.max(0, over.length - mostRemembered + 1))) runs.delete(id)
  }

  app.post('/api/selftests', async (context) => {
    const { folder } = await readBody(context, selftestOrderSchema)
    return context.json(await start(folder), 202)
  })

  app.get('/api/selftests', (context) =>
    context.json([...runs.values()].map(({ work }) => work).toReversed()),
  )

  app.get('/api/selftests/:selftest', (context) => context.json(found(context).work))

  app.post('/api/selftests/:selftest/cancel', (context) => {
    const { work, controller } = found(context)
    controller.abort()
    return context.json({ cancelled: work.state === 'running' })
  })

  app.get('/api/selftests/:selftest/values', (context) => {
    const values = asked(found(context).values, context)
    const after = wholeNumber(context.req.query('after'), 0, 'after')
    const limit = wholeNumber(context.req.query('limit'), valuesPerPage, 'limit')
    const page: SelftestValues = {
      total: values.length,
      values: values.slice(after, after + Math.min(limit, mostValuesPerPage)),
    }
    return context.json(page)
  })

  app.get('/api/selftests/:selftest/values.csv', (context) => {
    const { work, values } = found(context)
    const { head, rows } = selftestTable(values)
    return attachment(csvOf(head, rows), 'text/csv; charset=utf-8', `${fileName(work)}.csv`)
  })

  app.get('/api/selftests/:selftest/values.json', (context) => {
    const { work, values } = found(context)
    const text = `${JSON.stringify({ folder: work.folder, summary: work.summary, values }, null, 1)}\n`
    return attachment(text, 'application/json', `${fileName(work)}.json`)
  })
}

/** `?kind=`, `?verdict=` and `?find=` narrow down; left out or empty they do not. */
function asked(values: readonly SelftestValue[], context: Context): readonly SelftestValue[] {
  const kind = context.req.query('kind') ?? ''
  const verdict = context.req.query('verdict') ?? ''
  const text = (context.req.query('find') ?? '').trim().toLowerCase()
  if (verdict !== '' && !selftestVerdictSchema.safeParse(verdict).success)
    throw new TouchstoneError(
      'bad-request',
      `verdict is ${verdict}; it must be one of ${selftestVerdictSchema.options.join(', ')}.`,
    )
  return values.filter(
    (value) =>
      (kind === '' || value.kind === kind) &&
      (verdict === '' || value.verdict === verdict) &&
      (text === '' || `${value.case} ${value.name} ${value.source}`.toLowerCase().includes(text)),
  )
}

function fileName({ folder, shipped }: SelftestWork): string {
  const name = shipped ? 'anchors' : basename(folder).replaceAll(/[^\w.-]+/g, '-')
  return `selftest-${name}`
}

function attachment(text: string, type: string, name: string): Response {
  return new Response(text, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  })
}
