import { expect, test } from 'vitest'
import { verify } from '../../../src-main/core/history/verify.ts'
import { recordInFolder, tamper, triggers } from './record-in-folder.ts'
import { recordEvaluation } from './sample-record.ts'

function problemsAfter(sql: string) {
  const folder = recordInFolder(recordEvaluation)
  tamper(folder, (db) => {
    db.exec(sql)
  })
  return verify(folder).problems
}

test.each(triggers)('the dropped trigger %s is missed', (name) => {
  expect(problemsAfter(`DROP TRIGGER ${name}`)).toEqual([
    {
      seq: null,
      code: 'trigger-missing',
      message: `The trigger ${name} of the record's format is missing.`,
    },
  ])
})

test('a trigger that does nothing is not the one of the format', () => {
  const sql = `DROP TRIGGER events_refuse_update;
    CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events BEGIN SELECT 1; END`
  expect(problemsAfter(sql)).toMatchObject([{ seq: null, code: 'trigger-differs' }])
})

test.each([
  ['a dropped index', 'DROP INDEX events_by_run'],
  ['a new table', 'CREATE TABLE extra (a)'],
  ['a new view', 'CREATE VIEW extra AS SELECT 1'],
  ['a new trigger', 'CREATE TRIGGER extra AFTER INSERT ON scores BEGIN SELECT 1; END'],
  ['a new column', 'ALTER TABLE scores ADD COLUMN remark TEXT'],
])('%s is found', (_, sql) => {
  expect(problemsAfter(sql)).toMatchObject([{ seq: null, code: 'schema-differs' }])
})

test('a dropped table is found', () => {
  const codes = problemsAfter('DROP TABLE comparisons').map((problem) => problem.code)
  expect(codes).toContain('schema-differs')
})

test('statistics that SQLite keeps for itself are no problem', () => {
  expect(problemsAfter('ANALYZE')).toEqual([])
})
