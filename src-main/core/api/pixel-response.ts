/**
 * Pixels over HTTP: raw little-endian bytes with their type and shape in headers. A tile that is asked for
 * with the present content key may be kept for good, any other is asked after each time.
 */
import { tileHeaders } from '../../contract/images.ts'
import type { TileAnswer } from '../engine-port.ts'

/** The engine has waited for the level before it answers: who asks again at once waits there. */
const retryAfterSeconds = 0

/** `askedKey` is the `?v=` of the address. */
export function tileResponse(answer: TileAnswer, askedKey: string | undefined): Response {
  if (answer.kind === 'under-way')
    return Response.json(
      { fraction: answer.fraction },
      { status: 202, headers: { 'retry-after': String(retryAfterSeconds) } },
    )
  const { contentKey } = answer
  const caching = {
    etag: `"${contentKey}"`,
    'cache-control':
      askedKey === contentKey ? 'private, max-age=31536000, immutable' : 'private, no-cache',
  }
  if (answer.kind === 'unchanged') return new Response(null, { status: 304, headers: caching })
  const { bytes, dtype, shape, filledPixels } = answer
  const response = new Response(streamOf(bytes), {
    headers: {
      ...caching,
      'content-type': 'application/octet-stream',
      'content-length': String(bytes.byteLength),
      [tileHeaders.dtype]: dtype,
      [tileHeaders.shape]: shape.join(','),
      ...(filledPixels > 0 ? { [tileHeaders.filled]: String(filledPixels) } : {}),
    },
  })
  wholeBodies.set(response, bytes)
  return response
}

/** Made only where it is read: a body of bytes would be copied first. */
function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      pull(controller) {
        controller.enqueue(bytes)
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}

const wholeBodies = new WeakMap<Response, Uint8Array>()

/** The whole body of a tile, for hosts that send bytes with less effort than a stream. */
export function wholeBodyOf(response: Response): Uint8Array | undefined {
  return wholeBodies.get(response)
}

/** The content key within `If-None-Match`, which is one of our entity tags or of no use. */
export function knownKeyOf(ifNoneMatch: string | undefined): string | null {
  return /^\s*(?:W\/)?"([^"]+)"\s*$/.exec(ifNoneMatch ?? '')?.[1] ?? null
}
