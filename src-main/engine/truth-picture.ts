/**
 * The job `truth-picture`: a case of a dataset with the outlines of its truth, as a PNG. Around one object where
 * a label is given; else the whole image, of a stack its middle plane.
 */
import type { EngineJobs } from '../core/engine-port.ts'
import { TouchstoneError } from '../core/errors.ts'
import { encodePng } from '../core/images/pictures/encode-png.ts'
import { findLabel } from '../core/images/pictures/find-label.ts'
import { placePicture, type PlaceOutline } from '../core/images/pictures/place-picture.ts'
import { readSampled, type SampledPart } from '../core/images/pictures/read-sampled.ts'
import type { ImageInfo, ImageSource } from '../core/images/types.ts'
import type { ImageAnswers } from './image-answers.ts'

type Job = EngineJobs['truth-picture']
type Size = ImageInfo['size']

/** The blue that the truth has in every picture. */
const truthColor = [86, 180, 255] as const
/** A picture shows some times the width of its object, and never a speck alone. */
const surroundings = 2.6
const leastPx = 24

interface Frame {
  readonly t: number
  readonly z: number
  /** Upper left corner in pixels, perhaps outside the image. */
  readonly x: number
  readonly y: number
  readonly sidePx: number
}

export async function truthPicture(
  { image, truth, label, side }: Job['input'],
  images: ImageAnswers,
): Promise<Job['output']> {
  const place =
    truth === null || label === null
      ? null
      : await images.withSource(truth, (source) => placeOf(source, label))
  const { frame, part, pixels, limits } = await images.withSource(image, async (source) => {
    const { size } = source.info
    const frame = place ?? wholeOf(size)
    const plane = planeIn(size, frame)
    const part = partOf(frame, size, side)
    const { lower, upper } = await images.statistics(image, plane)
    return { frame, part, limits: { lower, upper }, pixels: await readSampled(source, plane, part) }
  })
  const outlines: PlaceOutline[] = []
  if (truth !== null) {
    const labels = await images.withSource(truth, (source) =>
      labelsUnder(source, frame, part, pixels),
    )
    outlines.push({ labels, color: truthColor, isDashed: false, label })
  }
  const { step } = part
  const shown = {
    ...{ x: (frame.x - part.x) / step, y: (frame.y - part.y) / step },
    ...{ sidePx: frame.sidePx / step, side },
  }
  const picture = placePicture(pixels, shown, limits, outlines)
  return { png: encodePng(picture, { width: side, height: side }) }
}

async function placeOf(source: ImageSource, label: number): Promise<Frame> {
  const found = await findLabel(source, label)
  if (found === null)
    throw new TouchstoneError(
      'not-found',
      `No pixel of ${source.path} has the label ${label} that the check names. Freeze the dataset again if the file was changed.`,
    )
  const { t, z, left, top, right, bottom } = found
  const wide = Math.max(right - left, bottom - top) + 1
  const sidePx = Math.max(leastPx, Math.ceil(surroundings * wide))
  const corner = (from: number, to: number): number => Math.round((from + to + 1 - sidePx) / 2)
  return { t, z, x: corner(left, right), y: corner(top, bottom), sidePx }
}

function wholeOf({ width, height, z }: Size): Frame {
  const sidePx = Math.max(width, height)
  const corner = (length: number): number => Math.floor((length - sidePx) / 2)
  return { t: 0, z: Math.floor((z - 1) / 2), x: corner(width), y: corner(height), sidePx }
}

/** A truth that does not fit its image is one of the findings: its plane may be none of the image's. */
function planeIn(size: Size, { t, z }: Frame) {
  return { t: Math.min(t, size.t - 1), c: 0, z: Math.min(z, size.z - 1) }
}

/** What of the frame lies inside the image, at least one pixel. */
function partOf({ x, y, sidePx }: Frame, { width, height }: Size, side: number): SampledPart {
  const within = (from: number, length: number): readonly [number, number] => {
    const start = Math.min(Math.max(0, from), length - 1)
    return [start, Math.max(1, Math.min(length, from + sidePx) - start)]
  }
  const [left, wide] = within(x, width)
  const [top, high] = within(y, height)
  const step = Math.max(1, Math.floor(sidePx / side))
  return { x: left, y: top, width: wide, height: high, step }
}

/** The truth's labels at the places of the image's pixels; 0 where the truth is smaller than its image. */
async function labelsUnder(
  source: ImageSource,
  frame: Frame,
  part: SampledPart,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<ArrayLike<number>> {
  const { size } = source.info
  const labels = new Float64Array(width * height)
  const shared = {
    ...part,
    width: Math.min(part.width, size.width - part.x),
    height: Math.min(part.height, size.height - part.y),
  }
  if (shared.width <= 0 || shared.height <= 0) return labels
  const read = await readSampled(source, planeIn(size, frame), shared)
  for (let row = 0; row < read.height; row++)
    for (let column = 0; column < read.width; column++)
      labels[row * width + column] = Number(read.data[(row * read.width + column) * read.samples])
  return labels
}
