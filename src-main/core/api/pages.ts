/** The built pages, from one folder, nothing above it. File types are a closed list. */
import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, relative, resolve } from 'node:path'
import { TouchstoneError } from '../errors.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
}

export async function pageFile(pagesDir: string, pathname: string): Promise<Response> {
  const path = pagePath(pagesDir, pathname)
  const type = path === null ? undefined : types[extname(path)]
  if (path === null || !type)
    throw new TouchstoneError('not-found', `There is no page ${pathname}.`)
  const bytes = await readFile(path).catch(() => {
    throw new TouchstoneError('not-found', `There is no page ${pathname}.`)
  })
  // Names under assets/ carry a hash of their content.
  const cache = pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
  return new Response(bytes, {
    headers: {
      'content-type': type,
      'content-length': String(bytes.byteLength),
      'cache-control': cache,
    },
  })
}

/** Null for anything that would leave the folder, encoded or not. */
export function pagePath(pagesDir: string, pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (decoded.includes('\0')) return null
  const root = resolve(pagesDir)
  const path = resolve(root, `.${decoded === '/' ? '/index.html' : decoded}`)
  const way = relative(root, path)
  return way.startsWith('..') || isAbsolute(way) ? null : path
}
