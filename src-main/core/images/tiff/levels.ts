/**
 * Reduced copies (pyramid levels) of a TIFF's planes: subdirectories of each page, or groups of pages that
 * are the same picture, smaller.
 */
import { TouchstoneError } from '../../errors.ts'
import type { LevelInfo } from '../types.ts'
import { readDirectory, type TiffDirectory } from './directory.ts'
import type { TiffFile } from './open-tiff-file.ts'
import { readPageLayout, type PageLayout } from './page-layout.ts'
import { tag } from './tags.ts'

const mostLevels = 32

/** Level 0 first, then the subdirectories of `page` as long as each is a smaller copy of the one before. */
export async function subLevels(
  tiff: Pick<TiffFile, 'file' | 'encoding'>,
  layout: PageLayout,
  page: TiffDirectory,
): Promise<{ readonly infos: readonly LevelInfo[] }> {
  const infos = [levelInfo(layout, layout)]
  const offsets = ((await page.numbers(tag.subIfds)) ?? []).slice(0, mostLevels)
  for (const offset of offsets) {
    const copy = await layoutAt(tiff, offset)
    if (copy === undefined || !isReducedCopy(layout, infos.at(-1)!, copy)) break
    infos.push(levelInfo(layout, copy))
  }
  return { infos }
}

export function levelInfo(full: PageLayout, copy: PageLayout): LevelInfo {
  const { height, width } = copy
  // the longer side tells the factor best: it was rounded the least
  const downsample = full.height > full.width ? full.height / height : full.width / width
  return { downsample, height, width }
}

/** The same kind of pixels, narrower than the level before, and of the same proportions. */
export function isReducedCopy(full: PageLayout, previous: LevelInfo, copy: PageLayout): boolean {
  return (
    copy.samples === full.samples &&
    copy.dtype === full.dtype &&
    copy.planar === full.planar &&
    copy.depth === full.depth &&
    copy.width < previous.width &&
    (isOneFactor(full, copy) || isNearly(full, copy))
  )
}

type Size = Pick<PageLayout, 'height' | 'width'>

/** Whether some factor gives both sides, rounded up or down: of a long narrow plane the short side says little. */
function isOneFactor(full: Size, copy: Size): boolean {
  const fewest = (side: 'height' | 'width'): number => full[side] / (copy[side] + 1)
  const most = (side: 'height' | 'width'): number => full[side] / (copy[side] - 1)
  return Math.max(fewest('height'), fewest('width')) < Math.min(most('height'), most('width'))
}

/** Of some writers' copies a side is a pixel or two longer. */
function isNearly(full: Size, copy: Size): boolean {
  return Math.abs((full.height * copy.width) / full.width - copy.height) <= 2
}

/** By a whole factor of 2, 3 or 4, to less than a pixel: such pages are copies even if they do not say so. */
export function isPlainReduction(previous: LevelInfo, copy: PageLayout): boolean {
  return [2, 3, 4].some(
    (factor) =>
      Math.abs(previous.width / factor - copy.width) < 1 &&
      Math.abs(previous.height / factor - copy.height) < 1,
  )
}

/** A damaged extra must not make the image itself unreadable. */
async function layoutAt(
  { file, encoding }: Pick<TiffFile, 'file' | 'encoding'>,
  offset: number,
): Promise<PageLayout | undefined> {
  try {
    return await readPageLayout(file.path, await readDirectory(file, encoding, offset))
  } catch (error) {
    if (error instanceof TouchstoneError && error.code !== 'file-unreadable') return undefined
    throw error
  }
}
