import { expect, test } from 'vitest'
import { dossierSchema } from '../../../src-main/contract/criteria.ts'
import { toolDossier } from '../../../src-main/core/criteria/dossier.ts'
import { testDependencies } from '../../fixtures/evaluation-dependencies.ts'
import { frozenDataset, toolDescription } from '../../fixtures/scripted-engine.ts'
import { toolPayload, sha } from '../history/sample-record.ts'
import { compareTools } from './compared-tools.ts'

test('a compared tool brings its latest scores and what people said of it', async () => {
  const compared = await compareTools(['baseline:a'])
  await compared.state('baseline:a', 'usability.support', { answer: 'yes', text: 'by mail' })
  const dossier = dossierSchema.parse(
    await toolDossier(compared.places, compared.digestOf('baseline:a')),
  )
  const cellOf = (id: string) => dossier.entries.find(({ criterion }) => criterion.id === id)?.cell
  expect(dossier.tool).toMatchObject({ name: 'a', version: '1', kind: 'baseline' })
  expect(cellOf('performance.f1@0.5')).toMatchObject({ state: 'measured' })
  expect(cellOf('usability.support')).toMatchObject({ state: 'stated', text: 'yes' })
  const { points, of, unknown } = dossier.transparency
  expect(of % 2).toBe(0)
  expect(points).toBeLessThanOrEqual(of)
  expect(unknown).toBeGreaterThan(0)
})

test('a tool that was not compared has no scores and is asked everything else', async () => {
  const { history, workspaceDir } = testDependencies({
    ...{ dataset: frozenDataset(['1']), outcome: () => 1, describe: toolDescription },
  })
  history.append('tool-registered', toolPayload('otsu'))
  const places = { history, workspaceDir, engine: null }
  const dossier = dossierSchema.parse(await toolDossier(places, toolPayload('otsu').digest))
  expect(dossier.entries.some(({ criterion }) => criterion.group === 'performance')).toBe(false)
  expect(
    dossier.entries.find(({ criterion }) => criterion.id === 'reliability.failed-cases')?.cell,
  ).toMatchObject({ state: 'unknown', reason: 'It was in no comparison yet.' })
  await expect(toolDossier(places, sha('nobody'))).rejects.toThrow('The record has no tool')
})
