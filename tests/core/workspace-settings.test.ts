import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  readSettings,
  settleExecution,
  writeSettings,
} from '../../src-main/core/workspace-settings.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-settings-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})
const defaults = { execution: 'fastest', threads: null, memoryLimitMb: null } as const

test('are the defaults until they are written', async () => {
  expect(await readSettings(folder)).toEqual(defaults)
  const changed = { execution: 'repeatable', threads: 6, memoryLimitMb: 2048 } as const
  expect(await writeSettings(folder, changed)).toEqual(changed)
  expect(await readSettings(folder)).toEqual(changed)
  expect(readdirSync(folder)).toEqual(['settings.json'])
})

test.each([
  ['{"threads": 0}', /settings\.json cannot be used \(threads: /],
  ['{"thread": 3}', /thread/],
  ['{"threads"', /settings\.json cannot be used \(.*JSON/],
])('the wrong file %s is named, and never taken for the defaults', async (text, sentence) => {
  writeFileSync(join(folder, 'settings.json'), text)
  await expect(readSettings(folder)).rejects.toMatchObject({
    code: 'bad-options',
    message: expect.stringMatching(sentence) as string,
  })
})

test('a folder that cannot be written is told of', async () => {
  await expect(writeSettings(join(folder, 'none'), defaults)).rejects.toMatchObject({
    code: 'folder-read-only',
  })
})

test('the order comes first, then the workspace, then the rule of the program', () => {
  const workspace = { execution: 'repeatable', threads: 6, memoryLimitMb: 2048 } as const
  expect(settleExecution({}, defaults, 2)).toEqual({ ...defaults, threads: 2 })
  expect(settleExecution({}, workspace, 2)).toEqual(workspace)
  const order = { execution: 'fastest', threads: 1, memoryLimitMb: null } as const
  expect(settleExecution(order, workspace, 2)).toEqual(order)
})
