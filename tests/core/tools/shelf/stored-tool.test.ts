import { expect, test } from 'vitest'
import { installedToolSchema } from '../../../../src-main/contract/shelf.ts'
import {
  onWire,
  storedToolSchema,
  toolFolderName,
} from '../../../../src-main/core/tools/shelf/stored-tool.ts'
import { storedTool } from '../../../fixtures/stored-tool.ts'

test('a folder is named by the digest without its colon', () => {
  expect(toolFolderName(`sha256:${'ab'.repeat(32)}`)).toBe('ab'.repeat(32))
})

test('what is stored is told with the places of today', () => {
  const stored = storedTool({ covers: ['images/cover.png'] })
  stored.check.testOutputs.outputs.push({
    id: 'result',
    comparedAs: 'values',
    passed: false,
    maxAbsDifference: 'Infinity',
    percentile99AbsDifference: 1,
    mismatched: 3,
    mismatchedPerMillion: 3,
    objects: null,
    histogram: null,
    files: { expected: 'check/a.tif', actual: 'check/b.tif', difference: 'check/c.tif' },
  })
  const told = onWire(storedToolSchema.parse(stored), '/ws/tools/x')
  expect(installedToolSchema.parse(told)).toEqual(told)
  expect(told).toMatchObject({
    reference: '/ws/tools/x',
    cover: `/api/tools/${encodeURIComponent(stored.digest)}/covers/0`,
  })
  expect(told.check.testOutputs.outputs[0]?.files).toEqual({
    expected: '/ws/tools/x/check/a.tif',
    actual: '/ws/tools/x/check/b.tif',
    difference: '/ws/tools/x/check/c.tif',
  })
})

test('weights with settings are named by the file of the settings', () => {
  expect(onWire(storedTool({ entry: 'sr.tool.yaml' }), '/ws/tools/x')).toMatchObject({
    reference: '/ws/tools/x/sr.tool.yaml',
    cover: null,
  })
})
