/**
 * JPEG that the WebAssembly library does not take: 12 bits, and two or four components. The arithmetic is
 * libjpeg-turbo's, step by step: accurate integer transform, smooth upsampling, colour in 16-bit fixed point.
 */
import { readCoefficients, type DctComponent } from './coefficients.ts'
import { inverseDct } from './inverse-dct.ts'
import { upsample, type ComponentPlane } from './upsample.ts'

/** height x width x components values, interleaved. */
export interface DctJpeg {
  readonly width: number
  readonly height: number
  readonly components: number
  readonly data: Uint8Array | Uint16Array
}

/** `isYCbCr`: the first three components are turned to RGB, or to CMY where there is a fourth. Plain errors. */
export function decodeDctJpeg(stream: Uint8Array, isYCbCr: boolean): DctJpeg {
  const image = readCoefficients(stream)
  const { width, height, bits } = image
  const count = image.components.length
  const planes = image.components.map((component) => {
    const across = image.maxAcross / component.across
    const down = image.maxDown / component.down
    if (!Number.isInteger(across) || !Number.isInteger(down))
      throw new Error('its components have sizes that do not divide each other')
    return upsample(toSamples(component, bits), across, down)
  })
  const length = width * height * count
  const data = bits === 8 ? new Uint8Array(length) : new Uint16Array(length)
  for (const [c, plane] of planes.entries()) {
    for (let y = 0; y < height; y++) {
      let to = y * width * count + c
      const from = y * plane.stride
      for (let x = 0; x < width; x++, to += count) data[to] = plane.data[from + x]!
    }
  }
  if (isYCbCr && count >= 3) toRgb(data, count, bits)
  return { width, height, components: count, data }
}

function toSamples(component: DctComponent, bits: number): ComponentPlane {
  const { blocksAcross, blocksDown, coefficients, factors, width, height } = component
  if (factors === undefined) throw new Error('a quantisation table is missing')
  const stride = 8 * blocksAcross
  const length = stride * 8 * blocksDown
  const data = bits === 8 ? new Uint8Array(length) : new Uint16Array(length)
  const block = new Int32Array(64)
  for (let at = 0, number = 0; at < coefficients.length; at += 64, number++) {
    for (let i = 0; i < 64; i++) block[i] = coefficients[at + i]! * factors[i]!
    const row = Math.floor(number / blocksAcross)
    inverseDct(block, data, row * 8 * stride + 8 * (number - row * blocksAcross), stride, bits)
  }
  return { data, stride, width, height }
}

/** JFIF's conversion; with a fourth component (YCCK) the three come out inverted, as cyan, magenta, yellow. */
function toRgb(data: Uint8Array | Uint16Array, count: number, bits: number): void {
  const largest = (1 << bits) - 1
  const middle = 1 << (bits - 1)
  const half = 1 << 15
  const clamp = (value: number): number => (value < 0 ? 0 : value > largest ? largest : value)
  for (let at = 0; at < data.length; at += count) {
    const y = data[at]!
    const blue = data[at + 1]! - middle
    const red = data[at + 2]! - middle
    const r = clamp(y + ((91881 * red + half) >> 16))
    const g = clamp(y + ((-22554 * blue - 46802 * red + half) >> 16))
    const b = clamp(y + ((116130 * blue + half) >> 16))
    data[at] = count === 4 ? largest - r : r
    data[at + 1] = count === 4 ? largest - g : g
    data[at + 2] = count === 4 ? largest - b : b
  }
}
