import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import {
  endProcesses,
  processesOf,
  processMark,
} from '../../../../src-main/core/tools/command/process-tree.ts'

test.skipIf(process.platform !== 'linux')(
  'a descendant that left its group is found and ended with the rest (needs Linux)',
  async () => {
    const mark = `test-${process.pid}`
    const child = spawn('sh', ['-c', 'setsid sleep 60 & sleep 60 & wait'], {
      env: { ...process.env, [processMark]: mark },
      detached: true,
      stdio: 'ignore',
    })
    await expect.poll(async () => (await processesOf(child.pid!, mark)).length).toBe(3)
    const [first] = await processesOf(child.pid!, mark)
    expect(first!.residentBytes).toBeGreaterThan(0)
    await endProcesses(child.pid!, mark)
    expect(await processesOf(child.pid!, mark)).toEqual([])
  },
)

test('what has ended already is no error', async () => {
  const child = spawn(process.execPath, ['-e', ''])
  await new Promise((resolve) => child.once('exit', resolve))
  await endProcesses(child.pid!, 'nobody')
  expect(await processesOf(child.pid!, 'nobody')).toEqual([])
})
