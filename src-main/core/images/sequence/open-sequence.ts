/** Numbered images as one stack: each file is one step along the first axes, opened when it is needed. */
import { basename, dirname } from 'node:path'
import { counted } from '../../counted.ts'
import { TouchstoneError } from '../../errors.ts'
import { createImageSource } from '../image-source.ts'
import type { OpenOptions } from '../open-options.ts'
import { createPixelArray, product } from '../pixel-types.ts'
import { placeOf } from '../plane-place.ts'
import { planeView } from '../plane-view.ts'
import type { ImageInfo, ImageSource, PixelArray } from '../types.ts'
import { findMembers, type SequenceMembers } from './find-members.ts'
import { openMembers, type OpenMembers } from './open-members.ts'

/**
 * `path` has up to three stars in its last part. The other files are held against the first when they are
 * opened: TouchstoneError 'shape-mismatch' names the one that differs. Other errors as `findMembers` and `open`.
 */
export async function openSequence(
  path: string,
  options: OpenOptions,
  open: (path: string, options: OpenOptions) => Promise<ImageSource>,
): Promise<ImageSource> {
  const members = await findMembers(path)
  const others = { ...options, axes: undefined } // the chosen axes are those of the whole stack
  const files = openMembers(members.paths, (file) => open(file, others))
  try {
    const infoOf = (index: number): Promise<ImageInfo> =>
      files.use(index, (source) => Promise.resolve(source.info))
    const start = members.paths.findIndex((file) => file !== undefined)
    const first = await infoOf(start)
    // colour tables and lossy compression make no identities, in many files as little as in one
    const kind = await files.use(start, ({ isPalette = false, isLossy = false }) =>
      Promise.resolve({ isPalette, isLossy }),
    )
    // a file at the far end that differs is told at once, the others when they are reached
    const last = members.paths.findLastIndex((file) => file !== undefined)
    requireLike(first, members.paths[last]!, await infoOf(last))
    return { ...createStack(path, members, first, files), ...kind, isOfSet: true }
  } catch (error) {
    await files.close()
    throw error
  }
}

function createStack(
  path: string,
  members: SequenceMembers,
  first: ImageInfo,
  files: OpenMembers,
): ImageSource {
  const lead = [...members.axes]
    .map((letter) => (letter !== 'q' && first.axes.includes(letter) ? 'q' : letter))
    .join('')
  const axes = lead + first.axes
  const shape = [...members.shape, ...first.shape]
  const view = planeView(axes, shape)
  const own = planeView(first.axes, first.shape)
  const { height, width, samples } = first.size
  const info: ImageInfo = {
    ...first,
    format: `${first.format}-sequence`,
    axes,
    shape,
    size: view.size,
    channels:
      view.size.c === own.size.c
        ? first.channels
        : Array.from({ length: view.size.c }, (_, i) => ({ name: `channel ${i + 1}` })),
    levels: first.levels.slice(0, 1),
    facts: [{ name: 'Files', value: filesText(members) }, ...first.facts],
    warnings: [
      ...members.warnings,
      ...first.warnings.filter((warning) => !own.warnings.includes(warning)),
      ...view.warnings,
    ],
  }

  /** Undefined for a file that is missing. */
  async function withMember<T>(
    index: number,
    work: (source: ImageSource) => Promise<T>,
  ): Promise<T | undefined> {
    const file = members.paths[index]
    if (file === undefined) return undefined
    return files.use(index, (source) => {
      requireLike(first, file, source.info)
      return work(source)
    })
  }

  const pixelsOf = (rows: number, columns: number): PixelArray =>
    createPixelArray(first.dtype, rows * columns * samples, path)
  const source = createImageSource(path, info, view, {
    async readRectangle(plane, _level, rectangle, options) {
      const place = placeOf(own, plane % own.planes)
      const read = await withMember(Math.floor(plane / own.planes), (image) =>
        image.readRegion({ ...place, ...rectangle }, options),
      )
      if (read !== undefined) return { data: read.data, filledPixels: read.filledPixels ?? 0 }
      const filledPixels = rectangle.height * rectangle.width
      return { data: pixelsOf(rectangle.height, rectangle.width), filledPixels }
    },
    readStoredPlane: async (plane, options) => {
      const place = placeOf(own, plane % own.planes)
      const read = await withMember(Math.floor(plane / own.planes), (image) =>
        image.readPlane(place, options),
      )
      return read?.data ?? pixelsOf(height, width)
    },
    close: () => files.close(),
  })

  async function* readPlanesInStoredOrder(): AsyncGenerator<PixelArray> {
    for (const [index, file] of members.paths.entries()) {
      if (file === undefined) {
        for (let i = 0; i < own.planes; i++) yield pixelsOf(height, width)
        continue
      }
      const { source: image, release } = await files.hold(index)
      try {
        requireLike(first, file, image.info)
        yield* image.readPlanesInStoredOrder()
      } finally {
        release()
      }
    }
  }

  async function readAll(): Promise<Awaited<ReturnType<ImageSource['readAll']>>> {
    const data = createPixelArray(first.dtype, product(shape), path)
    let at = 0
    for await (const piece of readPlanesInStoredOrder()) {
      data.set(piece as never, at)
      at += piece.length
    }
    return { axes, shape, dtype: first.dtype, data }
  }

  return { ...source, readPlanesInStoredOrder, readAll }
}

function filesText({ paths }: SequenceMembers): string {
  const there = paths.filter((path) => path !== undefined)
  return `${counted(there.length, 'file')} in ${dirname(there[0]!)}: ${basename(there[0]!)} to ${basename(there.at(-1)!)}`
}

function requireLike(first: ImageInfo, path: string, info: ImageInfo): void {
  const text = ({ axes, shape, dtype }: ImageInfo): string =>
    `${axes} ${shape.join(' x ')} ${dtype}`
  if (text(first) === text(info)) return
  throw new TouchstoneError(
    'shape-mismatch',
    `${path} is ${text(info)} and the first image of the series is ${text(first)}; take it out of the series, or give all one size and type.`,
    { path, found: text(info), first: text(first) },
  )
}
