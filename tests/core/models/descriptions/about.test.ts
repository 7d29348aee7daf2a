import { expect, test } from 'vitest'
import { checkCitations, nothingSaid } from '../../../../src-main/core/models/descriptions/about.ts'
import { noProblems } from '../../../../src-main/core/models/descriptions/problems.ts'
import { description04, description05 } from '../../../fixtures/onnx/description.ts'
import { fullDescription05 } from '../../../fixtures/onnx/full-description.ts'
import { modelOf } from '../models.ts'

test('who made it, from what, and what to cite', () => {
  expect(modelOf(fullDescription05()).about).toEqual({
    authors: [
      {
        name: 'A. Person',
        affiliation: 'An Institute',
        email: 'a@example.org',
        githubUser: 'aperson',
        orcid: '0000-0001-2345-6789',
      },
    ],
    maintainers: [{ ...nobody, name: 'M. Person', githubUser: 'mperson' }],
    packagedBy: [{ ...nobody, name: 'P. Person' }],
    uploader: { ...nobody, email: 'u@example.org' },
    cite: [
      { text: 'A paper', doi: '10.1000/xyz', url: null },
      { text: 'A site', doi: null, url: 'https://example.org' },
    ],
    covers: [{ source: 'cover.png', sha256: null }],
    attachments: [{ source: 'notes.txt', sha256: '0'.repeat(64) }],
    gitRepo: 'https://example.org/code',
    parent: { id: 'older', version: '3', url: null },
    timestamp: '2024-03-01T10:00:00Z',
    versionComment: 'Trained longer.',
    links: ['other/tool'],
    icon: '🔬',
  })
})

const nobody = { name: null, affiliation: null, email: null, githubUser: null, orcid: null }

test('what is left out is null or empty', () => {
  const { authors, ...rest } = modelOf(description05()).about
  expect(authors).toEqual([{ ...nobody, name: 'A. Person' }])
  expect({ ...rest, authors: [] }).toEqual(nothingSaid)
})

test('attachments and parents as format 0.4 writes them', () => {
  const { about } = modelOf(
    description04({
      attachments: { files: ['macro.ijm'], unknown: 1 },
      parent: { id: 'older', version_number: 2 },
    }),
  )
  expect(about.attachments).toEqual([{ source: 'macro.ijm', sha256: null }])
  expect(about.parent).toEqual({ id: 'older', version: '2', url: null })
})

test('a citation that leads nowhere is an error', () => {
  const problems = noProblems()
  const cite = [
    { text: 'Good', doi: '10.1/x', url: null },
    { text: 'Bad', doi: null, url: null },
  ]
  checkCitations(problems, { ...nothingSaid, cite })
  expect(problems.errors).toMatchObject([{ field: 'cite.1', message: 'needs a doi or a url' }])
})
