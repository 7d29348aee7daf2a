/** Tells instance ground truth by its pixels, where nobody stated the task. */
import { openImage } from '../images/open-image.ts'
import { readLabelImage } from '../images/read-label-image.ts'
import { labelFacts } from './label-facts.ts'

/**
 * `instances` when every file is an integer image with one sample per pixel, at least one holds several
 * labels, and in it most labels are one piece (a class map repeats its few labels all over). Else null:
 * the task must then be stated. A file that cannot be read also gives null; freezing names it.
 */
export async function inferTask(truths: readonly string[]): Promise<'instances' | null> {
  if (truths.length === 0) return null
  for (const path of truths) if (!(await hasIntegerHeader(path))) return null
  for (const path of truths) {
    const facts = await factsOrNull(path)
    if (facts === null) return null
    if (facts.objects > 1) return facts.disconnected.length * 2 < facts.objects ? 'instances' : null
  }
  return null
}

async function hasIntegerHeader(path: string): Promise<boolean> {
  try {
    const image = await openImage(path)
    await image.close()
    return /^u?int/.test(image.info.dtype) && image.info.size.samples === 1
  } catch {
    return false
  }
}

async function factsOrNull(path: string): Promise<ReturnType<typeof labelFacts> | null> {
  try {
    return labelFacts(await readLabelImage(path))
  } catch {
    return null
  }
}
