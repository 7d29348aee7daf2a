/**
 * What counts as our own address in the desktop window. Protocol and host are compared, never `origin`,
 * which is the word "null" for custom schemes in Node.
 */
export const scheme = 'touchstone'
export const hostName = 'app'
export const homeAddress = `${scheme}://${hostName}/`

export function isOurs(address: string | null | undefined): boolean {
  if (!address) return false
  const url = parse(address)
  return url !== null && url.protocol === `${scheme}:` && url.host.toLowerCase() === hostName
}

/** Web pages that a link may open in the system's browser. Nothing from images or model packages. */
const externalHosts = ['bioimage.io', 'github.com', 'doi.org']

export function mayOpenOutside(address: string): boolean {
  const url = parse(address)
  return (
    url !== null &&
    url.protocol === 'https:' &&
    url.username === '' &&
    url.password === '' &&
    url.port === '' &&
    externalHosts.includes(url.hostname)
  )
}

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null
}
