/**
 * Which pixels of an image anybody judged: where a mask says so, or everywhere but where it says not. What lies
 * outside is background on both sides; objects that reach out are cut there, as the image's edge cuts others.
 */
import type { JudgedRegion } from '../../contract/datasets.ts'
import { counted } from '../../core/counted.ts'
import { TouchstoneError } from '../../core/errors.ts'
import { openForegroundPieces } from '../../core/images/foreground-pieces.ts'
import { pairedPieces } from '../../core/images/paired-pieces.ts'
import type { TalliedPair } from '../../core/metrics/pair-tally.ts'

type Labels = Uint32Array | Uint8Array
type Pairs<A extends Labels, B extends Labels> = AsyncIterable<readonly [A, B]>

export interface RegionWalk {
  /** The pairs with 0 on both sides outside the region; writes into the pieces it is given. */
  within<A extends Labels, B extends Labels>(pairs: Pairs<A, B>): AsyncGenerator<readonly [A, B]>
  /** The pairs as they are, and 1 for every pixel of them that nobody judged. */
  withOutside<A extends Labels, B extends Labels>(
    pairs: Pairs<A, B>,
  ): AsyncGenerator<readonly [A, B, Uint8Array]>
  /** As `within`, of images that are in memory. */
  clear(truth: Labels, prediction: Labels): Promise<void>
  /** Whether nobody judged the pixel of a place in C order; all of the mask is in memory after the first. */
  isOutside(place: number): Promise<boolean>
  /** Of the last walk to the end. */
  pixelsOutside(): number
  /** Labels that had a pixel outside, in the last walk. */
  readonly reached: {
    readonly truth: ReadonlySet<number>
    readonly prediction: ReadonlySet<number>
  }
}

/** `region` null: every pixel was judged. Throws `shape-mismatch`, and as `readMask`. */
export async function withRegion<Result>(
  region: JudgedRegion | null,
  shape: readonly number[],
  use: (walk: RegionWalk | null) => Promise<Result>,
): Promise<Result> {
  if (region === null) return use(null)
  const mask = await openForegroundPieces(region.path)
  try {
    requireShape(region, mask.shape, shape)
    return await use(walkOf(region, mask))
  } finally {
    await mask.close()
  }
}

function walkOf(
  { kind }: JudgedRegion,
  mask: { pieces(): AsyncGenerator<Uint8Array> },
): RegionWalk {
  const outside = kind === 'annotated' ? 0 : 1
  const reached = { truth: new Set<number>(), prediction: new Set<number>() }
  let pixels = 0
  let whole: Promise<Uint8Array> | null = null

  async function* withOutside<A extends Labels, B extends Labels>(pairs: Pairs<A, B>) {
    pixels = 0
    for await (const [[truth, prediction], judged] of alongside(pairs, mask)) {
      const flags = judged.map((value) => (value === outside ? 1 : 0))
      for (const flag of flags) pixels += flag
      yield [truth, prediction, flags] as const
    }
  }
  async function* within<A extends Labels, B extends Labels>(pairs: Pairs<A, B>) {
    reached.truth.clear()
    reached.prediction.clear()
    for await (const [truth, prediction, flags] of withOutside(pairs)) {
      for (let i = 0; i < flags.length; i++) {
        if (flags[i] === 0) continue
        if (truth[i] !== 0) reached.truth.add(truth[i]!)
        if (prediction[i] !== 0) reached.prediction.add(prediction[i]!)
        truth[i] = prediction[i] = 0
      }
      yield [truth, prediction] as const
    }
  }
  return {
    reached,
    pixelsOutside: () => pixels,
    withOutside,
    within,
    async clear(truth, prediction) {
      const pieces = within(once(truth, prediction))
      while ((await pieces.next()).done !== true);
    },
    async isOutside(place) {
      whole ??= collected(mask.pieces())
      return (await whole)[place] === outside
    },
  }
}

async function* once(truth: Labels, prediction: Labels) {
  yield [truth, prediction] as const
}

/** Each pair of pieces with as many pixels of the mask. */
async function* alongside<A extends Labels, B extends Labels>(
  pairs: Pairs<A, B>,
  mask: { pieces(): AsyncGenerator<Uint8Array> },
): AsyncGenerator<readonly [readonly [A, B], Uint8Array]> {
  let current: readonly [A, B] | null = null
  const truth = {
    async *pieces() {
      for await (const pair of pairs) {
        current = pair
        yield pair[0]
      }
    },
  }
  for await (const [part, judged] of pairedPieces(truth, mask)) {
    const [own, other] = current!
    // a piece of the pair may meet several of the mask
    const at = (part.byteOffset - own.byteOffset) / own.BYTES_PER_ELEMENT
    const end = at + part.length
    yield [[own.subarray(at, end) as A, other.subarray(at, end) as B], judged]
  }
}

async function collected(pieces: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const piece of pieces) parts.push(piece.slice())
  return Buffer.concat(parts)
}

/** Objects that the region cuts touch its border, so that the policy for border objects holds for them. */
export function withCutObjects(tallied: TalliedPair, walk: RegionWalk | null): TalliedPair {
  if (walk === null) return tallied
  const marked = (side: 'truth' | 'prediction') =>
    tallied[side].map((object) =>
      walk.reached[side].has(object.label) ? { ...object, touchesBorder: true } : object,
    )
  return { ...tallied, truth: marked('truth'), prediction: marked('prediction') }
}

/** How much was left out, in a sentence; of label images also how many objects are cut. */
export function regionNotes(
  region: JudgedRegion | null,
  walk: RegionWalk | null,
  tallied: TalliedPair | null = null,
): string[] {
  if (region === null || walk === null) return []
  const why = region.kind === 'annotated' ? 'nobody annotated them' : 'they are to be ignored'
  const left = `${counted(walk.pixelsOutside(), 'pixel')} left out on both sides because ${why}`
  if (tallied === null) return [`${left}.`]
  const cut = (side: 'truth' | 'prediction'): number =>
    tallied[side].filter(({ label }) => walk.reached[side].has(label)).length
  return [
    `${left}; ${cut('truth')} true and ${cut('prediction')} predicted objects are cut there and treated as at the image's border.`,
  ]
}

function requireShape(
  { path, kind }: JudgedRegion,
  mask: readonly number[],
  shape: readonly number[],
): void {
  if (mask.join() === shape.join()) return
  throw new TouchstoneError(
    'shape-mismatch',
    `The mask of ${kind === 'annotated' ? 'annotated' : 'ignored'} pixels ${path} is ${mask.join(' x ')} and the truth is ${shape.join(' x ')} pixels; both must be of one size.`,
    { mask: [...mask], truth: [...shape] },
  )
}
