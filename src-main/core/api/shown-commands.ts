/** No external program runs because of a request unless a person was shown what exactly it runs. */
import { join } from 'node:path'
import type { EvaluationOrder } from '../../contract/evaluations.ts'
import { TouchstoneError } from '../errors.ts'
import type { ApiDependencies } from './dependencies.ts'

/** Only such a file can name a program. */
const toolFile = /(^|[\\/.])tool\.ya?ml$/i

/** Throws `not-allowed` for a command that was not shown, or that has changed since. */
export async function requireShown(
  { engine, workspaceDir }: Pick<ApiDependencies, 'engine' | 'workspaceDir'>,
  order: EvaluationOrder,
): Promise<void> {
  const cacheDir = join(workspaceDir, 'cache')
  for (const { reference, shownDigest } of order.tools) {
    if (!toolFile.test(reference)) continue
    const { kind, digest, name, summary } = await engine.request('describe-tool', {
      reference,
      cacheDir,
    })
    if (kind !== 'command' || digest === shownDigest) continue
    const why =
      shownDigest === undefined ? 'was not shown to anybody' : 'has changed since it was shown'
    throw new TouchstoneError(
      'not-allowed',
      `${name} ${why}. ${summary} Look at it and confirm it on the page of the order.`,
      { reference, digest },
    )
  }
}
