import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHistory } from '../../../src-main/core/history/open-history.ts'
import { verify } from '../../../src-main/core/history/verify.ts'
import { temporaryFolder } from './record-in-folder.ts'
import { tickingClock } from './sample-record.ts'

const program = join(import.meta.dirname, 'appending-process.ts')

/** How many acknowledged events to wait for, differently each time; then the signal, wherever it hits. */
const moments = [1, 23, 58, 7, 104]

test('a process killed while it appends loses no acknowledged event, five times over', async () => {
  const folder = temporaryFolder()
  let acknowledged = 0
  for (const moment of moments) {
    const last = await appendAndKill(folder, moment)
    expect(last).toBeGreaterThan(acknowledged)
    acknowledged = last
    const result = verify(folder) // before anything is written again: as the crash left it
    expect(result).toMatchObject({ ok: true, problems: [] })
    expect(result.events).toBeGreaterThanOrEqual(acknowledged)
  }
  const history = openHistory(folder, { clock: tickingClock() })
  const events = history.events({ limit: 10_000 })
  expect(events.map((event) => event.seq)).toEqual(events.map((_, i) => i + 1))
  expect(events.length).toBeGreaterThanOrEqual(acknowledged)
  const cases = events.filter((event) => event.type === 'case-finished').length
  expect(history.runs().reduce((sum, run) => sum + run.done, 0)).toBe(cases)
  history.close()
})

/** The number of the last event that the process printed before it was gone. */
async function appendAndKill(folder: string, moment: number): Promise<number> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
    if (printed.split('\n').length > moment) child.kill('SIGKILL')
  })
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  expect([code, signal]).toEqual([null, 'SIGKILL'])
  return Number(printed.slice(0, printed.lastIndexOf('\n')).split('\n').at(-1))
}
