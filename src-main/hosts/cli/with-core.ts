/** The core for one command, with the record of a workspace. */
import { join } from 'node:path'
import type { Core } from '../../core/app.ts'
import { openNodeCore } from '../node-core.ts'
import { packageDir } from '../package-dir.ts'
import type { CommandInput } from './command.ts'
import { workspaceDir } from './options.ts'

export async function withCore<T>(
  input: CommandInput,
  work: (core: Core) => Promise<T>,
): Promise<T> {
  const core = await openNodeCore({
    workspaceDir: workspaceDir(input),
    resourcesDir: join(packageDir, 'resources'),
    pagesDir: null,
    hostKind: 'cli',
    log: (message) => {
      input.output.stderr(`${message}\n`)
    },
  })
  try {
    return await work(core)
  } finally {
    await core.close()
  }
}
