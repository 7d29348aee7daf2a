import { expect, test } from 'vitest'
import { decisionPage } from '../../../src-main/core/reports/decision-page.ts'
import { fakeCriteria } from '../../renderer/fixtures/fake-criteria.ts'

const written = {
  writtenAt: '2026-07-14T10:00:00.000Z',
  programVersion: '9.9.9',
  head: { seq: 7, hash: 'abc' },
}

test('every tool and criterion has its place; what is unknown is a dash with its reason', () => {
  const criteria = fakeCriteria()
  const page = decisionPage({ criteria, ...written })
  for (const { name } of [...criteria.tools, ...criteria.criteria]) expect(page).toContain(name)
  const [unknown] = Object.values(criteria.cells)
    .flatMap((byRow) => Object.values(byRow))
    .filter(({ state }) => state === 'unknown')
  expect(page).toContain(`– ${unknown!.reason}`)
  expect(page).toContain('the record ends in event 7, hash abc')
})

test('evidence has one number wherever it is named, and none is without', () => {
  const criteria = fakeCriteria()
  const page = decisionPage({ criteria, ...written })
  const listed = page.match(/<li>run /g)?.length ?? 0
  const links = Object.values(criteria.cells)
    .flatMap((byRow) => Object.values(byRow))
    .flatMap(({ evidence }) => evidence)
    .filter(({ kind }) => kind === 'run')
  expect(listed).toBe(new Set(links.map((link) => JSON.stringify(link))).size)
  expect(page).toMatch(/<small>\[1\b/)
})

test('names are text, never markup', () => {
  const criteria = { ...fakeCriteria(), name: '<script>alert(1)</script>' }
  expect(decisionPage({ criteria, ...written })).not.toContain('<script')
})
