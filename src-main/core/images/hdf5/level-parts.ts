/** Datasets of one image by level and leading indices, each checked against what the first one promised. */
import { TouchstoneError } from '../../errors.ts'
import { askHdf5 } from './hdf5-client.ts'
import type { Hdf5Image, Hdf5Part } from './hdf5-image.ts'
import type { Hdf5Dataset } from './hdf5-protocol.ts'

const keptParts = 256

/** `smallest` per level: the shape that the dataset has at least; `like` the type that all share. */
export function checkedParts(
  path: string,
  nameOf: (level: number, lead: readonly number[]) => string,
  smallest: readonly (readonly number[])[],
  like: Hdf5Dataset,
): Hdf5Image['part'] {
  const known = new Map<string, Promise<Hdf5Part>>()
  return (level, lead) => {
    const name = nameOf(level, lead)
    let part = known.get(name)
    if (part === undefined) {
      part = askHdf5(path, { kind: 'dataset', dataset: name }).then((dataset) => {
        requireLike(path, name, dataset, smallest[level] ?? [], like)
        return { name, dataset }
      })
      part.catch(() => known.delete(name))
      known.set(name, part)
      if (known.size > keptParts) known.delete(known.keys().next().value!)
    }
    return part
  }
}

function requireLike(
  path: string,
  name: string,
  { shape, classNumber, size, isSigned }: Hdf5Dataset,
  smallest: readonly number[],
  like: Hdf5Dataset,
): void {
  const isLike =
    shape.length === smallest.length &&
    shape.every((length, axis) => length >= smallest[axis]!) &&
    classNumber === like.classNumber &&
    size === like.size &&
    isSigned === like.isSigned
  if (isLike) return
  throw new TouchstoneError(
    'format-corrupt',
    `${path}: /${name} has the shape ${shape.join(' x ')} of ${size}-byte values where at least ${smallest.join(' x ')} of ${like.size} bytes are needed.`,
    { path, dataset: name, shape, needed: smallest },
  )
}
