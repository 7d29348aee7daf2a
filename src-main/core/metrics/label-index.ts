/**
 * Places of the labels that occur in an image. Labels may have gaps and reach 2^32 - 1, so a plain
 * table serves small ones and a map the rest.
 */

export interface LabelIndex {
  /** Labels that occur, ascending, without background. */
  readonly labels: readonly number[]
  /** Place of a label in `labels`, -1 for background. */
  readonly of: (label: number) => number
}

/** Largest label for which a table is kept: 16 MiB of places. */
const TABLE_LIMIT = 1 << 22

export function labelIndex(data: Uint32Array): LabelIndex {
  let largest = 0
  for (let i = 0; i < data.length; i++) if (data[i]! > largest) largest = data[i]!
  return largest <= TABLE_LIMIT ? tableIndex(data, largest) : mapIndex(data)
}

function tableIndex(data: Uint32Array, largest: number): LabelIndex {
  const places = new Int32Array(largest + 1)
  for (let i = 0; i < data.length; i++) places[data[i]!] = 1
  places[0] = -1
  const labels: number[] = []
  for (let label = 1; label <= largest; label++)
    if (places[label] === 1) places[label] = labels.push(label) - 1
  return { labels, of: (label) => places[label]! }
}

function mapIndex(data: Uint32Array): LabelIndex {
  const seen = new Set<number>()
  let last = 0
  for (let i = 0; i < data.length; i++)
    if (data[i]! !== last) {
      last = data[i]!
      seen.add(last)
    }
  seen.delete(0)
  const labels = [...seen].sort((a, b) => a - b)
  const places = new Map(labels.map((label, place) => [label, place]))
  return { labels, of: (label) => places.get(label) ?? -1 }
}
