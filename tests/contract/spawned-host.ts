/** A web host in a process of its own, and questions to it. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const hostProgram = join(import.meta.dirname, 'host-process.ts')

export interface SpawnedHost {
  readonly pid: number
  get(path: string): Promise<unknown>
  post(path: string, body?: unknown): Promise<unknown>
  /** Signal in; exit code (null where the signal ended it) out, when the process is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

/** Resolves when the address is printed. */
export async function spawnHost(workspaceDir: string, root: string): Promise<SpawnedHost> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', hostProgram, workspaceDir, root],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let messages = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (messages += text))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const address = await new Promise<URL>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (URL.canParse(text.trim())) resolve(new URL(text.trim()))
    })
    void ended.then((code) => {
      reject(new Error(`the host ended with exit code ${code ?? 'none'}: ${messages}`))
    })
  })
  const headers = { authorization: `Bearer ${address.searchParams.get('token') ?? ''}` }
  const ask = async (path: string, init: RequestInit): Promise<unknown> => {
    const response = await fetch(new URL(path, address), { ...init, headers })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  return {
    pid: child.pid ?? 0,
    get: (path) => ask(path, {}),
    post: (path, body) => ask(path, { method: 'POST', body: JSON.stringify(body ?? {}) }),
    end: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}
