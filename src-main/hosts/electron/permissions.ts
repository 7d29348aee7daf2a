/** One table, default no. Without these handlers Electron grants everything that a page asks for. */
const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen'])

export function mayUse(permission: string): boolean {
  return allowed.has(permission)
}
