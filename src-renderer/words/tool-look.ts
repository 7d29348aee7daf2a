/** Colour and marker of the n-th tool of a comparison. The reference column (the input itself) is gray. */

export interface ToolLook {
  /** A colour from the tokens. */
  readonly color: string
  /** The marker's name in plots. */
  readonly symbol: string
  /** The same marker's outline in a box from -5 to 5. */
  readonly path: string
}

const markers = [
  { symbol: 'circle', path: 'M4,0A4,4,0,1,1,-4,0A4,4,0,1,1,4,0Z' },
  { symbol: 'square', path: 'M-3.6,-3.6H3.6V3.6H-3.6Z' },
  { symbol: 'triangle', path: 'M0,-4.6L4.6,3.6H-4.6Z' },
  { symbol: 'diamond', path: 'M0,-5L3,0L0,5L-3,0Z' },
  {
    symbol: 'cross',
    path: 'M-1.5,-4.5H1.5V-1.5H4.5V1.5H1.5V4.5H-1.5V1.5H-4.5V-1.5H-1.5Z',
  },
  { symbol: 'hexagon', path: 'M4.3,0L2.15,3.7H-2.15L-4.3,0L-2.15,-3.7H2.15Z' },
  {
    symbol: 'star',
    path: 'M0,-5L1.4,-1.6L4.8,-1.5L2.2,0.7L3,4L0,2.2L-3,4L-2.2,0.7L-4.8,-1.5L-1.4,-1.6Z',
  },
  {
    symbol: 'wye',
    path: 'M1.5,0.9V4.4H-1.5V0.9L-4.5,-0.9L-3,-3.5L0,-1.7L3,-3.5L4.5,-0.9Z',
  },
] as const

const ofReference: ToolLook = {
  color: 'var(--tool-reference)',
  symbol: 'circle',
  path: 'M-4,-3L-3,-4L0,-1L3,-4L4,-3L1,0L4,3L3,4L0,1L-3,4L-4,3L-1,0Z',
}

/** `index` counts the ranked tools in the comparison's order; null is the reference. */
export function toolLook(index: number | null): ToolLook {
  if (index === null) return ofReference
  const turn = index % markers.length
  return { color: `var(--tool-${turn + 1})`, ...markers[turn]! }
}

/** Outline of a marker by its name in a box from -5 to 5; `times` is a cross of two lines. */
export function markerPath(symbol: string): string {
  if (symbol === 'times') return 'M-4,-4L4,4M-4,4L4,-4'
  const found = markers.find((marker) => marker.symbol === symbol)
  return found?.path ?? markers[0].path
}
