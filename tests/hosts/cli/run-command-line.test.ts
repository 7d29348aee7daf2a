/** Wrong usage: one sentence on the right stream, status 2, and nothing left behind. */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemSchema } from '../../../src-main/contract/error-codes.ts'
import { runCommandLine } from '../../../src-main/hosts/cli/run-command-line.ts'
import { newFolder } from '../../contract/small-dataset.ts'

let folder: string
beforeAll(() => {
  folder = newFolder()
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function refusal(...args: string[]): Promise<string> {
  let stdout = ''
  const status = await runCommandLine([...args, '--json'], {
    stdout: (text) => (stdout += text),
    stderr: () => undefined,
  })
  expect(status).toBe(2)
  const { error } = problemSchema.parse(JSON.parse(stdout))
  expect(error.code).toBe('bad-usage')
  expect(error.message).not.toContain('\n')
  return error.message
}

test('an unknown command is answered with the commands there are', async () => {
  expect(await refusal('evalute')).toMatch(/^There is no command evalute; .*evaluate, .*doctor\.$/)
})

test('an unknown option is answered with the options there are', async () => {
  expect(await refusal('verify', '--workspcae', 'w')).toMatch(
    /^verify has no option --workspcae; it has --workspace, /,
  )
})

test('a second file is refused, not passed over', async () => {
  expect(await refusal('inspect', 'a.tif', 'b.tif')).toMatch(
    /^inspect does not know what to do with "b\.tif"/,
  )
  expect(await refusal('verify', 'w')).toContain('"w"')
})

test('an option without its value is one sentence', async () => {
  expect(await refusal('verify', '--workspace')).toMatch(/^The option --workspace needs a value;/)
  expect(await refusal('evaluate', '--seed', '-1')).toMatch(/^The option --seed needs a value;/)
})

test('a switch with a value is one sentence', async () => {
  expect(await refusal('inspect', 'a.tif', '--checksum=yes')).toMatch(/--checksum.*\.$/)
})

test('a port that no machine has is refused', async () => {
  expect(await refusal('serve', '--port', '99999')).toBe(
    '--port is 99999; at most 65535 is possible.',
  )
})

test('a tool without a name is refused before a workspace is made', async () => {
  const workspace = join(folder, 'w')
  const order = ['evaluate', '--dataset', folder, '--workspace', workspace]
  expect(await refusal(...order)).toBe('Please name at least one --tool.')
  expect(await refusal(...order, '--tool', 'predictions:')).toBe(
    '--tool "predictions:" names no tool.',
  )
  expect(await refusal(...order, '--tool', '')).toBe('--tool "" names no tool.')
  expect(existsSync(workspace)).toBe(false)
})
