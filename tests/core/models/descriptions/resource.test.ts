import { expect, test } from 'vitest'
import {
  modelResourceSchema,
  resourceFields,
} from '../../../../src-main/core/models/descriptions/resource.ts'
import { description05 } from '../../../fixtures/onnx/description.ts'

test('shared fields are read, absent ones are null', () => {
  const fields = resourceFields(
    modelResourceSchema.parse(description05({ version: 1.2, run_mode: { name: 'deepimagej' } })),
  )
  expect(fields).toMatchObject({
    formatVersion: '0.5.4',
    name: 'Tiny',
    version: '1.2',
    authors: ['A. Person'],
    licence: 'CC0-1.0',
    runMode: 'deepimagej',
    id: null,
    trainingData: null,
  })
})
