import { expect, test } from 'vitest'
import { isEventType, parsePayload, payloadSchemas } from '../../../src-main/core/history/events.ts'
import { casePayload, comparisonPayload, datasetPayload, sha } from './sample-record.ts'

test('the set of event types is closed', () => {
  expect(Object.keys(payloadSchemas).sort()).toEqual([
    'case-failed',
    'case-finished',
    'comparison-made',
    'criteria-set',
    'dataset-frozen',
    'evaluation-created',
    'evaluation-finished',
    'finding-noted',
    'finding-withdrawn',
    'independence-stated',
    'mark-given',
    'note',
    'record-verified',
    'review-answered',
    'review-locked',
    'review-opened',
    'run-finished',
    'run-interrupted',
    'run-resumed',
    'run-started',
    'statement-made',
    'tool-checked',
    'tool-installed',
    'tool-registered',
    'tool-removed',
    'workspace-created',
  ])
  expect(isEventType('note')).toBe(true)
  expect(isEventType('toString')).toBe(false)
})

test('keeps the fields of a dataset and a tool that no table shows', () => {
  expect(parsePayload('dataset-frozen', datasetPayload())).toEqual(datasetPayload())
  const tool = { digest: sha('t'), reference: 'x.onnx', kind: 'model', name: 'U', version: '1' }
  expect(parsePayload('tool-registered', { ...tool, licence: null })).toHaveProperty('licence')
})

test('a score is a value or a reason, never both and never neither', () => {
  const given = casePayload('r1', 'a')
  const [score] = given.scores
  const withScore = (changed: object) => () =>
    parsePayload('case-finished', { ...given, scores: [changed] })
  expect(withScore({ ...score })).not.toThrow()
  expect(withScore({ ...score, undefined: 'both-empty' })).toThrow(/scores\.0/)
  expect(withScore({ ...score, value: undefined })).toThrow(/scores\.0/)
  expect(withScore({ ...score, value: NaN })).toThrow(/scores\.0/)
  expect(withScore({ ...score, value: Infinity })).toThrow(/scores\.0/)
  expect(withScore({ ...score, value: '-Infinity' })).not.toThrow()
})

test('names the field that is wrong', () => {
  const wrong = { ...comparisonPayload('c1'), digest: 'sha256:12' }
  expect(() => parsePayload('comparison-made', wrong)).toThrow(
    expect.objectContaining({
      code: 'bad-request',
      message: expect.stringContaining('digest is wrong') as string,
    }),
  )
  expect(() => parsePayload('note', { by: 'mara', text: 'x', mood: 'calm' })).toThrow(/mood/)
  expect(() => parsePayload('note', 'text')).toThrow(/its payload is wrong/)
})

test('what is recorded of an installed model names where it came from and what its test said', () => {
  const payload = {
    digest: `sha256:${'0'.repeat(64)}`,
    name: 'Tiny',
    version: null,
    format: 'bioimage.io 0.5.4',
    licence: null,
    source: 'https://example.org/rdf.yaml',
    bytes: 100,
    descriptionSha256: null,
    testOutputs: 'passed',
  }
  expect(parsePayload('tool-installed', payload)).toEqual(payload)
  expect(() => parsePayload('tool-installed', { ...payload, digest: 'none' })).toThrow(/digest/)
})
