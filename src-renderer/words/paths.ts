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
