/**
 * An ellipse inside a polygon, of the polygon's own centre and proportions: within it, how far a ray may go is
 * one square root, whatever the outline looks like.
 */
import type { StarPolygon } from './star-polygon.ts'

/** Points p of the ellipse: |(tXX·dx + tXY·dy, tYY·dy)| <= radius, with (dx, dy) = p - centre. */
export interface InnerEllipse {
  readonly centreX: number
  readonly centreY: number
  readonly tXX: number
  readonly tXY: number
  readonly tYY: number
  readonly radius: number
  /** Half its height and width, px. */
  readonly halfHeight: number
  readonly halfWidth: number
}

/** Null where the polygon's centre of mass lies outside of it, or it has no area. */
export function innerEllipse(polygon: StarPolygon): InnerEllipse | null {
  const moments = momentsOf(polygon)
  if (!moments) return null
  const { centreX, centreY, xx, xy, yy } = moments
  const determinant = xx * yy - xy * xy
  if (!(determinant > 0)) return null
  // Cholesky's factor of the inverse covariance makes the polygon about as high as wide
  const tXX = Math.sqrt(yy / determinant)
  const tXY = -xy / (determinant * tXX)
  const tYY = 1 / Math.sqrt(yy)
  const radius = radiusOfDisc(polygon, { centreX, centreY, tXX, tXY, tYY })
  if (radius === 0) return null
  const half = { halfHeight: radius * Math.sqrt(yy), halfWidth: radius * Math.sqrt(xx) }
  return { centreX, centreY, tXX, tXY, tYY, radius, ...half }
}

interface Moments {
  readonly centreX: number
  readonly centreY: number
  readonly xx: number
  readonly xy: number
  readonly yy: number
}

/** Of the area, by triangles about the polygon's own centre. */
function momentsOf({ corners, x, y, centreX, centreY }: StarPolygon): Moments | null {
  let [area, sumX, sumY, xx, xy, yy] = [0, 0, 0, 0, 0, 0]
  let fromX = x[corners - 1]! - centreX
  let fromY = y[corners - 1]! - centreY
  for (let corner = 0; corner < corners; corner++) {
    const toX = x[corner]! - centreX
    const toY = y[corner]! - centreY
    const cross = fromX * toY - fromY * toX
    area += cross / 2
    sumX += (cross * (fromX + toX)) / 6
    sumY += (cross * (fromY + toY)) / 6
    xx += (cross * (fromX * fromX + fromX * toX + toX * toX)) / 12
    yy += (cross * (fromY * fromY + fromY * toY + toY * toY)) / 12
    xy += (cross * (2 * fromX * fromY + fromX * toY + toX * fromY + 2 * toX * toY)) / 24
    fromX = toX
    fromY = toY
  }
  if (area === 0) return null
  const meanX = sumX / area
  const meanY = sumY / area
  return {
    centreX: centreX + meanX,
    centreY: centreY + meanY,
    xx: xx / area - meanX * meanX,
    xy: xy / area - meanX * meanY,
    yy: yy / area - meanY * meanY,
  }
}

type Stretch = Pick<InnerEllipse, 'centreX' | 'centreY' | 'tXX' | 'tXY' | 'tYY'>

/** Of the largest disc about the centre in the stretched polygon; 0 where the centre is outside. */
function radiusOfDisc({ corners, x, y }: StarPolygon, stretch: Stretch): number {
  const { centreX, centreY, tXX, tXY, tYY } = stretch
  let nearest = Infinity // squared
  let winding = 0
  let fromX = NaN
  let fromY = NaN
  for (let corner = -1; corner < corners; corner++) {
    const at = corner < 0 ? corners - 1 : corner
    const dy = y[at]! - centreY
    const toX = tXX * (x[at]! - centreX) + tXY * dy
    const toY = tYY * dy
    if (corner >= 0) {
      const cross = fromX * toY - fromY * toX
      if (fromY < 0 !== toY < 0) {
        if (fromY < 0 && cross > 0) winding++
        else if (toY < 0 && cross < 0) winding--
      }
      const alongX = toX - fromX
      const alongY = toY - fromY
      const isBeside = toX * alongX + toY * alongY > 0 && fromX * alongX + fromY * alongY < 0
      const distance = isBeside
        ? (cross * cross) / (alongX * alongX + alongY * alongY)
        : toX * toX + toY * toY
      if (distance < nearest) nearest = distance
    }
    fromX = toX
    fromY = toY
  }
  return winding === 0 ? 0 : Math.sqrt(nearest)
}
