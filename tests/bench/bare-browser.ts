/**
 * A Chromium that only evaluates scripts. Playwright watches every request of its pages and keeps the bodies,
 * which takes longer than what is measured here.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

export interface BarePage {
  /** The value of an expression, awaited, as JSON. */
  evaluate(expression: string): Promise<unknown>
}

export interface BareBrowser {
  open(address: string): Promise<BarePage>
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
  '--disable-gpu',
  '--remote-debugging-port=0',
]

export async function launchBareBrowser(executablePath: string): Promise<BareBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'touchstone-browser-'))
  const child = spawn(executablePath, [...args, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
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
      const { targetId } = await order('Target.createTarget', { url: address })
      const { sessionId } = await order('Target.attachToTarget', { targetId, flatten: true })
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
    async close() {
      child.kill()
      await ended
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
