/** The kind of a picture by its first bytes: only those that a browser shows and that carry no script. Pure. */

/** Larger ones are not shown. */
export const largestCoverBytes = 10 * 1024 * 1024
export const coverHeadBytes = 16

/** The media type, or null for anything else; SVG is a document with scripts and none of these. */
export function coverType(head: Uint8Array): string | null {
  const text = Buffer.from(head).toString('latin1')
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (/^GIF8[79]a/.test(text)) return 'image/gif'
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp'
  return null
}
