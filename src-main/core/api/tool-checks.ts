/** Checks of tools that the record knows: started from the dossier, watched by the tool's digest, in the record once done. */
import { join } from 'node:path'
import type { Hono } from 'hono'
import { frozenDatasetSchema, type FrozenDataset } from '../../contract/datasets.ts'
import { usualCheckedCases, type ToolCheckState } from '../../contract/tool-check.ts'
import { toolDescriptionSchema } from '../../contract/tools.ts'
import { digestSchema, type Digest } from '../../contract/words.ts'
import { isTouchstoneError, messageOf, TouchstoneError } from '../errors.ts'
import { runToolCheck } from '../evaluation/run-tool-check.ts'
import { readStoredTool } from '../tools/shelf/read-stored-tool.ts'
import { toolFolderName } from '../tools/shelf/stored-tool.ts'
import type { ApiDependencies } from './dependencies.ts'
import { allowedReference } from './tools.ts'

interface Work {
  state: ToolCheckState
  readonly controller: AbortController
}

export function addToolCheckRoutes(app: Hono, deps: ApiDependencies): void {
  const works = new Map<Digest, Work>()

  async function run(digest: Digest, reference: string, work: Work): Promise<void> {
    const order = { reference, cases: usualCheckedCases }
    const options = {
      signal: work.controller.signal,
      onProgress: ({ fraction, message }: { fraction: number; message: string }) => {
        work.state = { state: 'running', fraction, message }
      },
    }
    try {
      const recorded = { digest, dataset: lastDataset(deps, digest) }
      await runToolCheck(deps.evaluation, order, options, recorded)
      work.state = { state: 'done', fraction: 1, message: 'The tool is checked.' }
    } catch (error) {
      const isCancelled =
        work.controller.signal.aborted || (isTouchstoneError(error) && error.code === 'cancelled')
      work.state = isCancelled
        ? { ...work.state, state: 'cancelled', message: 'Cancelled; nothing was recorded.' }
        : { ...work.state, state: 'failed', message: messageOf(error) }
    }
  }

  app.get('/api/dossiers/:digest/check', (context) =>
    context.json(works.get(digestOf(context.req.param('digest')))?.state ?? none),
  )

  app.post('/api/dossiers/:digest/check', async (context) => {
    const digest = digestOf(context.req.param('digest'))
    const reference = await referenceOf(deps, digest)
    const known = works.get(digest)
    if (known?.state.state === 'running') return context.json(known.state, 202)
    const state: ToolCheckState = { state: 'running', fraction: 0, message: 'It begins.' }
    const work = { state, controller: new AbortController() }
    works.set(digest, work)
    void run(digest, reference, work)
    return context.json(state, 202)
  })

  app.post('/api/dossiers/:digest/check/cancel', (context) => {
    const work = works.get(digestOf(context.req.param('digest')))
    const isRunning = work?.state.state === 'running'
    if (isRunning) work.controller.abort()
    return context.json({ cancelled: isRunning })
  })
}

const none: ToolCheckState = { state: 'none', fraction: 0, message: '' }

function digestOf(text: string): Digest {
  const found = digestSchema.safeParse(text)
  if (found.success) return found.data
  throw new TouchstoneError('not-found', `There is no tool ${text}.`)
}

/** Where the tool lies: installed in the workspace, or where the record saw it. */
async function referenceOf(deps: ApiDependencies, digest: Digest): Promise<string> {
  const folder = join(deps.workspaceDir, 'tools', toolFolderName(digest))
  const stored = await readStoredTool(folder)
  if (stored !== null) return join(folder, stored.entry)
  const entry = deps.history.tool(digest)
  if (entry === null) throw new TouchstoneError('not-found', `The record has no tool ${digest}.`)
  return allowedReference(toolDescriptionSchema.parse(entry.document).reference, deps)
}

/** Of the latest comparison that the tool was in; null where it was in none. */
function lastDataset({ history }: ApiDependencies, digest: Digest): FrozenDataset | null {
  const evaluation = history
    .evaluations()
    .find(
      ({ comparison, tools }) => comparison !== null && tools.some((one) => one.digest === digest),
    )
  const entry = evaluation === undefined ? null : history.dataset(evaluation.dataset)
  return entry === null ? null : frozenDatasetSchema.parse(entry.document)
}
