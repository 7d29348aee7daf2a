import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { criteriaMatrixSchema, dossierSchema } from '../../../src-main/contract/criteria.ts'
import { evaluationOrderSchema } from '../../../src-main/contract/evaluations.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

async function opened() {
  const world = await coreUnderTest({
    dataset: frozenDataset(['case-1', 'case-2']),
    outcome: () => 0.5,
  })
  const { evaluations, history } = world.core
  const id = await evaluations.start(
    evaluationOrderSchema.parse({
      ...{ dataset: { folder: '/data/set' }, tools: [{ reference: 'baseline:a' }] },
    }),
  )
  await evaluations.ended(id)
  const digest = history.run(`${id}.1`)!.toolDigest
  return { ...world, digest, address: `/api/comparisons/c${id}` }
}
const codeOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { error: { code: string } }).error.code

test('a statement with a document stands in the matrix and in the dossier', async () => {
  const { get, post, address, digest, workspaceDir } = await opened()
  const place = join(workspaceDir, 'letter.pdf')
  writeFileSync(place, 'letter')
  const order = {
    ...{ tool: digest, criterion: 'transparency.cite', answer: 'yes', person: 'Anna' },
    document: { place, page: '1' },
  }
  const matrix = criteriaMatrixSchema.parse(
    await (await post(`${address}/statements`, order)).json(),
  )
  expect(matrix.cells['baseline:a']!['transparency.cite']).toMatchObject({ points: 2 })
  const dossier = dossierSchema.parse(
    await (await get(`/api/dossiers/${encodeURIComponent(digest)}`)).json(),
  )
  expect(
    dossier.entries.find(({ criterion }) => criterion.id === 'transparency.cite')?.cell,
  ).toMatchObject({ state: 'stated', points: 2 })
})

test('documents outside the roots, tools of elsewhere and unknown ones are refused', async () => {
  const { post, get, address, digest } = await opened()
  const order = { tool: digest, criterion: 'gate.offline', answer: 'yes', person: 'Anna' }
  const outside = { ...order, document: { place: '/etc/hostname' } }
  expect(await codeOf(await post(`${address}/statements`, outside))).toBe('not-allowed')
  const other = `sha256:${'1'.repeat(64)}`
  expect(await codeOf(await post(`${address}/statements`, { ...order, tool: other }))).toBe(
    'not-found',
  )
  expect(await codeOf(await post(`/api/dossiers/${other}/statements`, order))).toBe('bad-request')
  expect(await codeOf(await get('/api/dossiers/none'))).toBe('not-found')
  expect(await codeOf(await get('/api/comparisons/none/criteria'))).toBe('not-found')
})
