/** A sample in ascending order; nothing to compare, or no numbers, is an error. */
import { TouchstoneError } from '../../errors.ts'

/** `name` tells in the message which of two samples it is: `The reference sample …`. */
export function sortedSample(values: ArrayLike<number>, name: string): Float64Array {
  if (values.length === 0)
    throw new TouchstoneError('bad-options', `The ${name} sample is empty; it needs values.`)
  const sorted = Float64Array.from(values).sort()
  // NaN sorts to the end, -Infinity to the front
  if (!Number.isFinite(sorted[0]) || !Number.isFinite(sorted.at(-1)))
    throw new TouchstoneError(
      'bad-options',
      `The ${name} sample holds values that are NaN or infinite; leave them out and count them.`,
    )
  return sorted
}
