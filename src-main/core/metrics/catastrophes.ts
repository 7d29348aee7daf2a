/**
 * Tangles of objects that are neither a split nor a merge: groups of unmatched objects in which at least two
 * true objects and two predictions have several partners between them (deepcell-toolbox 05e1ba1 calls them
 * catastrophes). Partners share a pixel count as fragments and parts do (fragments.ts), or an IoU of a tenth.
 */
import { agreement } from './criterion.ts'
import type { Matching } from './matching.ts'
import type { Overlap, OverlapTable } from './overlap-table.ts'

/** One tangle: places in the table's lists of objects. */
export interface Catastrophe {
  readonly truth: readonly number[]
  readonly prediction: readonly number[]
}

/** Least IoU of partners, unless one lies mostly inside the other. */
const leastIou = 0.1

export function catastrophes(table: OverlapTable, matching: Matching): readonly Catastrophe[] {
  const matched = {
    truth: new Set(matching.pairs.map(({ truth }) => truth)),
    prediction: new Set(matching.pairs.map(({ prediction }) => prediction)),
  }
  const links = table.overlaps.filter(
    (overlap) =>
      !matched.truth.has(overlap.truth) &&
      !matched.prediction.has(overlap.prediction) &&
      arePartners(table, overlap),
  )
  return groupsOf(links)
    .filter((group) => isTangle(group))
    .map((group) => ({
      truth: unique(group.map(({ truth }) => truth)),
      prediction: unique(group.map(({ prediction }) => prediction)),
    }))
}

function arePartners(table: OverlapTable, overlap: Overlap): boolean {
  const { truth, prediction, pixels } = overlap
  return (
    agreement(table, overlap, 'iou') >= leastIou ||
    2 * pixels > table.truth.areas[truth]! ||
    2 * pixels > table.prediction.areas[prediction]!
  )
}

/** More than one object with several partners: one alone makes a split or a merge. */
function isTangle(group: readonly Overlap[]): boolean {
  const partners = new Map<string, number>()
  for (const { truth, prediction } of group)
    for (const key of [`t${truth}`, `p${prediction}`])
      partners.set(key, (partners.get(key) ?? 0) + 1)
  return [...partners.values()].filter((count) => count > 1).length > 1
}

/** Links that hang together, by union of the objects they join. */
function groupsOf(links: readonly Overlap[]): readonly (readonly Overlap[])[] {
  const parents = new Map<string, string>()
  const rootOf = (key: string): string => {
    let root = key
    while (parents.has(root)) root = parents.get(root)!
    for (let at = key; at !== root;) {
      const next = parents.get(at)!
      parents.set(at, root)
      at = next
    }
    return root
  }
  for (const { truth, prediction } of links) {
    const [a, b] = [rootOf(`t${truth}`), rootOf(`p${prediction}`)]
    if (a !== b) parents.set(a, b)
  }
  const groups = new Map<string, Overlap[]>()
  for (const link of links) {
    const root = rootOf(`t${link.truth}`)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [link])
    else group.push(link)
  }
  return [...groups.values()]
}

function unique(places: readonly number[]): readonly number[] {
  return [...new Set(places)].sort((a, b) => a - b)
}
