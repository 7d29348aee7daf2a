/** Turning files of microscopes' own formats into ones that are read, by a program on this machine. */
import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Hono } from 'hono'
import { imageOrderSchema, type Conversion } from '../../contract/images.ts'
import { messageOf, TouchstoneError } from '../errors.ts'
import { allowedPath } from './allowed-path.ts'
import { imageRoots } from './image-roots.ts'
import { readBody } from './body.ts'
import type { ApiDependencies } from './dependencies.ts'

export function addConversionRoutes(app: Hono, deps: ApiDependencies): void {
  /** By the folder that a conversion goes to, which names the file with its size and time. */
  const conversions = new Map<string, Conversion>()
  const starting = new Map<string, Promise<Conversion>>()

  function startOnce(path: string, outputDir: string): Promise<Conversion> {
    const begun =
      starting.get(outputDir) ?? start(path, outputDir).finally(() => starting.delete(outputDir))
    starting.set(outputDir, begun)
    return begun
  }

  async function start(path: string, outputDir: string): Promise<Conversion> {
    const { program } = await deps.engine.request('find-converter', { path })
    const running: Conversion = { program, state: 'running', path: null, message: 'It begins.' }
    conversions.set(outputDir, running)
    deps.engine
      .request(
        'convert-image',
        { path, outputDir, program },
        {
          onProgress: ({ message }) => {
            conversions.set(outputDir, { ...running, message })
          },
        },
      )
      .then(
        (done) => {
          const message = `Converted by ${program}.`
          conversions.set(outputDir, { program, state: 'done', path: done.path, message })
        },
        (error: unknown) => {
          const message = messageOf(error)
          conversions.set(outputDir, { program, state: 'failed', path: null, message })
        },
      )
    return running
  }

  app.post('/api/images/conversions', async (context) => {
    const order = await readBody(context, imageOrderSchema)
    const path = await allowedPath(order.path, imageRoots(deps))
    const outputDir = await folderFor(path, deps.workspaceDir)
    const known = conversions.get(outputDir)
    // A failure is told once; who asks after it again wants another try.
    if (known?.state === 'failed') conversions.delete(outputDir)
    const isOver = known?.state === 'done' && !(await isThere(known.path))
    return context.json(known === undefined || isOver ? await startOnce(path, outputDir) : known)
  })
}

async function folderFor(path: string, workspaceDir: string): Promise<string> {
  const found = await stat(path)
  if (!found.isFile())
    throw new TouchstoneError('bad-request', `${path} is a folder; choose the file to convert.`)
  const key = createHash('sha256')
    .update([path, found.size, found.mtimeMs].join('\0'))
    .digest('hex')
    .slice(0, 24)
  return resolve(join(workspaceDir, 'cache', 'converted', key))
}

async function isThere(path: string | null): Promise<boolean> {
  return path !== null && (await stat(path).catch(() => null)) !== null
}
