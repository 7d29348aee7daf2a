/** Images of a file that does not say what its pages are: equal pages are a stack, smaller equals its levels. */
import { TouchstoneError } from '../../errors.ts'
import { describePages, unnamedChannels } from './equal-pixels.ts'
import { isPlainReduction, isReducedCopy, levelInfo } from './levels.ts'
import { groupPages, type PageGroup } from './page-groups.ts'
import type { PageLayout } from './page-layout.ts'
import { listedPlanes, pageList, pageRun, type PlaneTable } from './plane-table.ts'
import { calibrationOfPlainTiff } from './resolution.ts'
import type { ListedSeries, SeriesContext, TiffLevel } from './series.ts'
import { tag } from './tags.ts'

/** Pyramids are looked for among this many groups; a file of more is a heap of different pictures. */
const mostGroupsCompared = 64

export async function pageSeries(context: SeriesContext): Promise<readonly ListedSeries[]> {
  const groups = await groupPages(context.tiff)
  const isReduced = await reducedGroups(context, groups)
  const taken = new Set<PageGroup>()
  const listed: ListedSeries[] = []
  for (const [i, group] of groups.entries()) {
    if (taken.has(group)) continue
    const { layout } = group
    if (layout instanceof TouchstoneError) {
      listed.push({
        info: { name: `page ${(group.pages[0] ?? 0) + 1} (not readable)`, kind: 'image' },
        open: () => Promise.reject(layout),
      })
      continue
    }
    const levels =
      i < mostGroupsCompared
        ? levelsAmong(layout, group, groups.slice(i + 1), taken, isReduced)
        : []
    listed.push(stackOf(context, group, layout, levels))
  }
  return listed
}

/** Later groups of as many planes that are this one reduced; they are `taken` then. */
function levelsAmong(
  layout: PageLayout,
  group: PageGroup,
  later: readonly PageGroup[],
  taken: Set<PageGroup>,
  isReduced: ReadonlySet<PageGroup>,
): TiffLevel[] {
  const levels: TiffLevel[] = []
  if (group.pages.length === 0) return levels // subdirectories are no tops of pyramids
  let previous = levelInfo(layout, layout)
  for (const other of later.slice(0, mostGroupsCompared)) {
    const copy = other.layout
    if (copy instanceof TouchstoneError || taken.has(other)) continue
    if (lengthOf(other) !== lengthOf(group) || !isReducedCopy(layout, previous, copy)) continue
    if (!isReduced.has(other) && !isPlainReduction(previous, copy)) continue
    taken.add(other)
    previous = levelInfo(layout, copy)
    levels.push({ info: previous, planes: planesOf(other, copy) })
  }
  return levels
}

/** Those whose first page says that it is a reduced copy of another. */
async function reducedGroups(
  { tiff }: SeriesContext,
  groups: readonly PageGroup[],
): Promise<ReadonlySet<PageGroup>> {
  const reduced = new Set<PageGroup>()
  for (const group of groups.slice(1, mostGroupsCompared)) {
    const page = group.pages[0]
    if (page === undefined) continue
    const kind = await (await tiff.directory(page)).number(tag.newSubfileType, 0)
    if ((kind & 1) !== 0) reduced.add(group)
  }
  return reduced
}

function stackOf(
  { tiff }: SeriesContext,
  group: PageGroup,
  layout: PageLayout,
  levels: readonly TiffLevel[],
): ListedSeries {
  const count = lengthOf(group)
  const axes = `${count > 1 ? 'q' : ''}${layout.depth > 1 ? 'z' : ''}`
  const shape = [...(count > 1 ? [count] : []), ...(layout.depth > 1 ? [layout.depth] : [])]
  return {
    info: { name: describePages(count, layout), kind: 'image' },
    open: async () => ({
      format: 'tiff',
      axes,
      shape,
      planes: planesOf(group, layout),
      layout,
      pixelSizeUm:
        group.pages.length === 0
          ? 'uncalibrated'
          : ((await calibrationOfPlainTiff(await tiff.directory(group.pages[0]!))) ??
            'uncalibrated'),
      channels: unnamedChannels(1),
      facts: [],
      warnings: [],
      ...(levels.length > 0 ? { levels } : {}),
    }),
  }
}

function lengthOf(group: PageGroup): number {
  return group.addresses?.length ?? group.pages.length
}

function planesOf(group: PageGroup, layout: PageLayout): PlaneTable {
  if (group.addresses !== undefined && layout.depth === 1) return listedPlanes(group.addresses)
  const { pages } = group
  const isRun = pages.at(-1) === pages.length - 1 && layout.depth === 1
  return isRun ? pageRun(pages.length) : pageList(Int32Array.from(pages), layout.depth)
}
