/** Runs the command line as a person does, in a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { dirname, join } from 'node:path'

export const repositoryDir = dirname(dirname(dirname(import.meta.dirname)))

export interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  /** What stdout holds, which must be one JSON document and nothing else. */
  json(): unknown
}

/** `cwd` is a folder of the test's own, so that nothing lands in the checkout by accident. */
export async function touchstone(args: readonly string[], cwd: string): Promise<Ended> {
  const child = startTouchstone(args, cwd)
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    status,
    stdout: stdout(),
    stderr: stderr(),
    json: () => JSON.parse(stdout()) as unknown,
  }
}

export function startTouchstone(args: readonly string[], cwd: string): ChildProcess {
  return spawn(
    process.execPath,
    [
      join(repositoryDir, 'scripts', 'launch.mjs'),
      join(repositoryDir, 'src-main', 'hosts', 'cli', 'main.ts'),
      ...args,
    ],
    { cwd, stdio: ['ignore', 'pipe', 'pipe'] },
  )
}

function collect(stream: ChildProcess['stdout']): () => string {
  let text = ''
  stream?.setEncoding('utf8').on('data', (part: string) => {
    text += part
  })
  return () => text
}
