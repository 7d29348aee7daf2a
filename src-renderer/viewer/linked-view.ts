/** What windows of one case tell each other: where they look, at which plane, with which contrast. Pure. */
import type { PlaneIndex } from '../api/images.ts'
import type { Camera } from './camera.ts'
import type { Contrast } from './contrast.ts'

export interface LinkedView {
  readonly comparison: string
  readonly caseId: string
  readonly camera: Camera
  readonly plane: PlaneIndex
  readonly contrast: Contrast | null
}
/** A window that opens asks the others where they look. */
export type LinkedMessage =
  | { readonly kind: 'view'; readonly view: LinkedView }
  | { readonly kind: 'ask'; readonly comparison: string }

/** Another version of the pages may be open beside this one: what is no message is not followed. */
export function linkedMessage(data: unknown): LinkedMessage | null {
  if (!isRecord(data)) return null
  if (data['kind'] === 'ask' && typeof data['comparison'] === 'string')
    return { kind: 'ask', comparison: data['comparison'] }
  const { view } = data
  if (data['kind'] !== 'view' || !isRecord(view)) return null
  const { comparison, caseId } = view
  if (typeof comparison !== 'string' || typeof caseId !== 'string') return null
  const camera = numbersOf(view['camera'], 'x', 'y', 'zoom')
  const plane = numbersOf(view['plane'], 't', 'c', 'z')
  const limits = numbersOf(view['contrast'], 'lower', 'upper')
  const rule = isRecord(view['contrast']) ? view['contrast']['rule'] : null
  if (!camera || !plane || camera.zoom <= 0) return null
  const contrast = limits && typeof rule === 'string' ? { ...limits, rule } : null
  return { kind: 'view', view: { comparison, caseId, camera, plane, contrast } }
}

function numbersOf<Name extends string>(
  data: unknown,
  ...names: readonly Name[]
): Record<Name, number> | null {
  if (!isRecord(data)) return null
  const found = names.map((name) => [name, data[name]] as const)
  if (!found.every(([, value]) => Number.isFinite(value))) return null
  return Object.fromEntries(found) as Record<Name, number>
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null
}
