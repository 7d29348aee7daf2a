import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  runProgram,
  type ProgramOrder,
} from '../../../../src-main/core/tools/command/run-program.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-program-'))
  await mkdir(join(folder, 'work'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function run(script: string, more: Partial<ProgramOrder> = {}) {
  return runProgram({
    program: process.execPath,
    arguments: ['-e', script],
    environment: { PATH: process.env['PATH'] ?? '', GREETING: 'hello' },
    folder: join(folder, 'work'),
    stdoutPath: join(folder, 'out.txt'),
    stderrPath: join(folder, 'err.txt'),
    limits: { seconds: 30, memoryMb: null, outputMb: 10 },
    ...more,
  })
}

test('who says nothing in the second text has its last words in the first', async () => {
  const { lastWords } = await run('process.stdout.write("step 1\\nstep 2")')
  expect(lastWords).toBe('step 1\nstep 2')
})

test('its texts are kept to the last letter, with its exit code', async () => {
  const { end, lastWords } = await run(
    'process.stdout.write("x".repeat(300000)); process.stderr.write(process.env.GREETING + (process.env.HOME ?? " alone")); process.exitCode = 3',
  )
  expect(end).toEqual({ kind: 'exit', code: 3 })
  expect(lastWords).toBe('hello alone')
  expect(await readFile(join(folder, 'out.txt'), 'utf8')).toHaveLength(300_000)
  expect(await readFile(join(folder, 'err.txt'), 'utf8')).toBe('hello alone')
})

test('a program that is not there, or dies of a signal, is told as such', async () => {
  expect((await run('', { program: 'no-such-program-here' })).end).toEqual({
    kind: 'not-started',
    reason: 'ENOENT',
  })
  expect((await run('process.kill(process.pid, "SIGSEGV")')).end).toEqual({
    kind: 'signal',
    signal: 'SIGSEGV',
  })
})

describe('limits', () => {
  const limits = { seconds: 30, memoryMb: null, outputMb: 10 }

  test('of time: it and what it started are ended', async () => {
    const script =
      'const c = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "inherit" }); console.log(c.pid); setInterval(() => {}, 1000)'
    const { end, seconds } = await run(script, { limits: { ...limits, seconds: 1.5 } })
    expect(end).toEqual({ kind: 'stopped', by: 'time' })
    expect(seconds).toBeLessThan(8)
    const child = Number(await readFile(join(folder, 'out.txt'), 'utf8'))
    expect(child).toBeGreaterThan(0)
    if (process.platform === 'linux')
      await expect.poll(() => isRunning(child), { timeout: 3000 }).toBe(false)
  })

  test('of what it says', async () => {
    const script =
      'const line = "y".repeat(65536); const flood = () => { while (process.stdout.write(line)); process.stdout.once("drain", flood) }; flood()'
    const { end } = await run(script, { limits: { ...limits, outputMb: 2 } })
    expect(end).toEqual({ kind: 'stopped', by: 'output' })
    expect((await readFile(join(folder, 'out.txt'))).length).toBeLessThanOrEqual(2 * 2 ** 20)
  })

  test('of what it writes', async () => {
    const script =
      'require("fs").writeFileSync("big.bin", Buffer.alloc(4 * 2 ** 20)); setInterval(() => {}, 1000)'
    const { end } = await run(script, { limits: { ...limits, outputMb: 2 } })
    expect(end).toEqual({ kind: 'stopped', by: 'output' })
  })

  test.skipIf(process.platform !== 'linux')('of memory (needs Linux)', async () => {
    const script = 'globalThis.kept = Buffer.alloc(400 * 2 ** 20, 1); setInterval(() => {}, 1000)'
    const { end, peakMemoryBytes } = await run(script, { limits: { ...limits, memoryMb: 200 } })
    expect(end).toEqual({ kind: 'stopped', by: 'memory' })
    expect(peakMemoryBytes).toBeGreaterThan(200 * 2 ** 20)
  })

  test('a person who cancels', async () => {
    const controller = new AbortController()
    setTimeout(() => {
      controller.abort()
    }, 300)
    const { end } = await run('setInterval(() => {}, 1000)', { signal: controller.signal })
    expect(end).toEqual({ kind: 'stopped', by: 'cancelled' })
  })
})

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
