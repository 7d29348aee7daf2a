/** Paths as text: the pages show them and never open them. Both slashes occur. */

export function fileName(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).at(-1) ?? path
}

/** The folder between `base` and the file, `` where the file lies in `base`; null where it lies elsewhere. */
export function folderWithin(base: string, path: string): string | null {
  const parts = path.split(/[\\/]/)
  const root = base.replace(/[\\/]+$/, '').split(/[\\/]/)
  if (root.some((part, index) => parts[index] !== part)) return null
  return parts.slice(root.length, -1).join('/')
}

/** Quoted for a POSIX shell where it needs to be. */
export function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`
}

/** Of the machine that holds the files, by how its folders are written. */
export type Shell = 'posix' | 'windows'
export function shellOf(folder: string): Shell {
  return /^([A-Za-z]:[\\/]|\\\\)/.test(folder) ? 'windows' : 'posix'
}

/** Quoted for that machine's shell. On Windows for the C runtime that reads it, as cmd and PowerShell 7.3 pass it on. */
export function quotedFor(shell: Shell, argument: string): string {
  if (shell === 'posix') return quoted(argument)
  if (/^[\w@+=:,./\\-]+$/.test(argument)) return argument
  const escaped = argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')
  return `"${escaped}"`
}

/** JSON as an argument: signs that cmd takes for its own where quotes are nested are written as escapes. */
export function jsonArgument(value: unknown): string {
  return JSON.stringify(value).replace(
    /[&|<>^%!]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** A path that may be relative to a folder, in full. */
export function fullPath(folder: string, path: string): string {
  if (path.startsWith('/') || shellOf(path) === 'windows') return path
  const slash = shellOf(folder) === 'windows' ? '\\' : '/'
  return `${folder.replace(/[\\/]+$/, '')}${slash}${path.replaceAll('/', slash)}`
}
