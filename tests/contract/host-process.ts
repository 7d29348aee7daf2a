/** A web host to be killed: `node host-process.ts <workspace> <root>` prints its address and serves. */
import { join } from 'node:path'
import { serve } from '../../src-main/hosts/web/serve.ts'

const [workspaceDir, root] = process.argv.slice(2)
if (!workspaceDir || !root) throw new Error('host-process: workspace and root are missing')

const address = await serve({
  workspaceDir,
  resourcesDir: join(root, 'no-resources'),
  pagesDir: join(root, 'no-pages'),
  port: 0,
  examplesOnFirstStart: false,
  roots: [root],
})
process.stdout.write(`${address}\n`)
