/**
 * Sections across a stack beside its planes: how large they are drawn, which part of them the one camera shows,
 * and where the place that all three go through lies in each. Lengths along z count in px of x (`xz`) or y (`yz`). Pure.
 */
import type { SectionKind } from '../../src-main/contract/volume-view.ts'
import type { PixelSizeUm } from '../../src-main/contract/words.ts'
import type { Camera, Point, Size } from './camera.ts'

/** The pixel and plane that the three views go through, counted from 0. */
export interface Cross {
  readonly x: number
  readonly y: number
  readonly z: number
}

/** Of the stack: its extent in px of a plane, its planes, and how far these lie apart in such px. */
export interface Stack {
  readonly extent: Size
  readonly depth: number
  readonly spacing: { readonly xz: number; readonly yz: number }
}

/** Distance of planes in px of x and of y; null where the file does not say. */
export function planeSpacing(size: PixelSizeUm | 'uncalibrated'): Stack['spacing'] | null {
  if (size === 'uncalibrated' || size.z === undefined) return null
  const spacing = { xz: size.z / size.x, yz: size.z / size.y }
  const isFit = Object.values(spacing).every((one) => Number.isFinite(one) && one > 0)
  return isFit ? spacing : null
}

export function sectionExtent(kind: SectionKind, { extent, depth, spacing }: Stack): Size {
  const along = depth * spacing[kind]
  return kind === 'xz'
    ? { width: extent.width, height: along }
    : { width: along, height: extent.height }
}

/** The middle of the cross's pixel. */
export function crossPoint(view: 'xy' | SectionKind, cross: Cross, { spacing }: Stack): Point {
  const [x, y] = [cross.x + 0.5, cross.y + 0.5]
  if (view === 'xy') return { x, y }
  const z = (cross.z + 0.5) * spacing[view]
  return view === 'xz' ? { x, y: z } : { x: z, y }
}

/** The cross moved to a point of one view, inside the stack; the axis across the view stays. */
export function crossAt(
  view: 'xy' | SectionKind,
  cross: Cross,
  point: Point,
  { extent, depth, spacing }: Stack,
): Cross {
  const within = (at: number, count: number) => Math.max(0, Math.min(count - 1, Math.floor(at)))
  const x = within(point.x, extent.width)
  const y = within(point.y, extent.height)
  if (view === 'xy') return { ...cross, x, y }
  return view === 'xz'
    ? { ...cross, x, z: within(point.y / spacing.xz, depth) }
    : { ...cross, y, z: within(point.x / spacing.yz, depth) }
}

/** The camera of the planes over a section: at one zoom, side by side with them; `zMiddle` in px along z. */
export function sectionCamera(kind: SectionKind, camera: Camera, zMiddle: number): Camera {
  return kind === 'xz' ? { ...camera, y: zMiddle } : { ...camera, x: zMiddle }
}

/** What a move of a section's camera means for that of the planes. */
export function planeCamera(kind: SectionKind, camera: Camera, moved: Camera): Camera {
  const { zoom } = moved
  return kind === 'xz' ? { ...camera, x: moved.x, zoom } : { ...camera, y: moved.y, zoom }
}

/**
 * The middle of what is seen along z in a pane of `roomPx` CSS px: all planes where they fit, else as it was, moved
 * as far as needed to keep the cross in sight.
 */
export function middleAlongZ(
  kind: SectionKind,
  { before, z, zoom, roomPx }: { before: number | null; z: number; zoom: number; roomPx: number },
  { depth, spacing }: Stack,
): number {
  const along = depth * spacing[kind]
  const half = roomPx / zoom / 2
  if (along <= 2 * half) return along / 2
  const cross = (z + 0.5) * spacing[kind]
  const near = Math.max(cross - half, Math.min(cross + half, before ?? along / 2))
  return Math.max(half, Math.min(along - half, near))
}

/** Shares of height and width for the sections, so that all three views fit at one zoom where that leaves room for each. */
export function sectionShares({ extent, depth, spacing }: Stack): {
  below: number
  beside: number
} {
  const share = (along: number, side: number): number =>
    Math.max(0.2, Math.min(0.5, along / (along + side)))
  return {
    below: share(depth * spacing.xz, extent.height),
    beside: share(depth * spacing.yz, extent.width),
  }
}

/** The plane of a section image: the row or column of the cross, in px of an image over the same extent. */
export function sectionPlane(
  kind: SectionKind,
  cross: Cross,
  { extent }: Stack,
  own: Size = extent,
): number {
  return kind === 'xz'
    ? Math.floor(((cross.y + 0.5) * own.height) / extent.height)
    : Math.floor(((cross.x + 0.5) * own.width) / extent.width)
}
