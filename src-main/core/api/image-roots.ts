/** The folders that an image may be opened from. */
import { join, resolve } from 'node:path'
import type { Root } from './allowed-path.ts'
import type { ApiDependencies } from './dependencies.ts'

/**
 * What was dropped, converted or predicted for a look lies in the workspace's cache and may be opened there;
 * with an installed model lie its sample images and what its test and its seams left.
 */
export function imageRoots({ workspace, workspaceDir }: ApiDependencies): readonly Root[] {
  const cached = ['dropped', 'converted', 'previews'].map((name) => ({
    name,
    path: resolve(join(workspaceDir, 'cache', name)),
  }))
  const tools = { name: 'tools', path: resolve(join(workspaceDir, 'tools')) }
  return [...workspace.roots, ...cached, tools]
}
