/** Statistics of a tensor that is read piece by piece, as those of `moments` and `percentiles`. */
import { piecesOf, readTensor, type TensorReader } from '../../inference/tensor-reader.ts'
import { axisGroups } from './axis-groups.ts'
import { groupsOfBox } from './box-groups.ts'
import { groupMoments, type Moments } from './moments.ts'
import { groupPercentiles, type PercentileMethod } from './percentiles.ts'
import { streamedMoments } from './streaming-moments.ts'
import { streamedPercentiles, type PieceSource } from './streaming-percentiles.ts'

/** Values up to which sorting all of them is the simplest way. */
const fewValues = 2 ** 18

export async function readerMoments(
  reader: TensorReader,
  axes: readonly string[] | null,
): Promise<Moments> {
  if (reader.data !== undefined) return groupMoments(await readTensor(reader), axes)
  return streamedMoments(pieceSource(reader, axes), groupCount(reader, axes))
}

/** One array per asked percentile (0 to 100), one entry per group. */
export async function readerPercentiles(
  reader: TensorReader,
  axes: readonly string[] | null,
  percentiles: readonly number[],
  method: PercentileMethod,
): Promise<Float64Array[]> {
  if (reader.data !== undefined && reader.data.length <= fewValues)
    return groupPercentiles(await readTensor(reader), axes, percentiles, method)
  const source = pieceSource(reader, axes)
  return streamedPercentiles(source, groupCount(reader, axes), percentiles, method)
}

export function groupCount(
  reader: Pick<TensorReader, 'axes' | 'shape'>,
  axes: readonly string[] | null,
): number {
  return axisGroups(reader, axes).count
}

/** The values of each group in C order, stretch by stretch. */
export function pieceSource(reader: TensorReader, reduced: readonly string[] | null): PieceSource {
  return {
    count: axisGroups(reader, reduced).size,
    async pass(visit) {
      for (const { start, size } of piecesOf(reader.shape)) {
        const data = await reader.read({ start, size })
        const box = { axes: reader.axes, shape: size }
        const groups = groupsOfBox(box, { origin: start, shape: reader.shape }, reduced)
        axisGroups(box, reduced).forEachRun((group, from, to) => {
          visit(data.subarray(from, to), groups === null ? group : groups[group]!)
        })
      }
    },
  }
}
