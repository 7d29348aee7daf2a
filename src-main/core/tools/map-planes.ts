import type { RealImage } from '../images/types.ts'

/** Applies `change` to each y-x plane; it must keep the shape. */
export function mapPlanes(image: RealImage, change: (plane: RealImage) => RealImage): RealImage {
  const [width = 0, height = 1] = image.shape.toReversed()
  if (image.shape.length <= 2) return change(image)
  const data = new Float64Array(image.data.length)
  for (let at = 0; at < data.length; at += width * height) {
    const plane = { shape: [height, width], data: image.data.subarray(at, at + width * height) }
    data.set(change(plane).data, at)
  }
  return { shape: image.shape, data }
}
