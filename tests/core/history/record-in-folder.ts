/** A record in a temporary folder, and a second, raw way into it that no rule of ours holds back. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { BoundDatabase } from '../../../src-main/core/history/sqlite-binding.ts'
import { openDatabase } from '../../../src-main/core/history/sqlite-binding.ts'
import type { History } from '../../../src-main/core/history/open-history.ts'
import { openHistory } from '../../../src-main/core/history/open-history.ts'
import { tickingClock } from './sample-record.ts'

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-history-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes a record with `fill`, closes it, and gives its folder. */
export function recordInFolder(fill: (history: History) => void): string {
  const folder = temporaryFolder()
  const history = openHistory(folder, { clock: tickingClock() })
  fill(history)
  history.close()
  return folder
}

/** Does what someone with the sqlite shell can do; triggers stay unless `act` drops them. */
export function tamper(folder: string, act: (db: BoundDatabase) => void): void {
  const db = openDatabase(join(folder, 'touchstone.sqlite'), {})
  db.exec('PRAGMA foreign_keys = OFF')
  act(db)
  db.close()
}

export const triggers = [
  'events_refuse_update',
  'events_refuse_delete',
  'events_refuse_gap',
  'events_refuse_fork',
]

/** Changes events behind the triggers' back: takes them away and puts them back just as they were. */
export function tamperPastTriggers(folder: string, act: (db: BoundDatabase) => void): void {
  tamper(folder, (db) => {
    const rows = db.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all()
    for (const row of rows) db.exec(`DROP TRIGGER ${String(row['name'])}`)
    act(db)
    for (const row of rows) db.exec(String(row['sql']))
  })
}

/** Does something without the rights of root, whom no read-only folder holds back. */
export function asOrdinaryUser<T>(act: () => T): T {
  if (process.getuid?.() !== 0) return act()
  process.seteuid?.(65534)
  try {
    return act()
  } finally {
    process.seteuid?.(0)
  }
}
