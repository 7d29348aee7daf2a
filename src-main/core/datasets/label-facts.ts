/** What the ground-truth checks need to know of a label image, gathered in one walk. Pure. */
import { componentsOfLabels } from '../instances/connected-components.ts'
import type { LabelImage } from '../images/types.ts'

export interface LabelFacts {
  /** Distinct labels other than 0. */
  readonly objects: number
  readonly largestLabel: number
  readonly hasBackground: boolean
  /** Labels whose pixels fall into several pieces (corners count as touching), in rising order. */
  readonly disconnected: readonly number[]
  /** Pieces of all labels together. */
  readonly pieces: number
}

export function labelFacts(labels: LabelImage): LabelFacts {
  const components = componentsOfLabels(labels, 'full')
  const seen = new Uint8Array(components.count + 1)
  const piecesOf = new Map<number, number>()
  let hasBackground = false
  for (let i = 0; i < labels.data.length; i++) {
    const component = components.data[i]!
    if (component === 0) hasBackground = true
    else if (seen[component] === 0) {
      seen[component] = 1
      const label = labels.data[i]!
      piecesOf.set(label, (piecesOf.get(label) ?? 0) + 1)
    }
  }
  const inOrder = [...piecesOf].sort(([a], [b]) => a - b)
  return {
    objects: inOrder.length,
    largestLabel: inOrder.at(-1)?.[0] ?? 0,
    hasBackground,
    disconnected: inOrder.filter(([, pieces]) => pieces > 1).map(([label]) => label),
    pieces: components.count,
  }
}

/** One label in several pieces is a mask: everything drawn in one colour. */
export function isBinary(facts: LabelFacts): boolean {
  return facts.objects === 1 && facts.pieces > 1
}
