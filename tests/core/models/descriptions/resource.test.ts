import { expect, test } from 'vitest'
import {
  fileSchema,
  modelResourceSchema,
  resourceFields,
} from '../../../../src-main/core/models/descriptions/resource.ts'
import { description05 } from '../../../fixtures/onnx/description.ts'

test('a file is a path or an object with its hash, in lower case', () => {
  expect(fileSchema.parse('a.npy')).toEqual({ source: 'a.npy', sha256: null })
  expect(fileSchema.parse({ source: 'a.npy', sha256: 'AB'.repeat(32) })).toEqual({
    source: 'a.npy',
    sha256: 'ab'.repeat(32),
  })
  expect(fileSchema.safeParse({ source: 'a.npy', sha256: 'short' }).success).toBe(false)
})

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
