/**
 * The tensors of a test that was not reproduced, as images: what was stored, what came out, and the
 * difference, with what came out as `.npy` too. All of an output's files or none.
 */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { TouchstoneError, messageOf } from '../errors.ts'
import { elementCount, transposeTensor, type Tensor } from '../inference/tensor.ts'
import { writeAtomically } from '../images/write-atomically.ts'
import { writeRealImage } from '../images/write-real-image.ts'
import { npyFile } from './packages/npy-file.ts'

export interface KeptTensors {
  readonly expected: string
  readonly actual: string
  readonly difference: string
  /** What came out, in its own type and axes. */
  readonly tensor: string
}

/** `place`: of the output, for a name that is never taken twice. Errors as `writeRealImage`. */
export async function keepTensors(
  folder: string,
  { id, place }: { readonly id: string; readonly place: number },
  tensors: { readonly expected: Tensor; readonly actual: Tensor; readonly difference: Tensor },
): Promise<KeptTensors> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw cannotWrite(folder, error)
  })
  const name = `${place}-${id.replaceAll(/[^A-Za-z0-9_-]/g, '_')}`
  const pathOf = (what: string): string => join(folder, `${name}-${what}`)
  const kept: KeptTensors = {
    expected: pathOf('expected.ome.tif'),
    actual: pathOf('actual.ome.tif'),
    difference: pathOf('difference.ome.tif'),
    tensor: pathOf('actual.npy'),
  }
  try {
    await writeRealImage(kept.expected, asImage(tensors.expected))
    await writeRealImage(kept.actual, asImage(tensors.actual))
    await writeRealImage(kept.difference, asImage(tensors.difference))
    await writeAtomically(kept.tensor, async (handle) => {
      for (const part of npyFile(tensors.actual)) await handle.write(part)
    })
    return kept
  } catch (error) {
    for (const path of Object.values(kept) as string[]) await rm(path, { force: true })
    throw error
  }
}

export function cannotWrite(folder: string, error: unknown): TouchstoneError {
  return new TouchstoneError(
    'folder-read-only',
    `The folder ${folder} cannot be written to (${messageOf(error)}). Name another one.`,
    { folder },
  )
}

/**
 * Any tensor as t, c, z, y, x in float32: channels are c; batch, time, index and other axes follow each
 * other along t, the last of them fastest; an axis that the tensor lacks has size 1.
 */
export function asImage(tensor: Tensor): { shape: number[]; axes: string; data: Float32Array } {
  const imageAxes = ['channel', 'z', 'y', 'x'].filter((axis) => tensor.axes.includes(axis))
  const others = tensor.axes.filter((axis) => !imageAxes.includes(axis))
  const { shape, data } = transposeTensor(tensor, [...others, ...imageAxes])
  const sizeOf = (axis: string): number => tensor.shape[tensor.axes.indexOf(axis)] ?? 1
  const t = elementCount(shape.slice(0, others.length))
  return {
    shape: [t, ...['channel', 'z', 'y', 'x'].map(sizeOf)],
    axes: 'tczyx',
    data: data instanceof Float32Array ? data : Float32Array.from(data),
  }
}
