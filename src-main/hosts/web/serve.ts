/** The web host: opens a workspace, serves it on 127.0.0.1 and closes it when asked to stop. */
import { openNodeCore } from '../node-core.ts'
import { listen } from './listen.ts'

export interface ServeOptions {
  readonly workspaceDir: string
  readonly resourcesDir: string
  readonly pagesDir: string
  readonly port: number
  readonly examplesOnFirstStart: boolean
  readonly roots?: readonly string[]
}

/** Address with the token. The process then serves until SIGINT or SIGTERM. */
export async function serve(options: ServeOptions): Promise<string> {
  const core = await openNodeCore({
    ...options,
    hostKind: 'web',
    log: (message) => {
      process.stderr.write(`${message}\n`)
    },
  })
  const host = await listen(core.handle, options.port).catch(async (error: unknown) => {
    await core.close()
    throw error
  })
  core.begin()
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    void host
      .close()
      .then(() => core.close())
      .then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return host.address
}
