import { TouchstoneError } from '../errors.ts'

/** Throws `image-not-finite` naming the first pixel that holds NaN or an infinity. */
export function requireFinite(data: Float32Array | Float64Array, name: string): void {
  // One multiplication per pixel: anything not finite turns the sum into NaN.
  let sum = 0
  for (let i = 0; i < data.length; i++) sum += data[i]! * 0
  if (sum === 0) return
  const pixel = data.findIndex((value) => !Number.isFinite(value))
  throw new TouchstoneError(
    'image-not-finite',
    `The ${name} of the tool's output has no number (${String(data[pixel])}) at pixel ${pixel}; it cannot be decoded.`,
  )
}
