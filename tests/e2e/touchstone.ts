/** What the browser tests share: a browser, and a Touchstone served from a workspace of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  test as base,
  chromium as playwrightChromium,
  expect,
  type Browser,
  type Page,
} from '@playwright/test'

const repositoryDir = join(import.meta.dirname, '..', '..')

export interface Served {
  readonly address: string
  readonly workspaceDir: string
  readonly process: ChildProcess
  stop(): Promise<void>
}

/** Starts `npm start -- --no-open` as a person would; resolves when the address is printed. */
export async function serveTouchstone(
  workspaceDir: string,
  args: readonly string[] = [],
): Promise<Served> {
  const child = spawn(
    process.execPath,
    ['scripts/launch.mjs', 'scripts/start.ts', '--no-open', '--workspace', workspaceDir, ...args],
    { cwd: repositoryDir, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let messages = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    messages += text
  })
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(text)
      if (found) resolve(found[0])
    })
    child.on('exit', (code) => {
      reject(new Error(`the host ended with exit code ${code ?? 'unknown'}: ${messages}`))
    })
  })
  return {
    address,
    workspaceDir,
    process: child,
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit')
        if (child.exitCode !== null || child.signalCode !== null) resolve()
        else {
          child.on('exit', () => {
            resolve()
          })
          child.kill('SIGTERM')
        }
      }),
  }
}

/** The first start evaluates two examples; fails when they are not done within 90 s. */
async function examplesAreDone(address: string): Promise<void> {
  const { origin, searchParams } = new URL(address)
  const headers = { authorization: `Bearer ${searchParams.get('token') ?? ''}` }
  await expect
    .poll(
      async () => {
        const answer = await fetch(`${origin}/api/evaluations`, { headers })
        return ((await answer.json()) as { state: string }[]).map(({ state }) => state)
      },
      { timeout: 90_000, intervals: [500] },
    )
    .toEqual(['done', 'done'])
}

export function newWorkspaceDir(): string {
  return join(mkdtempSync(join(tmpdir(), 'touchstone-e2e-')), 'workspace')
}

/**
 * Not the package's own list: that one is for serverless hosts, where the whole browser is one process that
 * ends with its first page, and it switches web security off.
 */
const browserArgs = [
  '--no-sandbox', // as root, as in most containers, Chromium does not start with it
  '--disable-background-networking',
  '--ignore-gpu-blocklist',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--font-render-hinting=none',
]

async function launchBrowser(): Promise<Browser> {
  if (process.platform !== 'linux') return playwrightChromium.launch()
  const { default: chromium } = await import('@sparticuz/chromium')
  return playwrightChromium.launch({
    executablePath: await chromium.executablePath(),
    args: browserArgs,
  })
}

interface Fixtures {
  /** A page that holds the token's cookie and shows the first page. */
  readonly page: Page
}

interface WorkerFixtures {
  readonly chromium: Browser
  /** One host for all tests of a worker, with the examples evaluated. */
  readonly served: Served
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  chromium: [
    async ({}, use) => {
      const browser = await launchBrowser()
      await use(browser)
      await browser.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  served: [
    async ({}, use) => {
      const served = await serveTouchstone(newWorkspaceDir())
      await examplesAreDone(served.address)
      await use(served)
      await served.stop()
      rmSync(served.workspaceDir, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  page: async ({ chromium, served }, use) => {
    const context = await chromium.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    await page.goto(served.address)
    await use(page)
    await context.close()
  },
})

export { expect } from '@playwright/test'
