/** Types of HDF5 values as pixel types, and the names of the usual filters. */
import type { PixelType } from '../types.ts'
import type { Hdf5Dataset, Hdf5Type } from './hdf5-protocol.ts'

const [integer, float, bitField, enumeration] = [0, 1, 4, 8]

/** Undefined for texts, compounds (complex numbers too), references and odd sizes. */
export function pixelTypeOf(type: Hdf5Type): PixelType | undefined {
  const { classNumber, size, isSigned, members } = type
  if (classNumber === float) {
    return ({ 2: 'float16', 4: 'float32', 8: 'float64' } as const)[size]
  }
  if (classNumber === enumeration && size === 1 && isTruthValues(members)) return 'bool'
  if (classNumber !== integer && classNumber !== enumeration && classNumber !== bitField) {
    return undefined
  }
  const whole = { 1: 'int8', 2: 'int16', 4: 'int32', 8: 'int64' } as const
  const name = whole[size as keyof typeof whole]
  if (name === undefined || isSigned) return name
  return `u${name}` as PixelType
}

/** The library leaves the byte order of enumerations as it is in the file. */
export function keepsFileOrder({ classNumber, size, isLittleEndian }: Hdf5Type): boolean {
  return classNumber === enumeration && size > 1 && !isLittleEndian
}

/** How h5py stores booleans. */
function isTruthValues(members: Hdf5Type['members'] = {}): boolean {
  return Object.keys(members).length === 2 && members['FALSE'] === 0 && members['TRUE'] === 1
}

/** Registered numbers: https://github.com/HDFGroup/hdf5_plugins/blob/master/docs/RegisteredFilterPlugins.md */
const filterNames = new Map([
  [1, 'gzip'],
  [2, 'shuffle'],
  [3, 'fletcher32'],
  [4, 'szip'],
  [5, 'nbit'],
  [6, 'scaleoffset'],
  [307, 'bzip2'],
  [32000, 'lzf'],
  [32001, 'blosc'],
  [32004, 'lz4'],
  [32008, 'bitshuffle'],
  [32013, 'zfp'],
  [32015, 'zstd'],
  [32022, 'jpegls'],
  [32026, 'blosc2'],
])
/** Those that the library has built in. */
const knownFilters = new Set([1, 2, 3, 5, 6])

export function filterName({ id, name }: { readonly id: number; readonly name: string }): string {
  return filterNames.get(id) ?? (name === '' ? `number ${id}` : name)
}

/** The first filter that cannot be undone here. */
export function unreadFilter({ filters }: Hdf5Dataset): string | undefined {
  const found = filters.find(({ id }) => !knownFilters.has(id))
  return found && filterName(found)
}
