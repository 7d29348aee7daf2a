/** The core's handler over HTTP on 127.0.0.1, behind the guard. */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { wholeBodyOf } from '../../core/api/pixel-response.ts'
import { TouchstoneError } from '../../core/errors.ts'
import { securityHeaders } from '../../core/api/security-headers.ts'
import { judge, type AskedRequest, type GuardRules } from './guard.ts'

export interface WebHost {
  /** With the token; works until the host stops. */
  readonly address: string
  readonly origin: string
  readonly token: string
  close(): Promise<void>
}

export type Handle = (request: Request) => Promise<Response>

export async function listen(handle: Handle, port: number): Promise<WebHost> {
  const token = randomBytes(24).toString('base64url')
  const rules = { port, token }
  const listener = getRequestListener(
    async (request, { outgoing }) => {
      const response = await guarded(request, rules, handle)
      return sentWhole(response, outgoing as ServerResponse) ? RESPONSE_ALREADY_SENT : response
    },
    { overrideGlobalObjects: false },
  )
  const server = createServer((incoming: IncomingMessage, outgoing) => {
    void listener(incoming, outgoing)
  })
  await opened(server, port)
  rules.port = (server.address() as AddressInfo).port
  const origin = `http://127.0.0.1:${rules.port}`
  return {
    address: `${origin}/?token=${token}`,
    origin,
    token,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

async function guarded(request: Request, rules: GuardRules, handle: Handle): Promise<Response> {
  const verdict = judge(asked(request), rules)
  if (verdict.kind === 'allow') return handle(request)
  if (verdict.kind === 'set-cookie')
    return new Response(null, {
      status: 303,
      headers: { ...securityHeaders, location: verdict.location, 'set-cookie': verdict.cookie },
    })
  return new Response(
    JSON.stringify({ error: { code: 'not-allowed', message: verdict.message } }),
    {
      status: verdict.status,
      headers: { ...securityHeaders, 'content-type': 'application/json; charset=utf-8' },
    },
  )
}

/** Pixels without the detour over a stream, which takes longer than reading them from the disk. */
function sentWhole(response: Response, outgoing: ServerResponse): boolean {
  const body = wholeBodyOf(response)
  if (body === undefined) return false
  outgoing.writeHead(response.status, [...response.headers].flat())
  outgoing.end(body)
  return true
}

function asked(request: Request): AskedRequest {
  const header = (name: string): string | null => request.headers.get(name)
  return {
    method: request.method,
    url: new URL(request.url),
    host: header('host'),
    origin: header('origin'),
    fetchSite: header('sec-fetch-site'),
    cookie: header('cookie'),
    authorization: header('authorization'),
  }
}

function opened(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new TouchstoneError(
              'conflict',
              `Port ${port} is in use by another program; choose another with --port, or 0 for any free one.`,
            )
          : error,
      )
    })
    server.listen(port, '127.0.0.1', () => {
      resolve()
    })
  })
}
