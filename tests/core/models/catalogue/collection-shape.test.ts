import { expect, test } from 'vitest'
import { readCollectionShape } from '../../../../src-main/core/models/catalogue/collection-shape.ts'

const read = (document: unknown, source = 'https://example.org/collection.json') =>
  readCollectionShape(document, source)
const sha256 = 'AB'.repeat(32)

test('reads collection.json as bioimage.io published it until 2024', () => {
  const { name, models, problems } = read({
    name: 'bioimage.io',
    type: 'collection',
    collection: [
      {
        authors: [{ name: 'A. Person' }],
        covers: ['https://example.org/cover.png'],
        description: 'Finds nuclei.',
        download_count: '?',
        id: '10.5281/zenodo.5764892',
        license: 'CC-BY-4.0',
        links: ['ilastik/ilastik'],
        name: 'NucleiSegmentation',
        nickname: 'affable-shark',
        rdf_source: 'https://example.org/rdfs/rdf.yaml',
        rdf_sha256: sha256,
        tags: ['nuclei'],
        type: 'model',
        versions: ['6647674', '6322939'],
      },
      { id: 'ilastik/ilastik', type: 'application', name: 'ilastik', rdf_source: 'x.yaml' },
      { id: 'dsb', type: 'dataset', name: 'DSB' },
    ],
  })
  expect(name).toBe('bioimage.io')
  expect(problems).toEqual([])
  expect(models).toHaveLength(1)
  expect(models[0]).toMatchObject({
    id: '10.5281/zenodo.5764892',
    facts: { name: 'NucleiSegmentation', version: '6647674', licence: 'CC-BY-4.0' },
    descriptionSource: 'https://example.org/rdfs/rdf.yaml',
    descriptionSha256: sha256.toLowerCase(),
    zipSource: null,
    description: null,
  })
})

test('reads index.json of 2025, which names only where descriptions lie', () => {
  const { models } = read({
    count_per_type: { model: 1 },
    items: [
      {
        id: 'bioimage-io/affable-shark',
        type: 'model',
        versions: [
          {
            comment: null,
            created_at: '2025-07-01T22:53:02Z',
            sha256,
            source: 'https://example.org/v0/rdf.yaml?version=v0',
            version: 'v0',
          },
          {
            created_at: '2025-09-01T22:53:02Z',
            source: 'https://example.org/v1/rdf.yaml?version=v1',
            version: 'v1',
          },
        ],
      },
    ],
  })
  expect(models[0]).toMatchObject({
    id: 'bioimage-io/affable-shark',
    facts: { name: 'bioimage-io/affable-shark', version: 'v1' },
    descriptionSource: 'https://example.org/v1/rdf.yaml?version=v1',
    descriptionSha256: null,
  })
})

test('reads all_versions.json, whose entries are named by their concept', () => {
  const versions = [{ version_number: 2, source: 'https://example.org/2/rdf.yaml', sha256 }]
  const { models } = read({ entries: [{ concept: 'affable-shark', type: 'model', versions }] })
  expect(models[0]).toMatchObject({
    id: 'affable-shark',
    facts: { version: '2' },
    descriptionSource: 'https://example.org/2/rdf.yaml',
    descriptionSha256: sha256.toLowerCase(),
  })
})

test('reads the artifacts of a Hypha server, whose files lie beside their list', () => {
  const manifest = { type: 'model', name: 'Shark', inputs: [], weights: {} }
  const { models } = read(
    [{ id: 'bioimage-io/affable-shark', manifest, versions: [{ version: 'v0' }] }],
    'https://hypha.example.org/bioimage-io/artifacts/bioimage.io/children?limit=9',
  )
  expect(models[0]).toMatchObject({
    facts: { name: 'Shark', version: 'v0' },
    description: manifest,
    descriptionSource:
      'https://hypha.example.org/bioimage-io/artifacts/affable-shark/files/rdf.yaml?version=v0',
  })
})

test('a zip is preferred where one is named, and versions listed apart are told apart', () => {
  const entry = { id: 'a', type: 'model', rdf_source: 'rdf.yaml' }
  const { models, problems } = read([
    { ...entry, version: '1', download_url: 'packages/a.zip' },
    { ...entry, version: '2' },
    { ...entry, version: '2' },
    'a',
    { type: 'model' },
  ])
  expect(models.map(({ id, zipSource }) => [id, zipSource])).toEqual([
    ['a', 'packages/a.zip'],
    ['a/2', null],
  ])
  expect(problems.map(({ entry: name }) => name)).toEqual(['a/2', 'entry 4', 'entry 5'])
})

test.each([[{}], [{ collection: 'x' }], [null], ['text']])('%j is no collection', (document) => {
  expect(() => read(document)).toThrow(
    expect.objectContaining({ code: 'format-not-supported' }) as Error,
  )
})

test('wrong fields of an entry are as if they were absent', () => {
  const { models } = read([
    { id: 'a', type: 'model', rdf_sha256: 'short', versions: 'one', manifest: 3, nickname: [] },
  ])
  expect(models[0]).toMatchObject({ id: 'a', descriptionSource: null, descriptionSha256: null })
})

test('a list without end is refused', () => {
  expect(() => read(new Array(20_001).fill({ type: 'model' }))).toThrow(/20001.*20000/)
})
