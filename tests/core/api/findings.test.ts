import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { routes } from '../../../src-main/contract/routes.ts'
import type { Engine } from '../../../src-main/core/engine-port.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset, scriptedEngine } from '../../fixtures/scripted-engine.ts'

async function compared() {
  const script = { dataset: frozenDataset(['a', 'b']), outcome: () => 0.5 }
  const scripted = scriptedEngine(script)
  const pictured: unknown[] = []
  const engine: Engine = {
    ...scripted,
    request(name, input, options) {
      if (name !== 'object-picture') return scripted.request(name, input, options)
      pictured.push(input)
      return Promise.resolve({ png: Uint8Array.of(1, 2) })
    },
  }
  const under = await coreUnderTest(script, { engine })
  const folder = join(under.workspaceDir, 'data')
  mkdirSync(folder)
  const created = await under.post('/api/evaluations', {
    dataset: { folder },
    tools: [{ reference: 'baseline:a' }],
  })
  const { evaluation } = routes.createEvaluation.response.parse(await created.json())
  await under.core.evaluations.ended(evaluation)
  return { ...under, pictured, address: `/api/comparisons/c${evaluation}/findings` }
}
const finding = { case: 'a', at: { x: 4, y: 5, z: 0 }, sidePx: 16, text: 'Missed.', person: 'Ann' }

test('a finding is noted, pictured and withdrawn, and every answer is the whole list', async () => {
  const { get, post, address, pictured } = await compared()
  const [noted] = routes.noteFinding.response.parse(await (await post(address, finding)).json())
  expect(noted).toMatchObject({ text: 'Missed.', tags: [], tool: null, withdrawn: null })
  const picture = await get(`${address}/${String(noted!.seq)}/picture`)
  expect(picture.headers.get('content-type')).toBe('image/png')
  expect(pictured[0]).toMatchObject({ at: finding.at, sidePx: 16 })
  const order = { person: 'Ben', reason: 'Dust.' }
  const answer = await post(`/api/findings/${String(noted!.seq)}/withdraw`, order)
  expect(routes.withdrawFinding.response.parse(await answer.json())[0]?.withdrawn).toMatchObject(
    order,
  )
  expect(routes.findings.response.parse(await (await get(address)).json())).toHaveLength(1)
})

test('an empty text, an unknown comparison and an unknown finding are refused', async () => {
  const { get, post, address } = await compared()
  expect((await post(address, { ...finding, text: '  ' })).status).toBe(400)
  expect((await get('/api/comparisons/none/findings')).status).toBe(404)
  expect((await get(`${address}/77/picture`)).status).toBe(404)
})
