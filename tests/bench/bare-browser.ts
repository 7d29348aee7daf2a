/**
 * A Chromium that only evaluates scripts. Playwright watches every request of its pages and keeps the bodies,
 * which takes longer than what is measured here.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

export interface BarePage {
  /** The value of an expression, awaited, as JSON. */
  evaluate(expression: string): Promise<unknown>
}

export interface BareBrowserOptions {
  /** More switches, for instance to draw with the processor where there is no graphics card. */
  readonly switches?: readonly string[]
  /** A script that runs in every document before its own. */
  readonly first?: string
}

export interface BareBrowser {
  open(address: string): Promise<BarePage>
  /** Resident memory of the pages' processes, bytes; their shared parts counted once each (PSS). */
  pageBytes(): number
  close(): Promise<void>
}

interface Answer {
  readonly id?: number
  readonly error?: { readonly message: string }
  readonly result?: {
    readonly targetId?: string
    readonly sessionId?: string
    readonly result?: { readonly value?: unknown; readonly description?: string }
    readonly exceptionDetails?: { readonly exception?: { readonly description?: string } }
  }
}

const args = [
  '--headless',
  '--no-sandbox', // as root, as in most containers, Chromium does not start with it
  '--no-first-run',
  '--disable-background-networking',
  '--remote-debugging-port=0',
]

export async function launchBareBrowser(
  executablePath: string,
  { switches = ['--disable-gpu'], first }: BareBrowserOptions = {},
): Promise<BareBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'touchstone-browser-'))
  const child = spawn(
    executablePath,
    [...args, ...switches, `--user-data-dir=${profile}`, 'about:blank'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const socket = new WebSocket(
    await new Promise<string>((resolve, reject) => {
      let said = ''
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text
        const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
        if (found !== undefined) resolve(found)
      })
      child.once('error', reject)
      void ended.then(() => {
        reject(new Error(`Chromium ended: ${said.slice(-500)}`))
      })
    }),
  )
  await new Promise((resolve) => {
    socket.addEventListener('open', resolve)
  })
  const waiting = new Map<number, (answer: Answer) => void>()
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer
    waiting.get(answer.id ?? 0)?.(answer)
  })
  let lastId = 0

  async function order(method: string, params: object, sessionId?: string) {
    const id = ++lastId
    const { promise, resolve } = Promise.withResolvers<Answer>()
    waiting.set(id, resolve)
    socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }))
    const { error, result = {} } = await promise
    waiting.delete(id)
    if (error) throw new Error(`${method}: ${error.message}`)
    return result
  }

  return {
    async open(address) {
      const { targetId } = await order('Target.createTarget', { url: 'about:blank' })
      const { sessionId } = await order('Target.attachToTarget', { targetId, flatten: true })
      if (first !== undefined) {
        await order('Page.enable', {}, sessionId)
        await order('Page.addScriptToEvaluateOnNewDocument', { source: first }, sessionId)
      }
      await order('Page.navigate', { url: address }, sessionId)
      const evaluate = async (expression: string): Promise<unknown> => {
        const { result, exceptionDetails } = await order(
          'Runtime.evaluate',
          { expression, awaitPromise: true, returnByValue: true },
          sessionId,
        )
        if (exceptionDetails)
          throw new Error(exceptionDetails.exception?.description ?? 'the script failed')
        return result?.value
      }
      // Between two documents there is none to ask.
      const state = () => evaluate('location.href + document.readyState').catch(() => '')
      const deadline = Date.now() + 20_000
      while (!/^http.*complete$/.test(String(await state())))
        if (Date.now() > deadline) throw new Error(`${address} did not load within 20 s`)
        else await setTimeout(50)
      return { evaluate }
    },
    pageBytes: () =>
      processesBelow(child.pid ?? 0)
        .filter((pid) => readIfThere(`/proc/${pid}/cmdline`).includes('--type=renderer'))
        .map((pid) => /^Pss:\s+(\d+)/m.exec(readIfThere(`/proc/${pid}/smaps_rollup`))?.[1])
        .reduce((sum, kib) => sum + Number(kib ?? 0) * 1024, 0),
    async close() {
      child.kill()
      await ended
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function processesBelow(root: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc'))
    if (/^\d+$/.test(name))
      parents.set(
        Number(name),
        Number(/\) \S (\d+)/.exec(readIfThere(`/proc/${name}/stat`))?.[1] ?? 0),
      )
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid)
    return parent !== undefined && (parent === root || isBelow(parent))
  }
  return [...parents.keys()].filter(isBelow)
}

/** A process may end at any moment. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
