/** The folder of images for a program that takes all at once: each under the name of its case, to be read only. */
import { constants } from 'node:fs'
import { chmod, cp, link, realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { withoutPredictionSuffix } from '../../datasets/file-stem.ts'
import type { PredictAllInput } from '../../engine-port.ts'
import { isTouchstoneError, TouchstoneError } from '../../errors.ts'
import { requirePlainFile } from './predict-with-command.ts'

type InputCase = PredictAllInput['cases'][number]

export interface GivenInput {
  readonly id: string
  readonly name: string
  /** Why there is no such file; null where there is. */
  readonly refused: string | null
}

/**
 * `isShielded`: the folder can only be read by the program, so that links cannot be written through; else
 * images are copied. Throws `disk-full`, `cancelled`.
 */
export async function giveInputs(
  cases: readonly InputCase[],
  folder: string,
  {
    isShielded,
    signal,
  }: { readonly isShielded: boolean; readonly signal?: AbortSignal | undefined },
): Promise<readonly GivenInput[]> {
  const names = inputNames(cases)
  const given: GivenInput[] = []
  for (const [index, item] of cases.entries()) {
    if (signal?.aborted) throw new TouchstoneError('cancelled', 'The run was cancelled.')
    const name = names[index]!
    const refused = await giveOne(item, join(folder, name), isShielded)
    given.push({ id: item.id, name, refused })
  }
  return given
}

/**
 * A result called `a_mask` would be taken for the image `a` too, so no name is another one with such a
 * suffix, nor the same but for upper and lower case.
 */
export function inputNames(cases: readonly InputCase[]): readonly string[] {
  const bare = new Set(cases.map(({ stem }) => stem.toLowerCase()))
  const used = new Set<string>()
  return cases.map(({ image, stem }, index) => {
    const without = withoutPredictionSuffix(stem)?.toLowerCase()
    const isUnclear = used.has(stem.toLowerCase()) || (without !== undefined && bare.has(without))
    used.add(stem.toLowerCase())
    return `${isUnclear ? `${stem}_n${index + 1}` : stem}${endingOf(image)}`
  })
}

/** `.ome.tif` is one ending. */
function endingOf(image: string): string {
  return /(\.ome)?\.[a-z0-9]+$/i.exec(basename(image))?.[0].toLowerCase() ?? ''
}

async function giveOne(
  { id, image }: InputCase,
  target: string,
  isShielded: boolean,
): Promise<string | null> {
  try {
    const source = await realpath(requirePlainFile({ image, caseId: id }))
    const isLinked =
      isShielded &&
      (await link(source, target).then(
        () => true,
        () => false,
      ))
    if (isLinked) return null
    await cp(source, target, { recursive: true, mode: constants.COPYFILE_FICLONE })
    if ((await stat(target)).isFile()) await chmod(target, 0o444)
    return null
  } catch (error) {
    if (isTouchstoneError(error)) return error.message
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC')
      throw new TouchstoneError(
        'disk-full',
        `The disk is full: ${image} could not be copied to ${target} for a program that takes all images at once.`,
        { path: target },
      )
    return `Case ${id}: ${image} could not be given to the program (${code ?? 'unknown'}).`
  }
}
