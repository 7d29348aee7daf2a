import { expect, test, vi } from 'vitest'
import { toolCheckStateSchema } from '../../../src-main/contract/tool-check.ts'
import { evaluationOrderSchema } from '../../../src-main/contract/evaluations.ts'
import { eventsOf } from '../../../src-main/core/criteria/read-decisions.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { digestOfText, frozenDataset } from '../../fixtures/scripted-engine.ts'

async function opened() {
  const world = await coreUnderTest({
    ...{ dataset: frozenDataset(['case-1', 'case-2']), outcome: () => 0.5 },
    checkTool: ({ cases }) => ({
      ...{ cases: cases.map(({ id }) => id), provider: null },
      checks: [{ check: 'empty-image', value: 1, unit: '', text: 'nothing found', reason: '' }],
    }),
  })
  const id = await world.core.evaluations.start(
    evaluationOrderSchema.parse({
      ...{ dataset: { folder: '/data/set' }, tools: [{ reference: 'baseline:a' }] },
    }),
  )
  await world.core.evaluations.ended(id)
  const digest = world.core.history.run(`${id}.1`)!.toolDigest
  const address = `/api/dossiers/${encodeURIComponent(digest)}/check`
  const state = async () => toolCheckStateSchema.parse(await (await world.get(address)).json())
  return { ...world, digest, address, state }
}

test('checks of a recorded tool look at the dataset of its comparison and go into the record', async () => {
  const { post, address, state, core, digest } = await opened()
  expect((await state()).state).toBe('none')
  expect((await post(address, {})).status).toBe(202)
  await vi.waitFor(async () => {
    expect((await state()).state).toBe('done')
  })
  const [event] = eventsOf(core.history, 'tool-checked')
  expect(event?.payload).toMatchObject({ tool: digest, cases: ['case-1', 'case-2'] })
  expect(event?.payload.dataset).toBe(frozenDataset(['case-1', 'case-2']).digest)
})

test('a tool that the record does not know cannot be checked, and what is over cannot be cancelled', async () => {
  const { post, address } = await opened()
  const unknown = encodeURIComponent(digestOfText('other'))
  expect((await post(`/api/dossiers/${unknown}/check`, {})).status).toBe(404)
  expect(await (await post(`${address}/cancel`, {})).json()).toEqual({ cancelled: false })
})
