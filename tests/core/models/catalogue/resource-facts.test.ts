import { expect, test } from 'vitest'
import { resourceFacts } from '../../../../src-main/core/models/catalogue/resource-facts.ts'

test('reads what a description of 0.5 says of itself', () => {
  expect(
    resourceFacts({
      name: ' Nuclei ',
      version: 2,
      description: 'Finds nuclei.',
      license: 'MIT',
      authors: [{ name: 'A. Person', orcid: 'x' }, { affiliation: 'nobody' }],
      cite: [
        { text: 'Person 2020', doi: 'https://doi.org/10.1/abc' },
        { text: 'Page', url: 'https://example.org' },
        { text: 'Bad address', url: 'javascript:alert(1)' },
      ],
      tags: ['nuclei', 3],
      covers: ['cover.png', { source: 'other.jpg', sha256: 'f' }],
      training_data: { id: 'dsb', name: 'Nuclei of DSB' },
    }),
  ).toEqual({
    name: 'Nuclei',
    version: '2',
    description: 'Finds nuclei.',
    licence: 'MIT',
    authors: ['A. Person'],
    citations: [
      { text: 'Person 2020', doi: '10.1/abc', url: null },
      { text: 'Page', doi: null, url: 'https://example.org' },
      { text: 'Bad address', doi: null, url: null },
    ],
    tags: ['nuclei'],
    covers: ['cover.png', 'other.jpg'],
    trainedOn: 'Nuclei of DSB',
  })
})

test('several licences are alternatives', () => {
  expect(resourceFacts({ license: ['MIT', 'CC0-1.0'] }).licence).toBe('MIT OR CC0-1.0')
})

test.each([[null], ['text'], [[]], [{ name: 3, authors: 'x', covers: { a: 1 }, cite: [null, 5] }]])(
  'what cannot be understood is left out: %j',
  (document) => {
    expect(resourceFacts(document)).toMatchObject({ name: null, authors: [], citations: [] })
  },
)

test('a text without end is cut', () => {
  const { description } = resourceFacts({ description: 'x'.repeat(100_000) })
  expect(description.length).toBeLessThan(21_000)
  expect(description.endsWith('…')).toBe(true)
})
