/** scikit-image and scipy of Debian's python3 as a process that does one piece of work whenever asked. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface Python {
  /** What it can do, by the names of the anchors. */
  readonly names: ReadonlySet<string>
  run(name: string): Promise<{ readonly seconds: number; readonly value: unknown }>
  close(): void
}

/** Null where Python or its libraries are absent. */
export async function openPython(folder: string): Promise<Python | null> {
  const script = join(import.meta.dirname, 'python_metrics.py')
  const child = spawn('/usr/bin/python3', [script, folder], { stdio: ['pipe', 'pipe', 'ignore'] })
  // no such program: its output ends without a line
  child.once('error', () => undefined)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = async (): Promise<unknown> => {
    const line = await lines.next()
    return line.done === true ? null : JSON.parse(line.value)
  }
  const names = (await answer()) as string[] | null
  if (names === null) return null
  return {
    names: new Set(names),
    async run(name) {
      child.stdin.write(`${name}\n`)
      const turn = (await answer()) as { seconds: number; value: unknown } | null
      if (turn === null) throw new Error(`Python ended while it measured ${name}`)
      return turn
    },
    close() {
      child.stdin.end()
    },
  }
}
