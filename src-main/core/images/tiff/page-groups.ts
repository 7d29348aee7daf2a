/**
 * Pages and their subdirectories in groups of equal layout, in file order, as tifffile groups what no metadata
 * explain (`TiffFile._series_generic`). Pages need not follow each other to belong together.
 */
import { TouchstoneError } from '../../errors.ts'
import { readDirectory } from './directory.ts'
import { subLevels } from './levels.ts'
import type { TiffFile } from './open-tiff-file.ts'
import { readPageLayout, type PageLayout } from './page-layout.ts'
import type { PlaneAddress } from './plane-table.ts'
import { tag } from './tags.ts'

export interface PageGroup {
  /** Or why its pages cannot be read. */
  readonly layout: PageLayout | TouchstoneError
  /** Numbers of pages of the chain. */
  readonly pages: number[]
  /** All members in order, where subdirectories are among them; absent where `pages` says it all. */
  addresses: PlaneAddress[] | undefined
}

/** Subdirectories are looked at one by one up to this many pages that have some; beyond, as levels only. */
const mostPagesWithSubs = 1000
const mostSubs = 64

export async function groupPages(tiff: TiffFile): Promise<PageGroup[]> {
  const { pages } = tiff
  const groups = new Map<string, PageGroup>()
  const ofKind: { group: PageGroup; subsFrom: number | undefined }[] = []
  let withSubs = 0
  for (let page = 0; page < pages.count; page++) {
    const kind = pages.kinds[page]!
    const known = (ofKind[kind] ??= await groupOfKind(tiff, page, kind, groups))
    add(known.group, { directory: page })
    if (known.subsFrom === undefined || ++withSubs > mostPagesWithSubs) continue
    for (const [offset, layout] of await subDirectories(tiff, page, known.subsFrom)) {
      add(groupOf(groups, layout, `sub ${offset}`), { directoryAt: offset })
    }
  }
  return [...groups.values()]
}

async function groupOfKind(
  tiff: TiffFile,
  page: number,
  kind: number,
  groups: Map<string, PageGroup>,
): Promise<{ group: PageGroup; subsFrom: number | undefined }> {
  const layout = await tiff.layout(page).catch(ourError)
  const group = groupOf(groups, layout, `kind ${kind}`)
  const directory = await tiff.directory(page)
  if (directory.count(tag.subIfds) === 0) return { group, subsFrom: undefined }
  if (layout instanceof TouchstoneError) return { group, subsFrom: 0 }
  const { infos } = await subLevels(tiff, layout, directory)
  return { group, subsFrom: infos.length - 1 }
}

/** Those that are no reduced copies of their page. Damaged ones are passed over. */
async function subDirectories(
  tiff: TiffFile,
  page: number,
  from: number,
): Promise<[offset: number, layout: PageLayout][]> {
  const found: [number, PageLayout][] = []
  const offsets = await (await tiff.directory(page)).numbers(tag.subIfds)
  for (const offset of (offsets ?? []).slice(from, mostSubs)) {
    const layout = await readDirectory(tiff.file, tiff.encoding, offset)
      .then((directory) => readPageLayout(tiff.file.path, directory))
      .catch(ourError)
    if (!(layout instanceof TouchstoneError)) found.push([offset, layout])
  }
  return found
}

function groupOf(
  groups: Map<string, PageGroup>,
  layout: PageLayout | TouchstoneError,
  otherwise: string,
): PageGroup {
  const key = layout instanceof TouchstoneError ? otherwise : keyOf(layout)
  let group = groups.get(key)
  if (group === undefined) {
    groups.set(key, (group = { layout, pages: [], addresses: undefined }))
  }
  return group
}

function add(group: PageGroup, address: PlaneAddress): void {
  if (!('directory' in address) || group.addresses !== undefined) {
    group.addresses ??= group.pages.map((directory) => ({ directory }))
    group.addresses.push(address)
  }
  if ('directory' in address) group.pages.push(address.directory)
}

/** Tables of JPEG may differ from page to page of one stack. */
function keyOf(layout: PageLayout): string {
  return JSON.stringify(layout, (name, value: unknown) => (name === 'jpegTables' ? null : value))
}

function ourError(error: unknown): TouchstoneError {
  if (error instanceof TouchstoneError && error.code !== 'file-unreadable') return error
  throw error
}
