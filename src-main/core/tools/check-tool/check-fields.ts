/** Images without anything: all zero, all of one grey value, all white. */
import { join } from 'node:path'
import type { ToolCheckResult } from '../../../contract/tool-check.ts'
import type { Task } from '../../../contract/words.ts'
import type { ImageInfo } from '../../images/types.ts'
import type { Ask } from './ask-tool.ts'
import { found } from './check-results.ts'
import { drawField, whiteOf } from './draw-images.ts'
import { judgeField } from './judge-field.ts'

export async function checkFields(
  ask: Ask,
  task: Task,
  { folder, first }: { readonly folder: string; readonly first: ImageInfo },
  tell: (fraction: number, message: string) => void,
): Promise<ToolCheckResult[]> {
  const white = whiteOf(first.dtype)
  const fields = [
    ['empty-image', 0],
    ['constant-image', Math.round(white / 4)],
    ['saturated-image', white],
  ] as const
  const results: ToolCheckResult[] = []
  for (const [i, [check, value]] of fields.entries()) {
    tell(0.7 + 0.06 * i, check)
    const image = join(folder, `${check}.ome.tif`)
    await drawField(image, first, value)
    const answer = await ask({ id: check, image })
    results.push(
      answer.ok
        ? judgeField(check, task, await answer.read())
        : found(check, 0, `gives no result: ${answer.reason}`),
    )
  }
  return results
}
