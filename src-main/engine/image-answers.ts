/** What the engine answers about images for the pages: descriptions, tiles, statistics; read ahead, kept, shared. */
import { join } from 'node:path'
import type { ImageDescription, PlaneStatistics } from '../contract/images.ts'
import { createStepping } from '../contract/stepping.ts'
import { viewText } from '../contract/volume-view.ts'
import type {
  ImageQuestion,
  JobOptions,
  PlaneIndex,
  PlaneQuestion,
  TileAnswer,
  TileQuestion,
} from '../core/engine-port.ts'
import { TouchstoneError } from '../core/errors.ts'
import type { ChunkDecoder } from '../core/images/chunk-decoder.ts'
import { parseImageReference } from '../core/images/image-reference.ts'
import type { Rectangle } from '../core/images/image-source.ts'
import { openImage } from '../core/images/open-image.ts'
import type { OpenOptions } from '../core/images/open-options.ts'
import { quickPlaneBytes } from '../core/images/pyramid/quick-level.ts'
import { withPyramid, type PyramidSource } from '../core/images/pyramid/with-pyramid.ts'
import { sequenceOf } from '../core/images/sequence/sequence-of.ts'
import type { ImageInfo, ImageSource, PixelBlock } from '../core/images/types.ts'
import { viewImage } from '../core/images/volume/view-image.ts'
import { createByteCache } from './byte-cache.ts'
import { withDeadline } from './deadline.ts'
import { fingerprintOf, stampOf } from './fingerprint.ts'
import { createLevelWorks } from './level-works.ts'
import { createOpenImages, type OpenedImage } from './open-images.ts'
import {
  isEnoughFor,
  pieceAround,
  rectangleOfPlane,
  rectangleOfTile,
  tilePixels,
} from './pieces.ts'
import { createReadQueue } from './read-queue.ts'
import { countInPlace, type CountValues } from './statistics-pool.ts'
import { sampleOfPlane } from './statistics-sample.ts'

/** Four panes with two sections each. */
const openFiles = 16
const recheckAfterMs = 1000
/** Sixteen planes of 2048 x 2048 pixels of 16 bits. */
const keptPixelBytes = 128 * 2 ** 20
const keptStatisticsBytes = 4 * 2 ** 20
const statisticsBytes = 8 * 1024
/** Listing a plate or walking through 50 000 directories on a slow drive takes its time. */
const stampDeadlineMs = 20_000
const openDeadlineMs = 60_000
/** An offer that a slow folder may cost. */
const sequenceDeadlineMs = 2000
/** The file readers give up sooner, call by call; this is for what they do not cover. */
const readDeadlineMs = 60_000
/** For a thousand planes instead of one. */
const viewDeadlineMs = 600_000

export interface ImageAnswers {
  describe(image: ImageQuestion): Promise<ImageDescription>
  readTile(question: TileQuestion, options?: JobOptions): Promise<TileAnswer>
  readPlane(question: PlaneQuestion, options?: JobOptions): Promise<TileAnswer>
  statistics(
    image: ImageQuestion,
    plane: PlaneIndex,
    options?: JobOptions,
  ): Promise<PlaneStatistics>
  /** The image stays open while `work` runs. */
  withSource<T>(image: ImageQuestion, work: (source: ImageSource) => Promise<T>): Promise<T>
}

export interface ImageAnswersOptions {
  readonly decoder?: ChunkDecoder
  /** In place where absent. */
  readonly countValues?: CountValues
  readonly open?: (reference: string, options?: OpenOptions) => Promise<ImageSource>
}

