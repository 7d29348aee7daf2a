/** The seam check of a network, on the first image; other tools are not run in tiles. */
import type { ToolCheckResult } from '../../../contract/tool-check.ts'
import type { CheckToolInput } from '../../engine-port.ts'
import type { ResolvedTool } from '../resolve-tool.ts'
import { checkSeam } from '../seam-check.ts'
import { found, notFound } from './check-results.ts'

const check = 'tile-seam'

export async function checkSeams(
  { cacheDir, threads }: Pick<CheckToolInput, 'cacheDir' | 'threads'>,
  tool: ResolvedTool | null,
  image: string,
  signal?: AbortSignal,
): Promise<ToolCheckResult> {
  if (tool?.kind !== 'model') return notFound(check, 'Only models are run in tiles here.')
  const seam = await checkSeam({ model: tool.path, image, cacheDir, threads }, signal)
  if (seam.status === 'seamless') return found(check, 1, 'no seams')
  return seam.status === 'seams'
    ? found(check, 0, seam.message ?? 'seams')
    : notFound(check, seam.message ?? 'The seam between tiles could not be measured.')
}
