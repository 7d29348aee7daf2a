import { mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { removeOldDrops } from '../../../src-main/core/api/remove-old-drops.ts'

test('drops older than a day are removed, younger ones stay', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-'))
  const now = Date.UTC(2026, 5, 2)
  for (const [name, hours] of [
    ['old', 25],
    ['young', 23],
  ] as const) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'cells.tif'), '')
    const at = new Date(now - hours * 3_600_000)
    utimesSync(join(folder, name), at, at)
  }
  await removeOldDrops(folder, now)
  expect(readdirSync(folder)).toEqual(['young'])
})

test('a folder that was never made is fine', async () => {
  await expect(removeOldDrops(join(tmpdir(), 'touchstone-none'), 0)).resolves.toBeUndefined()
})
