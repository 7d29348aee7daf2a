/**
 * Asks a web address, only ever because a person ordered it. Encrypted, except on this machine and in private
 * networks; every redirect and every address that a name stands for is checked before it is asked.
 */
import { lookup as resolveName } from 'node:dns/promises'
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { messageOf, TouchstoneError } from '../../errors.ts'
import { mayReach, nearestOf, reachOf, type Reach } from './address-reach.ts'

export interface AddressOptions {
  /** Where the order came from: nothing nearer is asked. */
  readonly origin: Reach
  readonly signal?: AbortSignal | undefined
  readonly method?: 'GET' | 'HEAD'
}

export interface Answer {
  /** After redirects. */
  readonly address: string
  readonly reach: Reach
  /** As the server states it. */
  readonly sizeBytes: number | null
  readonly body: IncomingMessage
}

const mostRedirects = 5
const answerTimeoutMs = 20_000

export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text)
}

/**
 * Throws `bad-request` (no web address), `not-allowed` (where it must not lead), `not-reachable` (no
 * connection, no answer, or an answer that is an error), `cancelled`.
 */
export async function openAddress(address: string, options: AddressOptions): Promise<Answer> {
  let next = address
  let { origin } = options
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const url = parseAddress(next)
    const { response, reach } = await ask(url, { ...options, origin })
    const { statusCode = 0, headers } = response
    if ([301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined) {
      response.destroy()
      next = new URL(headers.location, url).href
      origin = mayReach(origin, reach) ? reach : origin
      continue
    }
    if (statusCode === 200) {
      const length = headers['content-length']
      const sizeBytes = length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : null
      return { address: url.href, reach, sizeBytes, body: response }
    }
    response.destroy()
    throw new TouchstoneError('not-reachable', statusSentence(url, statusCode), { statusCode })
  }
  throw new TouchstoneError(
    'not-reachable',
    `${address} leads on from address to address more than ${mostRedirects} times.`,
  )
}

function parseAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url && (url.protocol === 'https:' || url.protocol === 'http:')) {
    // A name and a password in an address would end up in records and messages.
    if (url.username === '' && url.password === '') return url
    throw new TouchstoneError(
      'not-allowed',
      `The address at ${url.host} carries a user name or password; those are not sent.`,
    )
  }
  throw new TouchstoneError(
    'bad-request',
    `${address} is no web address; it must begin with https://.`,
  )
}

async function ask(
  url: URL,
  { origin, signal, method = 'GET' }: AddressOptions,
): Promise<{ readonly response: IncomingMessage; readonly reach: Reach }> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const resolved = isIP(host) > 0 ? [{ address: host, family: isIP(host) }] : await addressesOf(url)
  const reach = nearestOf(resolved.map((one) => reachOf(one.address)))
  requireAllowed(url, reach, origin)
  // The addresses that were checked are the ones that are used: a name may answer differently next time.
  const lookup: LookupFunction = (_name, options, callback) => {
    const [first] = resolved
    if (options.all) callback(null, resolved)
    else callback(null, first?.address ?? '', first?.family)
  }
  const options: RequestOptions = {
    method,
    lookup,
    headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'touchstone' },
    ...(signal ? { signal } : {}),
  }
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request =
      url.protocol === 'https:' ? requestHttps(url, options) : requestHttp(url, options)
    const timer = setTimeout(() => {
      request.destroy(new Error(`no answer within ${answerTimeoutMs / 1000} seconds`))
    }, answerTimeoutMs)
    request.once('response', (answer) => {
      clearTimeout(timer)
      resolve(answer)
    })
    request.once('error', (error) => {
      clearTimeout(timer)
      reject(networkError(url, error, signal))
    })
    request.end()
  })
  return { response, reach }
}

async function addressesOf(url: URL): Promise<{ address: string; family: number }[]> {
  try {
    return await resolveName(url.hostname, { all: true })
  } catch (error) {
    throw networkError(url, error)
  }
}

function requireAllowed(url: URL, reach: Reach, origin: Reach): void {
  if (!mayReach(origin, reach)) {
    const where = reach === 'machine' ? 'this machine itself' : 'the private network'
    throw new TouchstoneError(
      'not-allowed',
      reach === 'never'
        ? `${url.href} leads to an address that is never asked.`
        : `${url.href} leads to ${where}, but what names it came from further away; it is not asked.`,
    )
  }
  if (url.protocol === 'https:' || reach !== 'public') return
  throw new TouchstoneError(
    'not-allowed',
    `${url.href} is not encrypted; outside private networks only https:// addresses are asked.`,
  )
}

/** The network's error in one sentence; an aborted request is `cancelled`. */
export function networkError(url: URL, error: unknown, signal?: AbortSignal): TouchstoneError {
  if (signal?.aborted) return new TouchstoneError('cancelled', 'It was cancelled.')
  const code = codeOf(error)
  const reason =
    code === 'ENOTFOUND' || code === 'EAI_AGAIN'
      ? `the name ${url.hostname} cannot be found. This machine may be offline; install from a file or folder instead`
      : code === 'ECONNREFUSED'
        ? 'nothing answers there'
        : code === 'ENETUNREACH' || code === 'EHOSTUNREACH'
          ? 'there is no way to it from here. This machine may be offline; install from a file or folder instead'
          : code === 'ECONNRESET'
            ? 'the connection broke off'
            : messageOf(error)
              ? `${messageOf(error)}${code === '' ? '' : ` (${code})`}`
              : code || 'unknown reason'
  return new TouchstoneError('not-reachable', `${url.href} cannot be reached: ${reason}.`, { code })
}

/** Trying several addresses of one name fails with all their errors; the first stands for them. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function statusSentence(url: URL, status: number): string {
  const reason =
    status === 404 || status === 410
      ? 'there is no such file'
      : status === 401 || status === 403
        ? 'it is not given without an account'
        : status === 429
          ? 'the server asks to try again later'
          : 'the server cannot give it now'
  return `${url.href} was answered with ${status}: ${reason}.`
}
