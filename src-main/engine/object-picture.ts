/** The job `object-picture`: an object of a case with the outlines of truth and prediction, as a PNG. */
import type { EngineJobs, ImageQuestion } from '../core/engine-port.ts'
import type { ImageInfo, PixelArray } from '../core/images/types.ts'
import { encodePng } from '../core/images/pictures/encode-png.ts'
import {
  placePicture,
  type PlaceOutline,
  type PlacePixels,
} from '../core/images/pictures/place-picture.ts'
import type { ImageAnswers } from './image-answers.ts'

type Job = EngineJobs['object-picture']

/** Blue for the truth and orange for the prediction: apart for every kind of colour vision, and on gray. */
const colors = { truth: [86, 180, 255], prediction: [255, 160, 64] } as const

export async function objectPicture(
  { image, outlines, at, sidePx, side }: Job['input'],
  images: ImageAnswers,
): Promise<Job['output']> {
  const t = 0
  const { pixels, limits, frame } = await images.withSource(image, async (source) => {
    const { info } = source
    const box = boxAround(at, sidePx, info)
    const z = planeOf(at.z, info)
    const block = await source.readRegion({ t, c: 0, z, ...box })
    const read: PlacePixels = {
      ...{ width: box.width, height: box.height },
      ...{ samples: info.size.samples, data: block.data },
    }
    const { lower, upper } = await images.statistics(image, { t, c: 0, z })
    return {
      pixels: read,
      limits: { lower, upper },
      frame: { x: at.x - sidePx / 2 - box.x, y: at.y - sidePx / 2 - box.y, sidePx, side },
    }
  })
  const drawn: PlaceOutline[] = []
  for (const { side: role, image: from, label } of outlines) {
    const labels = await labelsAround(from, at, sidePx, images)
    // the pieces of a mask are numbered by the scoring: no pixel holds such a number
    const isThere =
      label !== null && Array.prototype.some.call(labels, (one) => Number(one) === label)
    drawn.push({
      ...{ labels, color: colors[role], isDashed: role === 'prediction' },
      label: isThere ? label : null,
    })
  }
  return {
    png: encodePng(placePicture(pixels, frame, limits, drawn), { width: side, height: side }),
  }
}

function labelsAround(
  image: ImageQuestion,
  at: Job['input']['at'],
  sidePx: number,
  images: ImageAnswers,
): Promise<PixelArray> {
  return images.withSource(image, async (source) => {
    const { info } = source
    const box = boxAround(at, sidePx, info)
    const block = await source.readRegion({ t: 0, c: 0, z: planeOf(at.z, info), ...box })
    return block.data
  })
}

/** Whole pixels inside the image; truth and prediction have its size, which scoring has checked. */
function boxAround({ x, y }: Job['input']['at'], sidePx: number, { size }: ImageInfo) {
  const part = (centre: number, whole: number): readonly [number, number] => {
    const from = Math.min(Math.max(0, Math.floor(centre - sidePx / 2)), whole - 1)
    const to = Math.max(from + 1, Math.min(whole, Math.ceil(centre + sidePx / 2) + 1))
    return [from, to - from]
  }
  const [left, width] = part(x, size.width)
  const [top, height] = part(y, size.height)
  return { x: left, y: top, width, height }
}

function planeOf(z: number, { size }: ImageInfo): number {
  return Math.min(Math.max(0, Math.round(z)), size.z - 1)
}
