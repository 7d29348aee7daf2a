import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { evaluationOrderSchema } from '../../../src-main/contract/evaluations.ts'
import { imageDescriptionSchema } from '../../../src-main/contract/images.ts'
import { reviewPointsSchema } from '../../../src-main/contract/reviews.ts'
import { openNodeCore } from '../../../src-main/hosts/node-core.ts'
import { newFolder, writeSmallDataset } from '../../contract/small-dataset.ts'
import type { ReviewItem, ReviewSession } from '../../../src-main/contract/reviews.ts'

test('real pictures come by their tokens, and a lost file is refused without its name', async () => {
  const folder = newFolder()
  const dataset = writeSmallDataset(join(folder, 'data'))
  const logged: string[] = []
  const core = await openNodeCore({
    ...{ workspaceDir: join(folder, 'workspace'), resourcesDir: join(folder, 'resources') },
    ...{ pagesDir: null, hostKind: 'web', roots: [join(folder, 'data')] },
    log: (message) => logged.push(message),
  })
  const ask = (path: string, body?: unknown): Promise<Response> =>
    core.handle(
      new Request(`http://127.0.0.1/api/${path}`, {
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      }),
    )
  try {
    const tools = ['baseline:otsu', `predictions:${dataset.predictions}`]
    const evaluation = await core.evaluations.start(
      evaluationOrderSchema.parse({
        dataset: { folder: dataset.folder },
        tools: tools.map((reference) => ({ reference })),
      }),
    )
    await core.evaluations.ended(evaluation)
    const { session } = (await (
      await ask(`comparisons/c${evaluation}/reviews`, {
        ...{ kind: 'pairwise', cases: ['case-1'], tools, raters: ['Anna'], person: 'Head' },
      })
    ).json()) as ReviewSession
    const item = (await (await ask(`reviews/${session}/raters/Anna/items/0`)).json()) as ReviewItem
    const described = await Promise.all(
      item.sides.map(async (token) =>
        imageDescriptionSchema.parse(
          await (await ask(`reviews/${session}/images/${token}`)).json(),
        ),
      ),
    )
    expect(described.map(({ dtype, format }) => `${format} ${dtype}`)).toEqual([
      'hidden uint32',
      'hidden uint32',
    ])
    const planes = item.sides.map(
      (token) => `reviews/${session}/images/${token}/levels/0/planes/0/0/0`,
    )
    for (const plane of planes) {
      const answer = await ask(plane)
      expect(answer.headers.get('x-touchstone-dtype')).toBe('uint32')
      const labels = new Uint32Array(await answer.arrayBuffer())
      expect(labels).toHaveLength(dataset.side ** 2)
      expect(labels.some((label) => label > 0)).toBe(true)
    }
    rmSync(join(folder, 'workspace', 'runs'), { recursive: true })
    const lost = await ask(planes[0]!.replace('/levels/0/', '/levels/9/'))
    const told = await lost.text()
    expect(lost.ok).toBe(false)
    expect(told).toContain('This part of a picture cannot be read.')
    expect(told).not.toMatch(/runs|otsu|case-1|\.tif/)
    expect(logged.join()).toMatch(/A picture of a review cannot be read: ./)
  } finally {
    await core.close()
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)

test('of found points only their places are told', async () => {
  const folder = newFolder()
  const spots = writeSmallDataset(join(folder, 'data'), { cases: 1 }).folder
  for (const name of ['truth', 'found-a', 'found-b'])
    mkdirSync(join(spots, name), { recursive: true })
  writeFileSync(join(spots, 'truth', 'case-1.csv'), 'y,x\n10,10\n30,40\n')
  writeFileSync(join(spots, 'found-a', 'case-1.csv'), 'y,x,score\n10,11,0.9\n5,60,0.4\n')
  writeFileSync(join(spots, 'found-b', 'case-1.csv'), 'y,x\n30,40\n')
  writeFileSync(
    join(spots, 'dataset.yaml'),
    `formatVersion: 1\nname: Spots\ntask: detection\ncases:\n  - { id: case-1, image: images/case-1.tif, truth: truth/case-1.csv }\n`,
  )
  const core = await openNodeCore({
    ...{ workspaceDir: join(folder, 'workspace'), resourcesDir: join(folder, 'resources') },
    ...{ pagesDir: null, hostKind: 'web', roots: [join(folder, 'data')], log: () => undefined },
  })
  const ask = async (path: string, body?: unknown): Promise<unknown> =>
    (
      await core.handle(
        new Request(`http://127.0.0.1/api/${path}`, {
          ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
        }),
      )
    ).json()
  try {
    const tools = ['found-a', 'found-b'].map((name) => `predictions:${join(spots, name)}`)
    const evaluation = await core.evaluations.start(
      evaluationOrderSchema.parse({
        ...{ dataset: { folder: spots }, tools: tools.map((reference) => ({ reference })) },
      }),
    )
    await core.evaluations.ended(evaluation)
    const { session } = (await ask(`comparisons/c${evaluation}/reviews`, {
      ...{ kind: 'pairwise', cases: ['case-1'], tools, raters: ['Anna'], person: 'Head' },
    })) as ReviewSession
    const item = (await ask(`reviews/${session}/raters/Anna/items/0`)) as ReviewItem
    const found = await Promise.all(
      item.sides.map(async (token) =>
        reviewPointsSchema.parse(await ask(`reviews/${session}/images/${token}/points`)),
      ),
    )
    expect(found.map(({ points }) => points).sort((a, b) => a.length - b.length)).toEqual([
      [{ x: 40, y: 30, z: 0 }],
      [
        { x: 11, y: 10, z: 0 },
        { x: 60, y: 5, z: 0 },
      ],
    ])
    expect(await ask(`reviews/${session}/images/${item.input}/points`)).toMatchObject({
      error: { code: 'not-found' },
    })
  } finally {
    await core.close()
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)
