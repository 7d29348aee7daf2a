/**
 * Other ways to look at a volume than plane by plane, as `?view=` names them below an image's address: a
 * projection along z (`max`, `mean`, `top`, each maybe with its planes, `max-0-23`), or sections across the
 * planes (`xz`, `yz`). A view is an image of its own, with a description, planes and tiles.
 */

/** `top`: the first value that is not 0 along z, for labels, of which there is no mean. */
export const projectionKinds = ['max', 'mean', 'top'] as const
export type ProjectionKind = (typeof projectionKinds)[number]
export const sectionKinds = ['xz', 'yz'] as const
export type SectionKind = (typeof sectionKinds)[number]

export interface Projection {
  readonly kind: ProjectionKind
  /** First and last plane, counted from 0; null: all. */
  readonly planes: { readonly first: number; readonly last: number } | null
}
/** Planes of `xz` are counted along y, those of `yz` along x; z runs down in `xz` and to the right in `yz`. */
export interface Section {
  readonly kind: SectionKind
}
export type VolumeView = Projection | Section

export function isSection(view: VolumeView): view is Section {
  return view.kind === 'xz' || view.kind === 'yz'
}

const pattern = /^(?:(xz|yz)|(max|mean|top)(?:-(\d{1,9})-(\d{1,9}))?)$/

/** Null where the text names no view. */
export function parseView(text: string): VolumeView | null {
  const [, section, projection, first, last] = pattern.exec(text) ?? []
  if (section !== undefined) return { kind: section as SectionKind }
  if (projection === undefined) return null
  const planes = first === undefined ? null : { first: Number(first), last: Number(last) }
  return { kind: projection as ProjectionKind, planes }
}

export function viewText(view: VolumeView): string {
  if (isSection(view) || view.planes === null) return view.kind
  return `${view.kind}-${view.planes.first}-${view.planes.last}`
}
