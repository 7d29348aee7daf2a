/** The rings of a composite region: a path of moves, lines and curves, as java.awt.geom.PathIterator gives it. */
import type { Ring } from '../outlines.ts'

/** Steps per curve; ImageJ's own curves are pixels long. */
const curveSteps = 16

/** `valueAt` reads one of `count` numbers. Null for a segment of an unknown kind. */
export function shapeRings(valueAt: (index: number) => number, count: number): Ring[] | null {
  const rings: number[][] = []
  let ring: number[] = []
  const close = (): void => {
    if (ring.length >= 6) rings.push(ring)
    ring = []
  }
  let at = 0
  while (at < count) {
    const kind = valueAt(at++)
    const length = lengths[kind]
    if (length === undefined || at + length > count) return null
    const values = Array.from({ length }, (_, i) => valueAt(at + i))
    at += length
    if (kind === 0) close()
    if (kind <= 1) ring.push(...values)
    else if (kind === 4) close()
    else ring.push(...curve([ring.at(-2) ?? 0, ring.at(-1) ?? 0, ...values]))
  }
  close()
  return rings
}

/** Numbers behind each kind: move, line, quadratic and cubic curve, close. */
const lengths: readonly (number | undefined)[] = [2, 2, 4, 6, 0]

/** Points of a Bezier curve without its first, by de Casteljau. */
function curve(controls: readonly number[]): number[] {
  const points: number[] = []
  for (let step = 1; step <= curveSteps; step++) {
    const share = step / curveSteps
    let level = [...controls]
    while (level.length > 2)
      level = level.slice(0, -2).map((value, i) => value + share * (level[i + 2]! - value))
    points.push(level[0]!, level[1]!)
  }
  return points
}
