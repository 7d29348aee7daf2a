import { expect, test } from 'vitest'
import { findingPicture } from '../../../src-main/core/evaluation/finding-picture.ts'
import { readMatrixSource } from '../../../src-main/core/criteria/criteria-matrix.ts'
import type { Finding } from '../../../src-main/contract/findings.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'
import { caseNames, compareTools } from '../criteria/compared-tools.ts'

const finding: Finding = {
  ...{ seq: 1, case: 'case-2', tool: 'baseline:a', at: { x: 10, y: 20, z: 0 }, sidePx: 40 },
  ...{ text: 'Here.', tags: [], person: 'Anna', notedAt: '2026-07-14', withdrawn: null },
}

test('the place of a finding is asked for with the outlines of truth and of its tool', async () => {
  const { deps, id } = await compareTools()
  const { comparison } = readMatrixSource(deps.history, id)
  const dataset = frozenDataset(caseNames)
  const asked = findingPicture(deps, comparison, dataset, finding)
  expect(asked).toMatchObject({ at: { x: 10, y: 20, z: 0 }, sidePx: 40 })
  expect(asked?.image).toMatchObject({ reference: '/data/set/images/case-2.tif', asLabels: false })
  expect(asked?.outlines.map(({ side, image }) => [side, image.asLabels])).toEqual([
    ['truth', true],
    ['prediction', true],
  ])
  const ofAll = findingPicture(deps, comparison, dataset, { ...finding, tool: null })
  expect(ofAll?.outlines.map(({ side }) => side)).toEqual(['truth'])
})

test('restored images have no outlines, and a case that is not there no picture', async () => {
  const { deps, id } = await compareTools()
  const { comparison } = readMatrixSource(deps.history, id)
  const restored = frozenDataset(caseNames, { task: 'restoration' })
  expect(findingPicture(deps, comparison, restored, finding)?.outlines).toEqual([])
  const gone = { ...finding, case: 'none' }
  expect(findingPicture(deps, comparison, frozenDataset(caseNames), gone)).toBeNull()
})