export function createImageAnswers(options: ImageAnswersOptions = {}): ImageAnswers {
  const { open = openImage, countValues = countInPlace } = options
  const images = createOpenImages<PyramidSource>({
    capacity: openFiles,
    recheckAfterMs,
    now: () => performance.now(),
    stampOf: ({ reference }) => {
      const { path } = parseImageReference(reference)
      return withDeadline(path, stampDeadlineMs, () => stampOf(path))
    },
    open: (image) =>
      withDeadline(image.reference, openDeadlineMs, (signal) => opened(image, signal)),
  })
  const pixels = createByteCache<PixelBlock>(keptPixelBytes)
  const statistics = createByteCache<PlaneStatistics>(keptStatisticsBytes)
  const reads = createReadQueue<PixelBlock>()
  /** A projection takes as long as all its planes: nobody else waits for it. */
  const viewReads = createReadQueue<PixelBlock>({ atOnce: 3 })
  const queueFor = (image: ImageQuestion) => (image.view === undefined ? reads : viewReads)
  const counting = createReadQueue<PlaneStatistics>({ atOnce: 1 })
  const levels = createLevelWorks()
  const stepping = createStepping()

  async function opened(
    image: ImageQuestion,
    signal: AbortSignal,
  ): Promise<OpenedImage<PyramidSource>> {
    const { reference, sha256, asLabels, cacheDir, view } = image
    const { path } = parseImageReference(reference)
    const { decoder } = options
    const source = await open(reference, { decoder, indexCacheDir: join(cacheDir, 'image-index') })
    try {
      const fingerprint = await fingerprintOf(path)
      signal.throwIfAborted()
      const fileKey = sha256 === null ? fingerprint : `${sha256}-${fingerprint.slice(0, 16)}`
      const contentKey = view === undefined ? fileKey : `${fileKey}-${viewText(view)}`
      const seen = view === undefined ? source : viewImage(source, view)
      const kind = asLabels ? { kind: 'mode' as const } : {}
      // A projection is read plane by plane: its levels are worth keeping.
      const quickBytes = view === undefined ? quickPlaneBytes : 0
      const added = { cacheDir, contentKey, quickBytes, ...kind }
      return { source: withPyramid(seen, added), contentKey }
    } catch (error) {
      await source.close()
      throw error
    }
  }

  /** From the cache, or read in the order of what matters. */
  async function piece(
    image: ImageQuestion,
    place: Place,
    signal: AbortSignal | undefined,
  ): Promise<PixelBlock> {
    const key = pieceKey(image, place)
    return pixels.get(key) ?? queueFor(image).read(key, readPiece(image, place, key), signal)
  }

  function readPiece(image: ImageQuestion, place: Place, key: string) {
    return (signal: AbortSignal): Promise<PixelBlock> =>
      images.use(image, async ({ source, contentKey }) => {
        const { level, plane, rectangle } = place
        if (contentKey !== place.contentKey) throw changed(source.path)
        const block = await withDeadline(
          source.path,
          image.view === undefined ? readDeadlineMs : viewDeadlineMs,
          (inTime) => source.readRegion({ level, ...plane, ...rectangle }, { signal: inTime }),
          signal,
        )
        pixels.set(key, block, block.data.byteLength)
        return block
      })
  }

  /** The same rectangle of the planes that are likely to be looked at next, where they can be read at once. */
  async function readAhead(
    image: ImageQuestion,
    source: PyramidSource,
    place: Place,
  ): Promise<void> {
    const { size } = source.info
    const stack = JSON.stringify([place.contentKey, place.level, place.plane.c])
    // of what may be read ahead, the newest wish comes first
    for (const plane of stepping.after(stack, place.plane, size).toReversed()) {
      const next = { ...place, plane }
      const key = pieceKey(image, next)
      if (pixels.get(key) !== undefined || !(await source.isLevelReady(plane, place.level)))
        continue
      queueFor(image).readAhead(key, readPiece(image, next, key))
    }
  }

  function levelFraction(
    image: ImageQuestion,
    { source, contentKey }: OpenedImage<PyramidSource>,
    { level, plane }: PlaneQuestion,
  ): Promise<number | null> {
    const key = JSON.stringify([contentKey, image.reference, image.asLabels, plane, level])
    const use = (work: (source: PyramidSource) => Promise<void>): Promise<void> =>
      images.use(image, (still) => work(still.source))
    return levels.whenReady(source, { key, plane, level, use })
  }

  async function pixelAnswer(
    opened: OpenedImage<PyramidSource>,
    question: PlaneQuestion,
    rectangleIn: (path: string, info: ImageInfo) => Rectangle,
    signal: AbortSignal | undefined,
  ): Promise<TileAnswer> {
    const { image, level, plane } = question
    const { source, contentKey } = opened
    if (question.knownKey === contentKey) return { kind: 'unchanged', contentKey }
    const { info, path } = source
    const tile = rectangleIn(path, info)
    const fraction = await levelFraction(image, opened, question)
    if (fraction !== null) return { kind: 'under-way', fraction }
    const around = pieceAround(info, level, tile)
    const place = { contentKey, level, plane, rectangle: around }
    const block = await piece(image, place, signal)
    void readAhead(image, source, place).catch(() => undefined)
    if (isEnoughFor(block, around, tile))
      return { kind: 'pixels', contentKey, ...tilePixels(path, block, around, tile) }
    const alone = await piece(image, { ...place, rectangle: tile }, signal)
    return { kind: 'pixels', contentKey, ...tilePixels(path, alone, tile, tile) }
  }

  return {
    describe: (image) =>
      images.use(image, async ({ source, contentKey }) => ({
        ...descriptionOf(source.info, contentKey),
        sequence: image.sha256 === null && !image.view ? await sequenceAround(source) : null,
      })),

    readTile: (question, { signal } = {}) => {
      const { level, tileY, tileX } = question
      const tile = (path: string, info: ImageInfo): Rectangle =>
        rectangleOfTile(path, info, level, tileY, tileX)
      return images.use(question.image, (opened) => pixelAnswer(opened, question, tile, signal))
    },

    readPlane: (question, { signal } = {}) => {
      const plane = (path: string, info: ImageInfo): Rectangle =>
        rectangleOfPlane(path, info, question.level)
      return images.use(question.image, (opened) => pixelAnswer(opened, question, plane, signal))
    },

    statistics: (image, plane, { signal } = {}) =>
      images.use(image, async ({ source, contentKey }) => {
        const key = JSON.stringify([contentKey, image.reference, image.asLabels, plane])
        const known = statistics.get(key)
        if (known !== undefined) return known
        const count = (stop: AbortSignal): Promise<PlaneStatistics> =>
          images.use(image, async () => {
            const sample = await sampleOfPlane(source, plane, stop)
            const counted = await countValues(sample, stop)
            statistics.set(key, counted, statisticsBytes)
            return counted
          })
        return counting.read(key, count, signal)
      }),

    withSource: (image, work) => images.use(image, ({ source }) => work(source)),
  }
}

