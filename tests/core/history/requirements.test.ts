import { expect, test } from 'vitest'
import { connectToTemporary } from '../../../src-main/core/history/connection.ts'
import { migrate } from '../../../src-main/core/history/migrations.ts'
import {
  requireNew,
  requireRow,
  requireRun,
  requireSame,
} from '../../../src-main/core/history/requirements.ts'

test('absent and taken ids are told apart', () => {
  const db = connectToTemporary()
  migrate(db)
  expect(() => requireRow(db, 'tools', 'sha256:00')).toThrow('The record has no tool sha256:00.')
  expect(() => requireNew(db, 'comparisons', 'c1')).not.toThrow()
  db.run(`INSERT INTO comparisons VALUES ('c1', 'e1', 'd', '{}', 't', 9)`)
  expect(requireRow(db, 'comparisons', 'c1')).toMatchObject({ evaluation: 'e1', seq: 9 })
  expect(() => requireNew(db, 'comparisons', 'c1')).toThrow(
    'The record already has the comparison c1 (event 9); choose a new id.',
  )
  expect(() => requireRun(db, 'r1', ['running'])).toThrow('The record has no run r1.')
})

test('a disagreement names both values', () => {
  expect(() => requireSame('The count', 3, 3)).not.toThrow()
  expect(() => requireSame('The count', 3, 2)).toThrow(
    'The count is 3 in the record and 2 in this event; record what really happened.',
  )
})
