/**
 * The body of a response in one buffer. Read into place as it comes: `arrayBuffer()` gathers it in pieces
 * first, which takes Chromium longer than the way from the core.
 */
import { largestPlaneAnswerBytes } from '../../src-main/contract/images.ts'

/** Shorter than its `content-length` where the connection ended early. */
export async function wholeBody(response: Response): Promise<ArrayBuffer> {
  const sizeBytes = Number(response.headers.get('content-length') ?? Number.NaN)
  const reader = sizeBytes > 0 && sizeBytes <= largestPlaneAnswerBytes ? intoPlace(response) : null
  if (reader === null) return response.arrayBuffer()
  let buffer = new ArrayBuffer(sizeBytes)
  let at = 0
  while (at < sizeBytes) {
    const { value, done } = await reader.read(new Uint8Array(buffer, at))
    if (value === undefined) return new ArrayBuffer(0) // cancelled
    buffer = value.buffer
    at += value.byteLength
    if (done) return buffer.slice(0, at)
  }
  return buffer
}

/** Null in browsers whose responses cannot be read in this way. */
function intoPlace({ body }: Response): ReadableStreamBYOBReader | null {
  try {
    return body?.getReader({ mode: 'byob' }) ?? null
  } catch {
    return null
  }
}
