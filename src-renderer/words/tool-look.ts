/** Colour and marker of the n-th tool of a comparison. The reference column (the input itself) is gray. */

export interface ToolLook {
  /** A colour from the tokens. */
  readonly color: string
  /** The marker's outline in a box from -5 to 5. */
  readonly path: string
}

const paths = [
  'M4,0A4,4,0,1,1,-4,0A4,4,0,1,1,4,0Z',
  'M-3.6,-3.6H3.6V3.6H-3.6Z',
  'M0,-4.6L4.6,3.6H-4.6Z',
  'M0,-5L4.2,0L0,5L-4.2,0Z',
  'M-1.5,-4.5H1.5V-1.5H4.5V1.5H1.5V4.5H-1.5V1.5H-4.5V-1.5H-1.5Z',
  'M0,4.6L4.6,-3.6H-4.6Z',
  'M4.3,0L2.15,3.7H-2.15L-4.3,0L-2.15,-3.7H2.15Z',
  'M0,-5L1.4,-1.6L4.8,-1.5L2.2,0.7L3,4L0,2.2L-3,4L-2.2,0.7L-4.8,-1.5L-1.4,-1.6Z',
] as const
const ring = 'M4,0A4,4,0,1,1,-4,0A4,4,0,1,1,4,0ZM2.2,0A2.2,2.2,0,1,0,-2.2,0A2.2,2.2,0,1,0,2.2,0Z'

export function toolLook(index: number | null): ToolLook {
  if (index === null) return { color: 'var(--tool-reference)', path: ring }
  const turn = index % paths.length
  return { color: `var(--tool-${turn + 1})`, path: paths[turn] ?? ring }
}
