/** A small picture of a case: its image in gray, and where the truth is labels, those over it. */
import { onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import type { Task } from '../../src-main/contract/words.ts'
import { datasetImageAddress, describeImage, planeStatistics, readPlane } from '../api/images.ts'
import { isAbort, sentenceOf } from '../api/problem.ts'
import { automaticContrast } from '../viewer/contrast.ts'
import { labelPalette, paletteIndex } from '../viewer/label-colors.ts'
import { decodeTile } from '../viewer/pixel-data.ts'
import type { TilePixels } from '../viewer/pixel-data.ts'
import { greyBytes } from './use-preview-plane.ts'

export interface Thumbnail {
  readonly width: number
  readonly height: number
  readonly bytes: Uint8ClampedArray<ArrayBuffer>
}

export interface ThumbnailWanted {
  readonly digest: string
  readonly caseId: string
  readonly task: Task
  /** Nothing is read before it comes into view. */
  readonly isVisible: boolean
}

/** The level to draw is the largest that is no larger; then the browser scales. */
const largestSidePx = 256
const overlayShare = 0.45

export function useThumbnail(wanted: () => ThumbnailWanted) {
  const picture = shallowRef<Thumbnail | null>(null)
  const problem = ref<string | null>(null)
  let controller = new AbortController()

  async function read({ digest, caseId, task }: ThumbnailWanted): Promise<void> {
    controller.abort()
    controller = new AbortController()
    const { signal } = controller
    try {
      const image = await middlePlane(datasetImageAddress(digest, caseId, 'image'), false, signal)
      const limits = automaticContrast(image.statistics, '')
      const bytes = greyBytes(image.pixels, limits)
      if (task === 'instances' || task === 'semantic') {
        const truth = await middlePlane(datasetImageAddress(digest, caseId, 'truth'), true, signal)
        overlay(bytes, image.pixels, truth.pixels)
      }
      if (signal.aborted) return
      picture.value = { width: image.pixels.width, height: image.pixels.height, bytes }
      problem.value = null
    } catch (error) {
      if (signal.aborted || isAbort(error)) return
      picture.value = null
      problem.value = sentenceOf(error)
    }
  }

  watch(
    () => (wanted().isVisible ? JSON.stringify(wanted()) : null),
    (key) => {
      if (key !== null) void read(wanted())
    },
    { immediate: true },
  )
  onBeforeUnmount(() => {
    controller.abort()
  })
  return { picture, problem }
}

async function middlePlane(address: string, labels: boolean, signal: AbortSignal) {
  const { size, levels, contentKey } = await describeImage(address, signal, labels)
  const index = { t: 0, c: 0, z: Math.floor(size.z / 2) }
  const fitting = levels.findIndex((one) => Math.max(one.width, one.height) <= largestSidePx)
  const level = fitting < 0 ? levels.length - 1 : fitting
  const [bytes, statistics] = await Promise.all([
    readPlane({ address, contentKey, labels }, index, level, signal),
    planeStatistics(address, index, signal),
  ])
  return { pixels: decodeTile(bytes), statistics }
}

const palette = labelPalette(1)

/** Labels mixed into the image; their level may have another size, so that the nearest pixel counts. */
export function overlay(bytes: Uint8ClampedArray, image: TilePixels, labels: TilePixels): void {
  for (let y = 0; y < image.height; y++) {
    const from = Math.floor(((y + 0.5) * labels.height) / image.height) * labels.width
    for (let x = 0; x < image.width; x++) {
      const column = Math.floor(((x + 0.5) * labels.width) / image.width)
      const label = Number(labels.values[(from + column) * labels.samples])
      if (!(label > 0)) continue
      const color = paletteIndex(label) * 4
      const at = (y * image.width + x) * 4
      for (let channel = 0; channel < 3; channel++)
        bytes[at + channel] =
          bytes[at + channel]! * (1 - overlayShare) + palette[color + channel]! * overlayShare
    }
  }
}
