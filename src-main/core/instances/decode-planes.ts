import type { LabelImage, RealImage } from '../images/types.ts'
import { TouchstoneError } from '../errors.ts'

/**
 * A method for planes on an output of planes or of a stack: plane by plane, every object with an id of its
 * own. `[y, x]` or `[z, y, x]`; throws `tool-invalid` for other shapes.
 */
export function decodePlanes(
  channels: readonly RealImage[],
  decode: (channels: readonly RealImage[]) => LabelImage,
): LabelImage {
  const shape = channels[0]?.shape ?? []
  if (shape.length === 2) return decode(channels)
  const [depth = 0, height = 0, width = 0] = shape
  if (shape.length !== 3) {
    throw new TouchstoneError(
      'tool-invalid',
      `The tool's output has ${shape.length} axes besides channels, but this decoding takes planes (2) or stacks (3).`,
    )
  }
  const planes = Array.from({ length: depth }, (_, z) =>
    decode(
      channels.map((channel) => ({
        shape: channel.shape.slice(1),
        data: channel.data.subarray(z * height * width, (z + 1) * height * width),
      })),
    ),
  )
  return stacked(planes)
}

function stacked(planes: readonly LabelImage[]): LabelImage {
  const [first] = planes
  const length = first?.data.length ?? 0
  const data = new Uint32Array(length * planes.length)
  let labels = 0
  for (const [z, plane] of planes.entries()) {
    let largest = labels
    for (let pixel = 0; pixel < length; pixel++) {
      const label = plane.data[pixel]!
      if (label === 0) continue
      data[z * length + pixel] = label + labels
      if (label + labels > largest) largest = label + labels
    }
    labels = largest
  }
  return { shape: [planes.length, ...(first?.shape ?? [0, 0])], data }
}
