/**
 * A program with everything that it starts. On Linux its descendants are found by their parents and by a
 * mark in their environment, so that one that left its parent's group is found too; elsewhere by the group.
 */
import { readdir, readFile } from 'node:fs/promises'

/** Its value is of one run only, and inherited by whatever the program starts. */
export const processMark = 'TOUCHSTONE_COMMAND'

interface Found {
  readonly pid: number
  readonly residentBytes: number
}

const pageBytes = 4096

/** Empty where the system does not tell. */
export async function processesOf(root: number, mark: string): Promise<readonly Found[]> {
  if (process.platform !== 'linux') return []
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const all = await Promise.all(names.map((name) => describe(Number(name), mark)))
  const known = all.filter((one) => one !== null)
  const family = new Set(
    known.filter(({ pid, isMarked }) => isMarked || pid === root).map(({ pid }) => pid),
  )
  for (let size = 0; size !== family.size;) {
    size = family.size
    for (const { pid, parent } of known) if (family.has(parent)) family.add(pid)
  }
  return known.filter(({ pid }) => family.has(pid))
}

async function describe(
  pid: number,
  mark: string,
): Promise<(Found & { readonly parent: number; readonly isMarked: boolean }) | null> {
  const [status, memory, environment] = await Promise.all(
    ['stat', 'statm', 'environ'].map((file) => readOrEmpty(`/proc/${pid}/${file}`)),
  )
  if (status === '' || status === undefined) return null
  // the name, in brackets, may hold anything
  const [state, parent] = status.slice(status.lastIndexOf(')') + 2).split(' ')
  if (state === 'Z') return null
  return {
    pid,
    parent: Number(parent),
    residentBytes: Number(memory?.split(' ')[1] ?? 0) * pageBytes,
    isMarked: (environment ?? '').split('\0').includes(`${processMark}=${mark}`),
  }
}

/** A process that has just ended, or of somebody else. */
async function readOrEmpty(path: string): Promise<string> {
  return readFile(path, 'latin1').catch(() => '')
}

/** Ends all of them at once; those that are gone already are no error. */
export async function endProcesses(root: number, mark: string): Promise<void> {
  // what is stopped cannot start another while the list is gone through
  for (let round = 0; round < 20; round++) {
    const found = await processesOf(root, mark)
    for (const { pid } of found) send(pid, 'SIGSTOP')
    for (const { pid } of found) send(pid, 'SIGKILL')
    send(-root, 'SIGKILL')
    if (found.length === 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // it has ended by itself
  }
}
