/**
 * A network over an image: a 3D network sees each stack at once, a 2D one plane by plane. One part is in
 * memory at a time, and larger ones not even as a whole.
 */
import { join } from 'node:path'
import { TouchstoneError } from '../errors.ts'
import type { ImageSource } from '../images/types.ts'
import type { ModelRun, Tiling } from '../inference/run-model.ts'
import { inMemoryIfSmall, type TensorReader } from '../inference/tensor-reader.ts'
import type { DatasetStatistics } from '../engine-port.ts'
import type { OpenModel } from '../models/open-model.ts'
import type { ChannelPlan } from './channel-mapping.ts'
import { imageReader } from './image-reader.ts'
import { secondsSince } from './prediction-work.ts'

export interface PartsOrder {
  /** Time points to go through. */
  readonly times: number
  readonly cacheDir: string
  readonly tiling?: Tiling | undefined
  readonly statistics?: DatasetStatistics | undefined
  readonly signal?: AbortSignal | undefined
  /** While a part runs: rows of its first output that will not change any more, from the top. */
  readonly onRows?:
    ((place: PartPlace, output: TensorReader, rows: number) => Promise<void>) | undefined
  /** `fraction` from 0 to 1 over all parts. */
  readonly onProgress?: ((fraction: number, tile: string) => void) | undefined
}

/** What came together over all parts that were run. */
export interface PartsTotals {
  tiles: number
  readonly seconds: { read: number; session: number; compute: number }
  readonly notes: Set<string>
}

export interface PartPlace {
  readonly t: number
  /** 0 where the part is a whole stack. */
  readonly z: number
}

export interface Part extends PartPlace {
  /** To be read before the next part. */
  readonly outputs: readonly TensorReader[]
}

export function noTotals(): PartsTotals {
  return { tiles: 0, seconds: { read: 0, session: 0, compute: 0 }, notes: new Set() }
}

/** Parts in the order t, z; `totals` grow with each. */
export async function* runParts(
  model: OpenModel,
  image: ImageSource,
  plan: ChannelPlan,
  order: PartsOrder,
  totals: PartsTotals,
): AsyncGenerator<Part> {
  const { tensor, isVolume } = model.imageInput
  const depth = isVolume ? 1 : image.info.size.z
  const count = order.times * depth
  const axes = tensor.axes.map(({ id }) => id)
  for (let index = 0; index < count; index++) {
    if (order.signal?.aborted) throw new TouchstoneError('cancelled', 'The run was cancelled.')
    const t = Math.floor(index / depth)
    const z = index % depth
    const begin = performance.now()
    const what = { t, z: isVolume ? ('all' as const) : z, signal: order.signal }
    const source = await inMemoryIfSmall(imageReader(image, plan, axes, tensor.dtype, what))
    totals.seconds.read += secondsSince(begin)
    const computing = performance.now()
    const run: ModelRun = await model.predict(source, {
      folder: join(order.cacheDir, 'outputs-under-way'),
      storedType: image.info.dtype,
      statistics: order.statistics,
      ...(order.tiling ? { tiling: order.tiling } : {}),
      signal: order.signal,
      ...(order.onRows ? { onRows: (output, rows) => order.onRows!({ t, z }, output, rows) } : {}),
      onTile: (done, total) =>
        order.onProgress?.((index + done / total) / count, `tile ${done} of ${total}`),
    })
    totals.seconds.compute += secondsSince(computing)
    totals.seconds.session += run.secondsInSession
    totals.tiles += run.tiles
    for (const note of run.notes) totals.notes.add(note)
    try {
      yield { t, z, outputs: run.outputs }
    } finally {
      run.close()
    }
  }
}
