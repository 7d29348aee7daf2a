/** Stacks whose first pages carry tifffile's JSON shape; a file may hold several, one behind the other. */
import { product } from '../pixel-types.ts'
import { planesOfDescription } from './contiguous-planes.ts'
import { pageAxes, unnamedChannels, valuesOfPage } from './equal-pixels.ts'
import type { PageLayout } from './page-layout.ts'
import { pageList, type PlaneTable } from './plane-table.ts'
import { calibrationOfPlainTiff } from './resolution.ts'
import type { ListedSeries, SeriesContext } from './series.ts'
import { parseShapedDescription, type ShapedDescription } from './shaped-description.ts'
import { tag } from './tags.ts'

/** Undefined unless every series of the file states a shape that its pages fit. */
export async function shapedSeries(
  context: SeriesContext,
  firstDescription: string,
): Promise<readonly ListedSeries[] | undefined> {
  const { tiff } = context
  const found: ListedSeries[] = []
  let text: string | undefined = firstDescription
  for (let page = 0; page < tiff.pages.count;) {
    const shaped = parseShapedDescription(text ?? '')
    if (shaped === undefined) return undefined
    const layout = await tiff.layout(page)
    const leading = leadingAxes(shaped, layout)
    if (leading === undefined) return undefined
    const planes = await planesFrom(context, page, layout, product(leading.shape))
    if (planes === undefined) return undefined
    found.push(listed(context, page, shaped, layout, leading, planes))
    page += tiff.pages.count === 1 ? 1 : planes.length
    text =
      page < tiff.pages.count
        ? await (await tiff.directory(page)).text(tag.imageDescription)
        : undefined
  }
  return found
}

async function planesFrom(
  { tiff }: SeriesContext,
  page: number,
  layout: PageLayout,
  count: number,
): Promise<PlaneTable | undefined> {
  if (tiff.pages.count === 1) return planesOfDescription(tiff, layout, count)
  if (page + count > tiff.pages.count) return undefined
  return pageList(Int32Array.from({ length: count }, (_, i) => page + i))
}

function listed(
  { tiff }: SeriesContext,
  page: number,
  shaped: ShapedDescription,
  layout: PageLayout,
  leading: { readonly axes: string; readonly shape: readonly number[] },
  planes: PlaneTable,
): ListedSeries {
  const channels = leading.shape[leading.axes.indexOf('c')] ?? 1
  return {
    info: {
      name: shaped.name ?? `${shaped.shape.join(' x ')} ${layout.dtype}`,
      kind: 'image',
    },
    open: async () => ({
      format: 'tiff',
      ...leading,
      planes,
      layout,
      pixelSizeUm: (await calibrationOfPlainTiff(await tiff.directory(page))) ?? 'uncalibrated',
      channels: unnamedChannels(channels),
      facts: [],
      warnings: [],
    }),
  }
}

/** The axes that stand before the page's own, where the stated shape ends in the page's. */
function leadingAxes(
  shaped: ShapedDescription,
  layout: PageLayout,
): { axes: string; shape: number[] } | undefined {
  if (layout.depth > 1 || product(shaped.shape) % valuesOfPage(layout) !== 0) return undefined
  const page = pageAxes(layout).shape
  const kept = shaped.shape.length - page.length
  if (kept < 0 || !page.every((size, i) => shaped.shape[kept + i] === size)) return undefined
  const axes = shaped.axes.slice(0, kept)
  const known = [...axes].filter((letter) => letter !== 'q')
  if (new Set(known).size < known.length || /[yxs]/.test(axes)) return undefined
  return { axes, shape: shaped.shape.slice(0, kept) }
}
