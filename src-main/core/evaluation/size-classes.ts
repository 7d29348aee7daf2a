/** True objects of all images by size, and the share that each tool found, with its Wilson interval. */
import type { ObjectErrors } from '../../contract/images.ts'
import type { SizeClass } from '../../contract/evidence.ts'
import { wilsonInterval } from '../statistics/wilson-interval.ts'

/** The objects of one case as one tool found them. */
export interface CaseObjects {
  readonly tool: string
  readonly case: string
  readonly truth: ObjectErrors['truth']
}

/** Fewer objects in a class say nothing. */
const mostClasses = 5
const fewestPerClass = 5

/**
 * Classes hold about equally many objects; equal sizes are never parted. The interval takes objects as
 * independent, which objects of one image are not: it is a lower bound of the uncertainty.
 */
export function sizeClasses(objects: readonly CaseObjects[], isStack: boolean): SizeClass[] {
  const truth = new Map<string, ObjectErrors['truth']>()
  for (const one of objects) if (!truth.has(one.case)) truth.set(one.case, one.truth)
  const sizes = [...truth.values()]
    .flatMap((list) => list.map(({ areaPx }) => diameter(areaPx, isStack)))
    .sort((a, b) => a - b)
  const ends = endsOf(sizes)
  const tools = [...new Set(objects.map(({ tool }) => tool))]
  return ends.slice(0, -1).map((from, index) => {
    const to = index === ends.length - 2 ? Infinity : ends[index + 1]!
    const isIn = ({ areaPx }: { readonly areaPx: number }): boolean => {
      const size = diameter(areaPx, isStack)
      return size >= from && size < to
    }
    const images = [...truth.values()].filter((list) => list.some(isIn)).length
    return {
      fromPx: from,
      toPx: to === Infinity ? null : to,
      objects: sizes.filter((size) => size >= from && size < to).length,
      images,
      tools: Object.fromEntries(
        tools.map((tool) => {
          const own = objects
            .filter((one) => one.tool === tool)
            .flatMap((one) => one.truth.filter(isIn))
          const found = own.filter((one) => one.class === 'correct').length
          return [
            tool,
            own.length === 0
              ? null
              : { found, of: own.length, ...wilsonInterval(found, own.length) },
          ]
        }),
      ),
    }
  })
}

/** Of the circle of the same area, in stacks of the sphere of the same volume. */
function diameter(area: number, isStack: boolean): number {
  return isStack ? Math.cbrt((6 * area) / Math.PI) : 2 * Math.sqrt(area / Math.PI)
}

/** Quantiles, each once; the first is the smallest size. */
function endsOf(sorted: readonly number[]): number[] {
  const count = Math.min(mostClasses, Math.floor(sorted.length / fewestPerClass))
  if (count === 0) return []
  const ends = Array.from(
    { length: count },
    (_, index) => sorted[Math.floor((index * sorted.length) / count)]!,
  )
  return [...new Set(ends), Infinity]
}