function changed(path: string): TouchstoneError {
  return new TouchstoneError(
    'conflict',
    `${path} was changed while it was being read; open it again.`,
    { path },
  )
}

interface Place {
  readonly contentKey: string
  readonly level: number
  readonly plane: PlaneIndex
  readonly rectangle: Rectangle
}

function pieceKey(
  { reference, asLabels }: ImageQuestion,
  { contentKey, level, plane: { t, c, z }, rectangle: { y, x, height, width } }: Place,
): string {
  return JSON.stringify([contentKey, reference, asLabels, level, t, c, z, y, x, height, width])
}

/** Looked for anew each time: the other files come and go without this one. */
async function sequenceAround(source: ImageSource): Promise<ImageDescription['sequence']> {
  if (source.isOfSet === true) return null
  const found = withDeadline(source.path, sequenceDeadlineMs, () => sequenceOf(source.path))
  return (await found.catch(() => undefined)) ?? null
}

function descriptionOf(info: ImageInfo, contentKey: string): ImageDescription {
  return {
    ...info,
    shape: [...info.shape],
    channels: info.channels.map((channel) => ({ ...channel })),
    levels: info.levels.map((level) => ({ ...level })),
    series: info.series.map((one) => ({ ...one })),
    facts: info.facts.map((fact) => ({ ...fact })),
    warnings: [...info.warnings],
    contentKey,
  }
}
