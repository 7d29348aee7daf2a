import { TouchstoneError } from '../errors.ts'

/** Throws `shape-mismatch` naming both sides. */
export function requireSameShape(
  a: readonly number[],
  b: readonly number[],
  nameOfA: string,
  nameOfB: string,
): void {
  if (a.length === b.length && a.every((side, axis) => side === b[axis])) return
  throw new TouchstoneError(
    'shape-mismatch',
    `The ${nameOfA} is ${a.join(' x ')}, but the ${nameOfB} is ${b.join(' x ')}.`,
  )
}
