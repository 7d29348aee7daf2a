import { expect, test } from 'vitest'
import { analysisSources } from '../../../src-renderer/viewer/analysis-sources.ts'
import type { CaseImages, Loaded } from '../../../src-renderer/viewer/case-images.ts'
import type { ViewerImage } from '../../../src-renderer/viewer/plane-source.ts'
import { viewerImage } from './analysis-fixture.ts'

const here = (address: string) => ({ value: viewerImage(address), problem: null })
function caseOf(task: CaseImages['task']): CaseImages {
  const tool = (key: string, index: number) => ({
    ...{ key, run: 'r', name: `Tool ${key}`, index, failure: null },
  })
  return {
    ...{ task, input: here('/i'), truth: here('/t'), tools: [tool('a', 0), tool('b', 1)] },
    predictions: new Map<string, Loaded<ViewerImage>>([
      ['a', here('/a')],
      ['b', { value: null, problem: 'The file is gone.' }],
    ]),
    ...{ objects: new Map(), points: new Map() },
  }
}

test('restored images are intensities, and what is not here is left out', () => {
  const found = analysisSources(caseOf('restoration'), new Set())
  expect(found.map(({ id, look, role }) => [id, look, role])).toEqual([
    ['input', 'input', 'intensity'],
    ['truth', 'truth', 'intensity'],
    ['a', 0, 'intensity'],
  ])
})

test('labels lie beside the intensities of the input', () => {
  const roles = analysisSources(caseOf('instances'), new Set()).map(({ role }) => role)
  expect(roles).toEqual(['intensity', 'labels', 'labels'])
})

test('panes that are hidden are not measured; points and classes have no pixels', () => {
  const ids = (task: CaseImages['task'], hidden: string[] = []) =>
    analysisSources(caseOf(task), new Set(hidden)).map(({ id }) => id)
  expect(ids('restoration', ['truth', 'a'])).toEqual(['input'])
  expect([ids('detection'), ids('classification')]).toEqual([['input'], ['input']])
})
