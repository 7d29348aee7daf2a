/** The mask of what was annotated, as it is frozen with its case; what is wrong with it is a finding. */
import type { Finding, FrozenCase, JudgedRegion } from '../../contract/datasets.ts'
import { messageOf } from '../errors.ts'
import { openForegroundPieces } from '../images/foreground-pieces.ts'
import { imageFacts } from './file-facts.ts'

export interface RegionFacts {
  readonly frozen: NonNullable<FrozenCase['region']>
  /** Why the case cannot be scored with it; null where it can. */
  readonly problem: string | null
}

/** `imageShape`: z, y, x of the image, or y, x. Throws only when the file's bytes cannot be read at all. */
export async function regionFacts(
  { kind, path }: JudgedRegion,
  imageShape: readonly number[],
): Promise<RegionFacts> {
  const { frozen: file } = await imageFacts(path)
  const frozen = { kind, file, pixelsOutside: 0 }
  try {
    const mask = await openForegroundPieces(path)
    try {
      if (mask.shape.join() !== imageShape.join())
        return {
          frozen,
          problem: `its mask of ${kind} pixels ${path} is ${mask.shape.join(' x ')} and the image ${imageShape.join(' x ')} pixels`,
        }
      const outside = kind === 'annotated' ? 0 : 1
      let all = 0
      let pixelsOutside = 0
      for await (const piece of mask.pieces()) {
        all += piece.length
        for (const value of piece) if (value === outside) pixelsOutside++
      }
      return {
        frozen: { ...frozen, pixelsOutside },
        problem: pixelsOutside === all ? `its mask of ${kind} pixels ${path} leaves none` : null,
      }
    } finally {
      await mask.close()
    }
  } catch (error) {
    return { frozen, problem: messageOf(error) }
  }
}

/** An error for every case whose mask cannot be used. */
export function checkRegions(
  cases: readonly { readonly id: string; readonly region: RegionFacts | null }[],
): Finding[] {
  return cases.flatMap(({ id, region }): Finding[] =>
    region === null || region.problem === null
      ? []
      : [
          {
            severity: 'error',
            check: 'region-unusable',
            cases: [id],
            message: `${id}: ${region.problem.replace(/\.$/, '')}.`,
          },
        ],
  )
}
