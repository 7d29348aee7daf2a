/** Tells a mask from a label image: one label in several pieces is everything drawn in one colour. */
import type { LabelImage } from '../images/types.ts'
import { countComponents } from './connected-components.ts'

/** Pieces (corners count as touching) of the only label there is; 0 with no label, 1 with several. */
export function maskPieces({ shape, data }: LabelImage): number {
  let only = 0
  for (let i = 0; i < data.length; i++) {
    const label = data[i]!
    if (label === 0 || label === only) continue
    if (only !== 0) return 1
    only = label
  }
  if (only === 0) return 0
  return countComponents(
    { shape, data: Uint8Array.from(data, (label) => (label === 0 ? 0 : 1)) },
    'full',
  )
}
