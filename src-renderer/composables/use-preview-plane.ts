/** One plane of a small image as grey pixels for a canvas; the middle of a stack. */
import { onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import { call } from '../api/client.ts'
import { openedImageAddress, planeStatistics, readPlane } from '../api/images.ts'
import { isAbort, sentenceOf } from '../api/problem.ts'
import { automaticContrast, manualContrast } from '../viewer/contrast.ts'
import type { Limits } from '../viewer/contrast.ts'
import { decodeTile } from '../viewer/pixel-data.ts'
import type { TilePixels } from '../viewer/pixel-data.ts'

export interface GreyPlane {
  readonly width: number
  readonly height: number
  /** Red, green, blue, alpha of each pixel. */
  readonly bytes: Uint8ClampedArray<ArrayBuffer>
  /** Of the plane; shown as black and as white. */
  readonly limits: Limits
  readonly channels: number
  /** Which plane along z, counted from 0, and how many there are. */
  readonly z: number
  readonly planes: number
}

export interface PlaneWanted {
  readonly path: string
  readonly channel: number
  /** Null: the core's own contrast for the plane. */
  readonly limits: Limits | null
}

/** Larger planes are shown from a level that is no larger. */
const largestSidePx = 512

export function usePreviewPlane(wanted: () => PlaneWanted) {
  const plane = shallowRef<GreyPlane | null>(null)
  const problem = ref<string | null>(null)
  let controller = new AbortController()

  async function read({ path, channel, limits }: PlaneWanted): Promise<void> {
    controller.abort()
    controller = new AbortController()
    const { signal } = controller
    try {
      const { image, description } = await call('openImage', { body: { path }, signal })
      const { size, levels, contentKey } = description
      const address = openedImageAddress(image)
      const index = { t: 0, c: Math.min(channel, size.c - 1), z: Math.floor(size.z / 2) }
      const level = levels.findIndex((one) => Math.max(one.width, one.height) <= largestSidePx)
      const [pixels, contrast] = await Promise.all([
        readPlane(
          { address, contentKey, labels: false },
          index,
          level < 0 ? levels.length - 1 : level,
          signal,
        ),
        limits
          ? manualContrast(limits.lower, limits.upper)
          : planeStatistics(address, index, signal).then((found) => automaticContrast(found, '')),
      ])
      if (signal.aborted) return
      const decoded = decodeTile(pixels)
      plane.value = {
        ...{ width: decoded.width, height: decoded.height, limits: contrast },
        bytes: greyBytes(decoded, contrast),
        ...{ channels: size.c, z: index.z, planes: size.z },
      }
      problem.value = null
    } catch (error) {
      if (signal.aborted || isAbort(error)) return
      plane.value = null
      problem.value = sentenceOf(error)
    }
  }

  watch(
    () => JSON.stringify(wanted()),
    () => void read(wanted()),
    { immediate: true },
  )
  onBeforeUnmount(() => {
    controller.abort()
  })
  return { plane, problem }
}

/** Values between the limits as grey; NaN is magenta, which no grey is. */
export function greyBytes(
  { width, height, samples, values }: TilePixels,
  { lower, upper }: Limits,
): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(width * height * 4)
  for (let pixel = 0; pixel < width * height; pixel++) {
    const value = Number(values[pixel * samples])
    const grey = ((value - lower) / (upper - lower)) * 255
    const isNumber = !Number.isNaN(grey)
    bytes[pixel * 4] = isNumber ? grey : 255
    bytes[pixel * 4 + 1] = isNumber ? grey : 0
    bytes[pixel * 4 + 2] = isNumber ? grey : 255
    bytes[pixel * 4 + 3] = 255
  }
  return bytes
}
