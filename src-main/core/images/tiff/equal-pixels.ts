/** Whether pages can be planes of one image, and names for what they hold. */
import { product } from '../pixel-types.ts'
import type { ChannelInfo } from '../types.ts'
import type { PageLayout } from './page-layout.ts'

/** Compression and chunks may differ from plane to plane. */
export function haveEqualPixels(a: PageLayout, b: PageLayout): boolean {
  return (
    a.width === b.width &&
    a.height === b.height &&
    a.depth === b.depth &&
    a.samples === b.samples &&
    a.planar === b.planar &&
    a.dtype === b.dtype
  )
}

export function withoutSingletons(
  axes: string,
  shape: readonly number[],
): { axes: string; shape: number[] } {
  const kept = [...axes].map((_, i) => i).filter((i) => shape[i]! > 1)
  return { axes: kept.map((i) => axes[i]!).join(''), shape: kept.map((i) => shape[i]!) }
}

/** A header may state any number of channels; they are named up to here. */
const mostNamed = 4096

export function unnamedChannels(count: number): ChannelInfo[] {
  return Array.from({ length: Math.min(count, mostNamed) }, (_, i) => ({
    name: `channel ${i + 1}`,
  }))
}

/** Axes and sizes of one page alone. */
export function pageAxes(layout: PageLayout): { axes: string; shape: number[] } {
  const { height, width, samples } = layout
  if (samples === 1) return { axes: 'yx', shape: [height, width] }
  return layout.planar
    ? { axes: 'syx', shape: [samples, height, width] }
    : { axes: 'yxs', shape: [height, width, samples] }
}

/** `10 pages of 512 x 512 uint16`. */
export function describePages(count: number, layout: PageLayout): string {
  const { shape } = pageAxes(layout)
  const what = `${shape.join(' x ')} ${layout.dtype}`
  return count === 1 ? what : `${count} pages of ${what}`
}

export function valuesOfPage(layout: PageLayout): number {
  return product(pageAxes(layout).shape)
}
