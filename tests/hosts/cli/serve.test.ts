/** `serve`: one line with the address, answers for who has the key, and a clean end. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentSecurityPolicy } from '../../../src-main/core/api/security-headers.ts'
import { newFolder } from '../../contract/small-dataset.ts'
import { ensureBuilt } from '../built.ts'
import { startTouchstone, touchstone } from './touchstone.ts'

let folder: string
let child: ReturnType<typeof startTouchstone>
let address: URL
let stdout = ''

beforeAll(async () => {
  await ensureBuilt()
  folder = newFolder()
  child = startTouchstone(['serve', '--port', '0', '--workspace', 'workspace'], folder)
  address = await new Promise<URL>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      if (stdout.endsWith('\n')) resolve(new URL(stdout.trim()))
    })
    child.once('exit', (code) => {
      reject(new Error(`serve ended with ${code ?? 'a signal'}`))
    })
  })
}, 120_000)
afterAll(() => {
  child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const bearer = (): { headers: Record<string, string> } => ({
  headers: { authorization: `Bearer ${address.searchParams.get('token') ?? ''}` },
})

test('the address is all that stdout holds, on the loopback, with the key', () => {
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{20,}\n$/)
})

test('the history answers 200 with the key and 401 without, always with the CSP', async () => {
  const history = new URL('/api/history', address)
  const [allowed, refused] = [await fetch(history, bearer()), await fetch(history)]
  expect([allowed.status, refused.status]).toEqual([200, 401])
  expect(await allowed.json()).toMatchObject({ total: 1, events: [{ type: 'workspace-created' }] })
  for (const answer of [allowed, refused])
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
})

test('the built page is served, and every file that it names', async () => {
  const page = await (await fetch(new URL('/', address), bearer())).text()
  const files = [...page.matchAll(/(?:src|href)="(\.[^"]+)"/g)].map(([, file]) => file ?? '')
  expect(files.length).toBeGreaterThanOrEqual(2)
  for (const file of files) {
    const answer = await fetch(new URL(file, address), bearer())
    expect([file, answer.status]).toEqual([file, 200])
    await answer.arrayBuffer()
  }
})

test('a port that is taken is refused with a sentence', async () => {
  const second = await touchstone(
    ['serve', '--json', '--port', address.port, '--workspace', 'second'],
    folder,
  )
  expect(second.status).toBe(2)
  expect(second.json()).toMatchObject({ error: { code: 'conflict' } })
  expect(second.stdout).toContain(`Port ${address.port} is in use`)
})

test('asked to stop, it closes the record and ends with status 0', async () => {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  const verified = await touchstone(
    ['verify', '--json', '--workspace', join(folder, 'workspace')],
    folder,
  )
  expect(verified.json()).toMatchObject({ ok: true, events: 1 })
})
