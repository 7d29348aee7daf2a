import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runFacts } from '../../../src-main/core/criteria/run-facts.ts'
import { caseNames, compareTools } from './compared-tools.ts'

test('a whole run stands; a lost prediction, case or record is named', async () => {
  const { places, id } = await compareTools(['baseline:a'])
  const run = `${id.slice(1)}.1`
  const facts = runFacts(places, { run }, caseNames)
  expect(facts.gone).toBeNull()
  expect(facts.work).toHaveLength(8)
  expect(runFacts(places, { run }, [...caseNames, 'case-9']).gone).toBe(
    `The record of run ${run} lacks 1 case of 9 that were scored.`,
  )
  expect(runFacts(places, { run: 'none' }, []).gone).toBe('The record has no run none any more.')
  const [output] = facts.work[2]!.outputs
  rmSync(join(places.workspaceDir, output!.path))
  expect(runFacts(places, { run }, caseNames).gone).toBe(
    `1 prediction of 8 of run ${run} is gone (${output!.path}).`,
  )
})
