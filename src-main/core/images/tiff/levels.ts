/**
 * Reduced copies (pyramid levels) of a TIFF's planes: subdirectories of the first page, or, for a
 * single plane, the reduced pages right behind it.
 */
import { counted } from '../../counted.ts'
import { TouchstoneError } from '../../errors.ts'
import type { LevelInfo } from '../types.ts'
import { readDirectory, type TiffDirectory } from './directory.ts'
import type { TiffFile } from './open-tiff-file.ts'
import { readPageLayout, type PageLayout } from './page-layout.ts'
import { tag } from './tags.ts'

const mostLevels = 32

/** Level 0 first; copies that do not fit are left out with a warning. */
export async function findLevels(
  tiff: TiffFile,
  layout: PageLayout,
  planes: number,
): Promise<{ readonly infos: readonly LevelInfo[]; readonly warnings: readonly string[] }> {
  const infos: LevelInfo[] = [{ downsample: 1, height: layout.height, width: layout.width }]
  const { path } = tiff.file
  const candidates = await candidatePages(tiff, planes)
  for (const [i, page] of candidates.entries()) {
    const copy = page && (await readableLayout(path, page))
    if (copy === undefined || !isReducedCopy(layout, infos.at(-1)!, copy)) {
      return {
        infos,
        warnings: [
          `${counted(candidates.length - i, 'further image')} inside the file are no reduced copies and are left out.`,
        ],
      }
    }
    infos.push({ downsample: layout.width / copy.width, height: copy.height, width: copy.width })
  }
  return { infos, warnings: [] }
}

async function candidatePages(
  tiff: TiffFile,
  planes: number,
): Promise<readonly (TiffDirectory | undefined)[]> {
  const offsets = ((await tiff.directories[0]!.numbers(tag.subIfds)) ?? []).slice(0, mostLevels)
  const found: (TiffDirectory | undefined)[] = []
  for (const offset of offsets) found.push(await directoryAt(tiff, offset))
  if (found.length > 0 || planes > 1) return found
  for (const page of tiff.directories.slice(1, 1 + mostLevels)) {
    if ((await page.number(tag.newSubfileType, 0)) !== 1) break
    found.push(page)
  }
  return found
}

/** A damaged extra must not make the image itself unreadable. */
async function directoryAt(tiff: TiffFile, offset: number): Promise<TiffDirectory | undefined> {
  return readDirectory(tiff.file, tiff.encoding, offset).catch(undefinedIfOurs)
}

async function readableLayout(path: string, page: TiffDirectory): Promise<PageLayout | undefined> {
  return readPageLayout(path, page).catch(undefinedIfOurs)
}

function undefinedIfOurs(error: unknown): undefined {
  if (error instanceof TouchstoneError) return undefined
  throw error
}

function isReducedCopy(full: PageLayout, previous: LevelInfo, copy: PageLayout): boolean {
  const factor = full.width / copy.width
  return (
    copy.samples === full.samples &&
    copy.dtype === full.dtype &&
    copy.planar === full.planar &&
    copy.depth === full.depth &&
    copy.width < previous.width &&
    Math.abs(full.height / factor - copy.height) <= 2
  )
}
