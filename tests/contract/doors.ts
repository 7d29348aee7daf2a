/** The ways into the core that the contract compares. The desktop's is in tests/hosts/electron. */
import { listen, type WebHost } from '../../src-main/hosts/web/listen.ts'
import type { Core } from '../../src-main/core/app.ts'

export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** From the root, encoded. */
  readonly path: string
  readonly body?: string
}

export interface Door {
  ask(asked: Asked): Promise<Response>
  close(): Promise<void>
}

export function directDoor(core: Core): Door {
  return {
    ask: ({ path, ...init }) => core.handle(new Request(`http://127.0.0.1${path}`, init)),
    close: () => Promise.resolve(),
  }
}

export async function webDoor(core: Core): Promise<Door & { readonly host: WebHost }> {
  const host = await listen((request) => core.handle(request), 0)
  const headers = { authorization: `Bearer ${host.token}` }
  return {
    host,
    ask: ({ path, ...init }) => fetch(`${host.origin}${path}`, { ...init, headers }),
    close: () => host.close(),
  }
}
