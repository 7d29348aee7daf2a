/**
 * Which panes stand where: side by side in a grid or one row, or two of them in one place, to be told apart
 * by a divider (swipe), by turns (blink) or by transparency (onion skin). Pure.
 */
import type { Size } from './camera.ts'
import { layoutPanes, layoutRow } from './pane-grid.ts'
import type { PaneRect } from './pane-grid.ts'

export const paneModes = ['grid', 'filmstrip', 'swipe', 'blink', 'onion'] as const
export type PaneMode = (typeof paneModes)[number]

export interface PaneLook {
  readonly mode: PaneMode
  /** Pane ids of the two that are compared in one place; null takes the first tool and the truth. */
  readonly first: string | null
  readonly second: string | null
  /** Where the divider stands and how opaque the second pane is, 0 to 1. */
  readonly share: number
  /** The second pane is shown while a key is held. */
  readonly isHeld: boolean
}

export const sideBySide: PaneLook = {
  ...{ mode: 'grid', first: null, second: null, share: 0.5, isHeld: false },
}

export interface PlacedPane<Pane> {
  readonly pane: Pane
  readonly rect: PaneRect
  /** The part of the rect that is drawn; null for all of it. */
  readonly clip: PaneRect | null
  /** Over what was drawn there before, 0 to 1. */
  readonly opacity: number
  /** Where its title stands; null while another pane covers it. */
  readonly title: 'left' | 'right' | null
}

/** In the order of drawing. */
export function arrangePanes<Pane extends { readonly id: string }>(
  panes: readonly Pane[],
  area: Size,
  aspect: number,
  look: PaneLook,
): PlacedPane<Pane>[] {
  const pair = isOnePlace(look.mode) ? comparedPair(panes, look) : null
  if (!pair) {
    const rects =
      look.mode === 'filmstrip'
        ? layoutRow(panes.length, area)
        : layoutPanes(panes.length, area, aspect)
    return panes.flatMap((pane, index) => {
      const rect = rects[index]
      return rect ? [{ pane, rect, clip: null, opacity: 1, title: 'left' as const }] : []
    })
  }
  const [rect] = layoutPanes(1, area, aspect)
  if (!rect) return []
  const [first, second] = pair
  const whole = { rect, clip: null, opacity: 1 }
  const under = { ...whole, pane: first, title: 'left' as const }
  const over = { ...whole, pane: second, title: 'right' as const }
  switch (look.mode) {
    case 'swipe':
      return [under, { ...over, clip: rightOf(rect, look.share) }]
    case 'onion':
      return [under, { ...over, opacity: look.share }]
    default:
      // Both are drawn, so that the tiles of both are here when they change places.
      return look.isHeld ? [{ ...under, title: null }, over] : [{ ...over, title: null }, under]
  }
}

export const isOnePlace = (mode: PaneMode): boolean => mode !== 'grid' && mode !== 'filmstrip'

/** Null with fewer than two panes. What was chosen and is no longer shown gives way to the first tool and the truth. */
export function comparedPair<Pane extends { readonly id: string }>(
  panes: readonly Pane[],
  chosen: Pick<PaneLook, 'first' | 'second'>,
): readonly [Pane, Pane] | null {
  if (panes.length < 2) return null
  const find = (id: string | null) => panes.find((pane) => pane.id === id)
  const inputless = panes.filter(({ id }) => id !== 'input')
  const candidates = inputless.length > 1 ? inputless : panes
  const first = find(chosen.first) ?? candidates.find(({ id }) => id !== chosen.second)!
  const last = candidates.findLast(({ id }) => id !== first.id)!
  const second = find(chosen.second) ?? last
  return [first, second.id === first.id ? last : second]
}

function rightOf(rect: PaneRect, share: number): PaneRect {
  const cut = Math.round(rect.width * Math.min(1, Math.max(0, share)))
  return { ...rect, left: rect.left + cut, width: rect.width - cut }
}
