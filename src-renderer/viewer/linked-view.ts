/** What windows of one case tell each other: where they look, at which plane, in which contrast and colours. Pure. */
import type { PlaneIndex } from '../api/images.ts'
import type { Camera } from './camera.ts'
import { colorTables } from './color-tables.ts'
import type { ColorTable } from './color-tables.ts'
import type { Contrast } from './contrast.ts'
import type { ChannelChoice } from './display.ts'

/** Layers and colours; which panes are shown and how they stand is each window's own. */
export interface LinkedLook {
  readonly labels: boolean
  readonly errors: boolean
  readonly filled: boolean
  readonly composite: boolean
  readonly opacity: number
  readonly paletteSeed: number
  readonly gamma: number
  readonly table: ColorTable
  /** Of composites. */
  readonly channels: readonly (readonly [channel: number, choice: ChannelChoice])[]
}

export interface LinkedView {
  readonly comparison: string
  readonly caseId: string
  readonly camera: Camera
  readonly plane: PlaneIndex
  readonly contrast: Contrast | null
  /** Null: told by a window that shares none. */
  readonly look: LinkedLook | null
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
  const look = lookOf(view['look'])
  return { kind: 'view', view: { comparison, caseId, camera, plane, contrast, look } }
}

function lookOf(data: unknown): LinkedLook | null {
  if (!isRecord(data)) return null
  const { labels, errors, filled, composite } = data
  const numbers = numbersOf(data, 'opacity', 'paletteSeed', 'gamma')
  const table = tableOf(data['table'])
  const channels = channelsOf(data['channels'])
  if (typeof labels !== 'boolean' || typeof errors !== 'boolean') return null
  if (typeof filled !== 'boolean' || typeof composite !== 'boolean') return null
  if (!numbers || numbers.gamma <= 0 || !table || !channels) return null
  return { labels, errors, filled, composite, ...numbers, table, channels }
}

function tableOf(data: unknown): ColorTable | null {
  return colorTables.find((table) => table === data) ?? null
}

function channelsOf(data: unknown): LinkedLook['channels'] | null {
  if (!Array.isArray(data)) return null
  const found = data.flatMap((entry: unknown) => {
    if (!Array.isArray(entry)) return []
    const [channel, choice] = entry as unknown[]
    if (!Number.isInteger(channel) || !isRecord(choice)) return []
    const [isOn, table] = [choice['isOn'], tableOf(choice['table'])]
    return typeof isOn === 'boolean' && table ? [[channel as number, { isOn, table }] as const] : []
  })
  return found.length === data.length ? found : null
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
