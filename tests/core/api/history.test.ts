import { expect, test } from 'vitest'
import { verificationSchema } from '../../../src-main/contract/record.ts'
import { routes } from '../../../src-main/contract/routes.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

const script = { dataset: frozenDataset(['a']), outcome: () => 0.5 }

test('events come in order, after a number, at most so many', async () => {
  const { core, get } = await coreUnderTest(script)
  for (const text of ['one', 'two', 'three']) core.history.append('note', { by: 'person', text })
  const all = routes.history.response.parse(await (await get('/api/history')).json())
  expect(all.total).toBe(4)
  expect(all.events.map((event) => event.type)).toEqual([
    'workspace-created',
    'note',
    'note',
    'note',
  ])
  const some = routes.history.response.parse(
    await (await get('/api/history?after=1&limit=2')).json(),
  )
  expect(some.events.map((event) => event.seq)).toEqual([2, 3])
})

test('verifying is itself recorded', async () => {
  const { core, post } = await coreUnderTest(script)
  const verification = verificationSchema.parse(await (await post('/api/history/verify')).json())
  expect(verification).toMatchObject({ ok: true, events: 1, problems: [] })
  expect(core.history.events({}).at(-1)).toMatchObject({
    type: 'record-verified',
    payload: { ok: true, events: 1, head: verification.head },
  })
})
