import { expect, test } from 'vitest'
import { gateFact } from '../../../src-main/core/criteria/gate-facts.ts'
import { gateRows } from '../../../src-main/core/criteria/gate-rows.ts'
import { compareTools } from './compared-tools.ts'
import { factsOf } from './gathered.ts'

test('a run here meets what it proves, for the question as it was proposed', async () => {
  const tool = await factsOf(await compareTools(['baseline:a']), 'baseline:a')
  const [offline, system] = gateRows
  expect(gateFact(offline!, tool)).toMatchObject({ state: 'measured', gate: 'met' })
  expect(gateFact(system!, tool)!.evidence[0]).toMatchObject({ text: 'ran on workstation' })
  expect(gateFact({ ...offline!, question: 'Is it ours?' }, tool)).toBeNull()
  // a program of its own may call home
  expect(gateFact(offline!, { ...tool, kind: 'command' })).toBeNull()
  expect(gateFact(system!, { ...tool, kind: 'predictions' })).toBeNull()
  expect(gateFact(offline!, { ...tool, compared: null })).toBeNull()
})
