/**
 * Colour components of lower resolution brought to the image's size as libjpeg-turbo does it: by two with
 * weights 3 and 1 ("fancy upsampling"), by other factors by repeating.
 */

/** Samples of one component; rows are `stride` apart, of which `width` by `height` belong to the image. */
export interface ComponentPlane {
  readonly data: Uint8Array | Uint16Array
  readonly stride: number
  readonly width: number
  readonly height: number
}

/** `across` and `down` are whole factors. At least `height` rows of `stride` samples come out. */
export function upsample(plane: ComponentPlane, across: number, down: number): ComponentPlane {
  if (across === 1 && down === 1) return plane
  const isWide = plane.width > 2
  if (across === 2 && down === 1 && isWide) return widen(plane)
  if (across === 1 && down === 2) return heighten(plane)
  if (across === 2 && down === 2 && isWide) return enlarge(plane)
  return repeat(plane, across, down)
}

function create(plane: ComponentPlane, width: number, height: number): ComponentPlane {
  const length = width * height
  const data = plane.data instanceof Uint8Array ? new Uint8Array(length) : new Uint16Array(length)
  return { data, stride: width, width, height }
}

function repeat(plane: ComponentPlane, across: number, down: number): ComponentPlane {
  const out = create(plane, plane.width * across, plane.height * down)
  for (let y = 0; y < out.height; y++) {
    const row = Math.floor(y / down) * plane.stride
    for (let x = 0; x < out.width; x++)
      out.data[y * out.stride + x] = plane.data[row + Math.floor(x / across)]!
  }
  return out
}

/** Weights 3/4 and 1/4 along rows; rounding alternates between 1 and 2. */
function widen(plane: ComponentPlane): ComponentPlane {
  const { data, stride, width, height } = plane
  const out = create(plane, 2 * width, height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * stride + x
      const three = 3 * data[at]!
      const to = y * out.stride + 2 * x
      out.data[to] = x === 0 ? data[at]! : (three + data[at - 1]! + 1) >> 2
      out.data[to + 1] = x === width - 1 ? data[at]! : (three + data[at + 1]! + 2) >> 2
    }
  }
  return out
}

function heighten(plane: ComponentPlane): ComponentPlane {
  const { data, stride, width, height } = plane
  const out = create(plane, width, 2 * height)
  for (let y = 0; y < out.height; y++) {
    const near = y >> 1
    const far = neighbour(y, height)
    const rounding = y % 2 === 0 ? 1 : 2
    for (let x = 0; x < width; x++) {
      const sum = 3 * data[near * stride + x]! + data[far * stride + x]!
      out.data[y * width + x] = (sum + rounding) >> 2
    }
  }
  return out
}

/** Both directions: sums over two rows first, then along them; rounding alternates between 8 and 7. */
function enlarge(plane: ComponentPlane): ComponentPlane {
  const { data, stride, width, height } = plane
  const out = create(plane, 2 * width, 2 * height)
  const sums = new Int32Array(width)
  for (let y = 0; y < out.height; y++) {
    const near = (y >> 1) * stride
    const far = neighbour(y, height) * stride
    for (let x = 0; x < width; x++) sums[x] = 3 * data[near + x]! + data[far + x]!
    for (let x = 0; x < width; x++) {
      const sum = sums[x]!
      const to = y * out.stride + 2 * x
      out.data[to] = (3 * sum + sums[Math.max(0, x - 1)]! + 8) >> 4
      out.data[to + 1] = (3 * sum + sums[Math.min(width - 1, x + 1)]! + 7) >> 4
    }
  }
  return out
}

/** The other row that an output row lies next to; at the edges the same one again. */
function neighbour(y: number, height: number): number {
  const near = y >> 1
  return Math.min(height - 1, Math.max(0, y % 2 === 0 ? near - 1 : near + 1))
}
