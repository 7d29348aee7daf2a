/** A whole Touchstone for the contract: real record, real engine processes, one finished evaluation. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { evaluationOrderSchema } from '../../src-main/contract/evaluations.ts'
import type { Comparison } from '../../src-main/contract/comparison.ts'
import { openedImageSchema } from '../../src-main/contract/images.ts'
import { routes } from '../../src-main/contract/routes.ts'
import { reviewItemSchema, reviewSessionSchema } from '../../src-main/contract/reviews.ts'
import { selftestWorkSchema } from '../../src-main/contract/selftest.ts'
import type { Core } from '../../src-main/core/app.ts'
import { openNodeCore } from '../../src-main/hosts/node-core.ts'
import { description05 } from '../fixtures/onnx/description.ts'
import { identityModel } from '../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../fixtures/onnx/package.ts'
import { newFolder, writeSmallDataset, type SmallDataset } from './small-dataset.ts'

export interface World {
  readonly core: Core
  readonly dataset: SmallDataset
  readonly evaluation: string
  /** Runs of `baseline:otsu` and of the imported predictions. */
  readonly runs: readonly [otsu: string, imported: string]
  readonly digest: string
  /** ONNX without a description, one channel in and out. */
  readonly weights: string
  /** A model that was installed from a folder of the data, and the installation. */
  readonly installed: { readonly digest: string; readonly id: string; readonly folder: string }
  /** Name of an image that was opened by its path: that of the first case. */
  readonly opened: string
  /** A self-test of a folder without cases, and the folder. */
  readonly selftest: { readonly id: string; readonly folder: string }
  /** A review in pairs by `Ann/a` with tokens of her first item, and one that is locked. */
  readonly review: {
    readonly session: string
    readonly item: string
    readonly input: string
    readonly first: string
    readonly locked: string
  }
  /** Numbers of a finding that stands and of one that was withdrawn. */
  readonly findings: readonly [number, number]
  close(): Promise<void>
}

/** A PNG by its first bytes; nothing here decodes it. */
export const coverBytes = Buffer.from('\x89PNG\r\n\x1a\n pixels', 'latin1')
export const pageText = '<!doctype html><title>Touchstone</title>'

export async function openWorld(): Promise<World> {
  const folder = newFolder()
  const dataset = writeSmallDataset(join(folder, 'data'))
  const pagesDir = join(folder, 'pages')
  mkdirSync(join(pagesDir, 'assets'), { recursive: true })
  writeFileSync(join(pagesDir, 'index.html'), pageText)
  writeFileSync(join(pagesDir, 'assets', 'page-abc.js'), 'export {}')
  writeFileSync(join(folder, 'secret.json'), '{}')
  const weights = join(folder, 'data', 'net.onnx')
  writeFileSync(weights, identityModel(['batch', 1, 'height', 'width']))
  const core = await openNodeCore({
    workspaceDir: join(folder, 'workspace'),
    resourcesDir: join(folder, 'resources'),
    pagesDir,
    hostKind: 'web',
    log: () => undefined,
    roots: [join(folder, 'data')],
  })
  const evaluation = await core.evaluations.start(
    evaluationOrderSchema.parse({
      dataset: { folder: dataset.folder },
      tools: [{ reference: 'baseline:otsu' }, { reference: `predictions:${dataset.predictions}` }],
    }),
  )
  await core.evaluations.ended(evaluation)
  const entry = core.history.evaluation(evaluation)
  if (entry?.state !== 'done') throw new Error(`The evaluation ended as ${entry?.state ?? 'none'}.`)
  const response = await core.handle(
    new Request('http://127.0.0.1/api/images', {
      method: 'POST',
      body: JSON.stringify({ path: join(dataset.folder, 'images', 'case-1.tif') }),
    }),
  )
  const opened = openedImageSchema.parse(await response.json()).image
  const zoo = join(folder, 'data', 'zoo')
  const path = await writePackage(join(zoo, 'tiny'), {
    description: description05({ covers: ['cover.png'] }),
    weights: identityModel([1, 1, 'y', 'x']),
  })
  writeFileSync(join(path, 'cover.png'), coverBytes)
  const references = join(folder, 'data', 'references')
  mkdirSync(references)
  writeFileSync(join(references, 'cases.json'), JSON.stringify({ cases: [] }))
  const selftest = selftestWorkSchema.parse(
    await (
      await core.handle(
        new Request('http://127.0.0.1/api/selftests', {
          method: 'POST',
          body: JSON.stringify({ folder: references }),
        }),
      )
    ).json(),
  )
  const { id } = await core.shelf.install({ path })
  const { tool } = await core.shelf.installations.ended(id)
  const findings = await noteFindings(
    core,
    core.history.evaluation(evaluation)?.comparison ?? 'none',
  )
  const review = await openReviews(core, core.history.evaluation(evaluation)?.comparison ?? 'none')
  return {
    core,
    dataset,
    review,
    findings,
    evaluation,
    installed: { digest: tool ?? 'none', id, folder: zoo },
    runs: [`${evaluation}.1`, `${evaluation}.2`],
    digest: entry.dataset,
    weights,
    opened,
    selftest: { id: selftest.id, folder: references },
    close: async () => {
      await core.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function noteFindings(core: Core, comparison: string): Promise<World['findings']> {
  const post = (path: string, body: unknown): Promise<Response> =>
    core.handle(
      new Request(`http://127.0.0.1/api/${path}`, { method: 'POST', body: JSON.stringify(body) }),
    )
  const finding = { case: 'case-1', at: { x: 9, y: 9, z: 0 }, sidePx: 32, person: 'Anna' }
  await post(`comparisons/${comparison}/findings`, { ...finding, text: 'Split by a bright line.' })
  const answer = await post(`comparisons/${comparison}/findings`, { ...finding, text: 'A slip.' })
  const [kept, slip] = routes.noteFinding.response.parse(await answer.json())
  if (!kept || !slip) throw new Error('The findings were not noted.')
  await post(`findings/${slip.seq}/withdraw`, { person: 'Anna', reason: 'I was wrong.' })
  return [kept.seq, slip.seq]
}

async function openReviews(core: Core, comparison: string): Promise<World['review']> {
  const ask = async (path: string, body?: unknown): Promise<unknown> =>
    (
      await core.handle(
        new Request(`http://127.0.0.1/api/${path}`, {
          ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
        }),
      )
    ).json()
  const { tools } = core.history.comparison(comparison)!.document as unknown as Comparison
  const open = async (): Promise<string> => {
    const order = {
      ...{ kind: 'pairwise', cases: ['case-1', 'case-2'], raters: ['Ann/a'], person: 'Head' },
      tools: tools.filter(({ role }) => role === 'tool').map(({ key }) => key),
    }
    return reviewSessionSchema.parse(await ask(`comparisons/${comparison}/reviews`, order)).session
  }
  const [session, locked] = [await open(), await open()]
  await ask(`reviews/${locked}/lock`, { person: 'Head' })
  const { item, input, sides } = reviewItemSchema.parse(
    await ask(`reviews/${session}/raters/Ann%2Fa/items/0`),
  )
  return { session, locked, item, input, first: sides[0] ?? '' }
}
