import { expect, test } from 'vitest'
import type { Engine } from '../../../src-main/core/engine-port.ts'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import {
  findingPicture,
  picturesOfFindings,
} from '../../../src-main/core/evaluation/finding-picture.ts'
import {
  findingsOf,
  noteFinding,
  withdrawFinding,
} from '../../../src-main/core/evaluation/findings.ts'
import { readReportSource } from '../../../src-main/core/reports/read-report-source.ts'
import { reportPage } from '../../../src-main/core/reports/report-page.ts'
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

test('a report gets the pictures of findings that stand; one that cannot be made is left out', async () => {
  const { deps, id } = await compareTools()
  const { comparison } = readMatrixSource(deps.history, id)
  const { case: caseId, tool, at, sidePx, tags, person } = finding
  const order = { case: caseId, tool, at, sidePx, tags, person }
  for (const text of ['One.', 'Gone.', 'Back.'])
    noteFinding(deps.history, comparison, { ...order, text })
  const noted = findingsOf(deps.history, id)
  withdrawFinding(deps.history, noted[2]!.seq, { person: 'Ben', reason: 'Dust.' })
  let asked = 0
  const engine = {
    request: () => {
      asked += 1
      if (asked === 2) throw new TouchstoneError('file-not-found', 'It is gone.')
      return Promise.resolve({ png: Uint8Array.of(1, 2, 3) })
    },
  } as unknown as Pick<Engine, 'request'>
  const pictures = await picturesOfFindings({ ...deps, engine }, id)
  expect([...pictures]).toEqual([[noted[0]!.seq, 'AQID']])
  const written = { criteria: null, writtenAt: '', programVersion: '' }
  const page = reportPage(readReportSource(deps.history, id, written, pictures))
  expect(page).toContain('src="data:image/png;base64,AQID"')
  expect(page).toContain('The images of this place could not be read.')
  expect(page).not.toContain('Back.')
})
