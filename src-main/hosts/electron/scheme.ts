/** The scheme that serves pages and API in the window: no open port, no file://. */
import type { CustomScheme, Protocol } from 'electron/main'
import { securityHeaders } from '../../core/api/security-headers.ts'
import { isOurs, scheme } from './origin.ts'

/** Registered once, before the app is ready. `bypassCSP` stays off. */
export const schemeDescription: CustomScheme = {
  scheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
}

export type Handle = (request: Request) => Promise<Response>

/** A throw in a protocol handler reaches the page as "Failed to fetch", so nothing may throw here. */
export function serveScheme(protocol: Pick<Protocol, 'handle'>, handle: Handle): void {
  protocol.handle(scheme, async (request) => {
    const { initiatorOrigin } = request as Request & { readonly initiatorOrigin?: string }
    if (!isOurs(request.url) || (initiatorOrigin !== undefined && !isOurs(`${initiatorOrigin}/`)))
      return refusal(403, 'This address belongs to the window of Touchstone only.')
    try {
      return await handle(request)
    } catch (error) {
      return refusal(500, error instanceof Error ? error.message : String(error))
    }
  })
}

function refusal(status: number, message: string): Response {
  const code = status === 403 ? 'not-allowed' : 'internal'
  return Response.json({ error: { code, message } }, { status, headers: { ...securityHeaders } })
}
