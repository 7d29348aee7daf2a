/** Unlike metrics never share a column: scores of several runs meet only under one and the same tuple. */
import { tupleDifference, type MetricTuple } from '../../contract/metrics.ts'
import { TouchstoneError } from '../errors.ts'

/** A metric as somebody computed it. */
export interface OwnedTuple {
  readonly owner: string // for the sentence, for instance a run
  readonly tuple: MetricTuple
}

/** Throws `conflict` naming both owners and the part that differs; an empty list is comparable. */
export function requireComparable(tuples: readonly OwnedTuple[]): void {
  const [first, ...others] = tuples
  if (first === undefined) return
  for (const other of others) {
    const difference = tupleDifference(first.tuple, other.tuple)
    if (difference !== null)
      throw new TouchstoneError(
        'conflict',
        `${first.tuple.id} of ${first.owner} and ${other.tuple.id} of ${other.owner} cannot be compared: the ${difference.part} is ${difference.a} in one and ${difference.b} in the other. Compute both again with the same definition.`,
        { metric: first.tuple.id, ...difference },
      )
  }
}
