/**
 * StarDist, three dimensions: probability and distances along golden-spiral rays -> label image. Follows
 * stardist 0.9.1 (650d3a1): `non_maximum_suppression_3d`, then `polyhedron_to_label`.
 */
import { TouchstoneError } from '../../errors.ts'
import type { LabelImage, RealImage } from '../../images/types.ts'
import { findCandidates, type CandidateOptions } from './candidates.ts'
import type { StarObjects } from './decode-stardist-2d.ts'
import { goldenSpiral } from './golden-spiral.ts'
import { boxOf, cornersOf, type Vector } from './polyhedron.ts'
import { rayCones } from './ray-cones.ts'
import { requireReasonableReach } from './star-channels.ts'
import { smallestDistancePx } from './star-polygon.ts'
import { suppressPolyhedra, type Polyhedra } from './suppress-polyhedra.ts'

export interface Stardist3dOptions extends CandidateOptions {
  /** Shared volume over smaller volume above which the less probable object goes. */
  readonly suppressionThreshold: number
  readonly grid: Vector
  /** Pixel sizes that the rays were made for. */
  readonly anisotropy: Vector
  /** Of the label image; by default the output's times the grid. */
  readonly shape?: readonly number[] | undefined
}

/**
 * `probability`: `[z, y, x]`; `distances`: one image of that shape per ray, in px; all finite. Throws
 * `tool-invalid` for planes and for distances far beyond the image.
 */
export function decodeStardist3d(
  probability: RealImage,
  distances: readonly RealImage[],
  options: Stardist3dOptions,
): StarObjects {
  const { grid } = options
  if (probability.shape.length !== 3) {
    throw new TouchstoneError(
      'tool-invalid',
      `The tool's output has ${probability.shape.length} axes besides channels, but StarDist in 3D takes stacks (3). Set the decoding to stardist.`,
    )
  }
  const shape = options.shape ?? probability.shape.map((side, axis) => side * grid[axis]!)
  const candidates = findCandidates(probability, options)
  requireReasonableReach(candidates.pixels, distances, shape)
  const rays = goldenSpiral(distances.length, options.anisotropy)
  const [, height = 0, width = 0] = probability.shape
  const polyhedra: Polyhedra = {
    rays,
    cones: rayCones(rays),
    centres: Array.from(candidates.pixels, (pixel): Vector => [
      Math.floor(pixel / (height * width)) * grid[0],
      (Math.floor(pixel / width) % height) * grid[1],
      (pixel % width) * grid[2],
    ]),
    distances: gathered(candidates.pixels, distances),
  }
  const survivors = suppressPolyhedra(candidates, polyhedra, options.suppressionThreshold)
  const labels = {
    shape,
    data: new Uint32Array(shape.reduce((product, side) => product * side, 1)),
  }
  survivors.forEach((rank, object) => drawPolyhedron(labels, polyhedra, rank, object + 1))
  return {
    points: survivors.map((rank) => polyhedra.centres[rank]!),
    probabilities: survivors.map((rank) => candidates.probabilities[rank]!),
    labels,
  }
}

function gathered(pixels: Uint32Array, images: readonly RealImage[]): Float32Array {
  const distances = new Float32Array(pixels.length * images.length)
  for (const [ray, { data }] of images.entries()) {
    for (let rank = 0; rank < pixels.length; rank++) {
      distances[rank * images.length + ray] = Math.max(smallestDistancePx, data[pixels[rank]!]!)
    }
  }
  return distances
}

/** Only where nothing is drawn yet: the most probable come first. */
function drawPolyhedron(
  { shape, data }: LabelImage,
  { rays, cones, centres, distances }: Polyhedra,
  rank: number,
  label: number,
): void {
  const [depth = 0, height = 0, width = 0] = shape
  const centre = centres[rank]!
  const slot = rank * rays.count
  const box = boxOf(cornersOf(rays, centre, distances, slot))
  for (let z = Math.max(0, box[0]); z <= Math.min(depth - 1, box[1]); z++) {
    for (let y = Math.max(0, box[2]); y <= Math.min(height - 1, box[3]); y++) {
      for (let x = Math.max(0, box[4]); x <= Math.min(width - 1, box[5]); x++) {
        const pixel = (z * height + y) * width + x
        if (data[pixel] !== 0) continue
        if (cones.isInside(z - centre[0], y - centre[1], x - centre[2], distances, slot))
          data[pixel] = label
      }
    }
  }
}
