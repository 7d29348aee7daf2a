/** Processes as /proc shows them (Linux): children of one, and whether it still runs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'

export const canFindProcesses = existsSync('/proc/self/stat')

interface Found {
  readonly pid: number
  readonly command: string
}

/** Running children; a dead one that nobody has waited for is none. */
export function childrenOf(parent: number): readonly Found[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), ...stateOf(Number(name)) }))
    .filter((found) => found.parent === parent && found.state !== 'Z' && found.state !== 'gone')
    .map(({ pid }) => ({ pid, command: commandOf(pid) }))
}

/** The engine processes of a host; their last argument is the lane. */
export function enginesOf(host: number): readonly (Found & { readonly lane: string })[] {
  return childrenOf(host)
    .filter(({ command }) => /engine[\\/]main\.ts/.test(command))
    .map((found) => ({ ...found, lane: found.command.split(' ').at(-1) ?? '' }))
}

export function isRunning(pid: number): boolean {
  return !['Z', 'gone'].includes(stateOf(pid).state)
}

/** The command stands in brackets and may hold spaces, so fields are counted from its end. */
function stateOf(pid: number): { readonly state: string; readonly parent: number } {
  const text = read(`/proc/${pid}/stat`)
  const [state = 'gone', parent = '0'] = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { state: state === '' ? 'gone' : state, parent: Number(parent) }
}

function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()
}

/** Empty for a process that ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
