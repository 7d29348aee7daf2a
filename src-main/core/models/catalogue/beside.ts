/** Where a file lies that a description or a collection names: beside it, on disk or on the web. Pure. */
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { TouchstoneError } from '../../errors.ts'
import { isWebAddress } from '../download/open-address.ts'

/** The place that names: a web address, or the path of a file. */
export type Place =
  | { readonly kind: 'web'; readonly address: string }
  | { readonly kind: 'file'; readonly path: string }

/**
 * A path is taken relative to the folder of `named`, and must stay inside it on disk; on the web the version
 * asked for is asked for again. Throws `not-allowed` for full paths, ways out and `file://`.
 */
export function besideOf(named: Place, source: string): Place {
  if (isWebAddress(source)) return { kind: 'web', address: source }
  if (/^[a-z][a-z0-9+.-]+:/i.test(source) || isAbsolute(source) || /^[a-z]:[\\/]/i.test(source)) {
    throw new TouchstoneError(
      'not-allowed',
      `${source} is named by its full place on one machine; only paths beside the file that names it and web addresses are followed.`,
    )
  }
  if (named.kind === 'web') return { kind: 'web', address: besideAddress(named.address, source) }
  const folder = dirname(named.path)
  const path = resolve(folder, source)
  const way = relative(folder, path)
  if (way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) {
    throw new TouchstoneError(
      'not-allowed',
      `${source} leads outside ${folder}, the folder of the file that names it.`,
    )
  }
  return { kind: 'file', path }
}

/** Zenodo puts a file's name before a last `content`; Hypha a version into the question. */
function besideAddress(address: string, source: string): string {
  const url = new URL(address)
  const question = url.search
  const isContent = /\/files\/[^/]+\/content$/.test(url.pathname)
  if (isContent) url.pathname = url.pathname.replace(/\/content$/, '')
  const path = source
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/')
  const beside = new URL(path, url)
  if (isContent) beside.pathname += '/content'
  beside.search = question
  return beside.href
}
