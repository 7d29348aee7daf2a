/** The contract through the window's scheme, with what Electron does to requests and answers on the way. */
import { expect, test } from 'vitest'
import { serveScheme } from '../../../src-main/hosts/electron/scheme.ts'
import type { Door } from '../../contract/doors.ts'
import { expectSameAnswers } from '../../contract/same-answers.ts'

type Handler = (request: Request) => Promise<Response>

/**
 * Imitates `protocol.handle` of Electron 45: the request is built anew without its signal, headers of one
 * name collapse into one, the answer is built anew, and a throw is a network error without a reason.
 */
function fakeDesktop(handle: Handler): Door {
  let registered: Handler | null = null
  serveScheme(
    {
      handle: (_scheme, handler) => {
        registered = handler as Handler
      },
    },
    handle,
  )
  return {
    ask: async ({ path, method, body }) => {
      if (!registered) throw new Error('nothing was registered')
      const request = new Request(`touchstone://app${path}`, {
        method,
        ...(body === undefined ? {} : { body }),
      })
      try {
        const { status, headers, ...answer } = await passOn(registered, request)
        return new Response(answer.body, { status, headers: collapse(headers) })
      } catch {
        throw new TypeError('Failed to fetch')
      }
    },
    close: () => Promise.resolve(),
  }
}

async function passOn(
  handler: Handler,
  asked: Request,
): Promise<{ status: number; headers: Headers; body: ArrayBuffer }> {
  const { url, method, headers } = asked
  const body = method === 'GET' ? undefined : await asked.arrayBuffer()
  const rebuilt = new Request(url, {
    method,
    headers: collapse(headers),
    ...(body === undefined ? {} : { body }),
  })
  Object.defineProperty(rebuilt, 'signal', { value: undefined })
  const answer = await handler(rebuilt)
  return { status: answer.status, headers: answer.headers, body: await answer.arrayBuffer() }
}

/** The last one of a name stays. */
function collapse(headers: Headers): Record<string, string> {
  return Object.fromEntries(headers.entries())
}

expectSameAnswers('the window', (core) =>
  Promise.resolve(fakeDesktop((request) => core.handle(request))),
)

test('a core that throws is an answer with the reason, not a network error', async () => {
  const door = fakeDesktop(() => Promise.reject(new Error('broken')))
  const answer = await door.ask({ method: 'GET', path: '/api/workspace' })
  expect(answer.status).toBe(500)
  expect(await answer.json()).toEqual({ error: { code: 'internal', message: 'broken' } })
})
