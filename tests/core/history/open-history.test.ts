import { chmodSync, existsSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { History } from '../../../src-main/core/history/open-history.ts'
import { openHistory, openHistoryForReading } from '../../../src-main/core/history/open-history.ts'
import { verify } from '../../../src-main/core/history/verify.ts'
import { asOrdinaryUser, recordInFolder, tamper, temporaryFolder } from './record-in-folder.ts'
import { openInMemory, recordEvaluation, tickingClock } from './sample-record.ts'

const clock = tickingClock()

test('makes the workspace folder and one file, and closing leaves no log behind', () => {
  const folder = join(temporaryFolder(), 'new', 'workspace')
  const history = openHistory(folder, { clock })
  expect(history.file).toBe(join(folder, 'touchstone.sqlite'))
  recordEvaluation(history)
  expect(existsSync(`${history.file}-wal`)).toBe(true)
  history.close()
  expect(existsSync(`${history.file}-wal`)).toBe(false)
})

test('a record opened again goes on where it ended', () => {
  const folder = recordInFolder(recordEvaluation)
  const history = openHistory(folder, { clock })
  const { seq, previous } = history.append('note', { by: 'mara', text: 'again' })
  expect(seq).toBe(18)
  expect(previous).toBe(history.events({ after: 16, limit: 1 })[0]?.hash)
  expect(history.verify()).toMatchObject({ ok: true, events: 18 })
  history.close()
})

test('writes in WAL mode and to the disk before it returns', () => {
  const folder = recordInFolder(recordEvaluation)
  tamper(folder, (db) => expect(db.pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }]))
})

test('a reader answers while a writer writes, and cannot write', () => {
  const folder = recordInFolder(recordEvaluation)
  const writer = openHistory(folder, { clock })
  const reader = openHistoryForReading(folder)
  expect(reader.run('r2')).toEqual(writer.run('r2'))
  writer.append('note', { by: 'mara', text: 'x' })
  expect(reader.head()).toEqual(writer.head())
  expect(reader.verify()).toMatchObject({ ok: true, events: 18 })
  expect(reader).not.toHaveProperty('append')
  reader.close()
  writer.close()
})

test('a reader makes no record where there is none', () => {
  const folder = temporaryFolder()
  expect(() => openHistoryForReading(folder)).toThrow(
    expect.objectContaining({ code: 'file-not-found' }),
  )
  writeFileSync(join(folder, 'touchstone.sqlite'), '')
  expect(() => openHistoryForReading(folder)).toThrow(/has the record version 0/)
})

test('the time is that of the clock', () => {
  const history = openHistory(':memory:', { clock: () => new Date('2026-11-22T10:00:00+01:00') })
  expect(history.append('note', { by: 'mara', text: 'x' }).at).toBe('2026-11-22T09:00:00.000Z')
})

test('two programs may write into one record', () => {
  const folder = temporaryFolder()
  const [one, two] = [openHistory(folder, { clock }), openHistory(folder, { clock })]
  for (let i = 0; i < 10; i++) {
    one.append('note', { by: 'one', text: String(i) })
    two.append('note', { by: 'two', text: String(i) })
  }
  expect(one.verify()).toMatchObject({ ok: true, events: 20 })
  one.close()
  two.close()
})

test('a refused event leaves nothing behind', () => {
  const history = openInMemory()
  recordEvaluation(history)
  const before = history.head()
  const wrong: [string, () => unknown][] = [
    ['bad-request', () => history.append('note', { by: '', text: 'x' })],
    ['bad-request', () => history.append('note', { by: 'mara', text: '\ud800' })],
    ['conflict', () => history.append('run-interrupted', { run: 'r1', reason: 'x' })],
    ['not-found', () => history.append('run-interrupted', { run: 'r9', reason: 'x' })],
  ]
  for (const [code, act] of wrong) expect(act).toThrow(expect.objectContaining({ code }))
  expect(history.head()).toEqual(before)
  expect(history.verify().ok).toBe(true)
})

test('a file that is no database is a damaged record and stays as it is', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'touchstone.sqlite'), 'not a database, but long enough '.repeat(200))
  expect(() => openHistory(folder, { clock })).toThrow(
    expect.objectContaining({ code: 'record-damaged' }),
  )
})

test('a record cut short is damaged', () => {
  const folder = recordInFolder(recordEvaluation)
  truncateSync(join(folder, 'touchstone.sqlite'), 20_000)
  const read = () => {
    const history = openHistory(folder, { clock })
    try {
      history.append('note', { by: 'mara', text: 'x' })
      history.events()
    } finally {
      closeQuietly(history)
    }
  }
  expect(read).toThrow(expect.objectContaining({ code: 'record-damaged' }))
})

test('a file where the folder should be is refused', () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  expect(() => openHistory(file, { clock })).toThrow(
    expect.objectContaining({ code: 'folder-read-only' }),
  )
})

test.skipIf(process.platform === 'win32')(
  'a folder that cannot be written is refused (needs POSIX permissions)',
  () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o555)
    const readOnly = expect.objectContaining({ code: 'folder-read-only' }) as Error
    asOrdinaryUser(() => {
      expect(() => openHistory(folder, { clock })).toThrow(readOnly)
      expect(() => openHistory(join(folder, 'new'), { clock })).toThrow(readOnly)
    })
    chmodSync(folder, 0o755)
  },
)

test.skipIf(process.platform === 'win32')(
  'a record that cannot be written is refused and can still be verified (needs POSIX permissions)',
  () => {
    const folder = recordInFolder(recordEvaluation)
    chmodSync(join(folder, 'touchstone.sqlite'), 0o444)
    chmodSync(folder, 0o555)
    asOrdinaryUser(() => {
      expect(() => openHistory(folder, { clock })).toThrow(
        expect.objectContaining({ code: 'folder-read-only' }),
      )
      expect(verify(folder)).toMatchObject({ ok: true, events: 17 })
    })
    chmodSync(folder, 0o755)
  },
)

/** The damaged file may also refuse to be closed in order; the test is about the first error. */
function closeQuietly(history: History): void {
  try {
    history.close()
  } catch {
    return
  }
}
