/**
 * Imaris `.ims`: `/DataSet/ResolutionLevel r/TimePoint t/Channel c/Data`, axes z y x, padded to whole blocks
 * (https://imaris.oxinst.com/support/imaris-file-format). Numbers stand in attributes as lists of characters.
 */
import { TouchstoneError } from '../../errors.ts'
import type { ChannelInfo, LevelInfo } from '../types.ts'
import { micrometresPerUnit } from '../length-unit.ts'
import { askHdf5 } from './hdf5-client.ts'
import type { Hdf5Image, Hdf5Layout } from './hdf5-image.ts'
import type { Attributes, Hdf5Child } from './hdf5-protocol.ts'
import { filterName, pixelTypeOf } from './hdf5-types.ts'
import { checkedParts } from './level-parts.ts'

export function isImaris(root: readonly Hdf5Child[]): boolean {
  const names = root.map(({ name }) => name)
  return names.includes('DataSet') && names.includes('DataSetInfo')
}

const levelName = 'ResolutionLevel'

export async function imarisLayout(path: string): Promise<Hdf5Layout> {
  const name = (await attributesOf(path, 'DataSetInfo/Image'))['Name']
  const title = typeof name === 'string' && name !== '' ? name : 'image 1'
  return {
    format: 'imaris',
    candidates: [{ series: { name: title, kind: 'image' }, open: () => openImaris(path) }],
    warnings: [],
  }
}

async function openImaris(path: string): Promise<Hdf5Image> {
  const levels = await countOf(path, 'DataSet', levelName)
  const times = await countOf(path, `DataSet/${levelName} 0`, 'TimePoint')
  const channels = await countOf(path, `DataSet/${levelName} 0/TimePoint 0`, 'Channel')
  const nameOf = (level: number, [t = 0, c = 0]: readonly number[]): string =>
    `DataSet/${levelName} ${level}/TimePoint ${t}/Channel ${c}/Data`
  const first = await askHdf5(path, { kind: 'dataset', dataset: nameOf(0, []) })
  const dtype = pixelTypeOf(first)
  if (dtype === undefined || first.shape.length !== 3) {
    throw new TouchstoneError(
      'unsupported-encoding',
      `${path}: its pixels are of an HDF5 type (class ${first.classNumber}, ${first.size} bytes, ${first.shape.length} axes) that Imaris does not write; integers and floats in 3 axes are read.`,
      { path },
    )
  }
  const sizes: [number, number, number][] = []
  for (let level = 0; level < levels; level++) sizes.push(await sizeOfLevel(path, level))
  const [depth, height, width] = sizes[0]!
  const image = await attributesOf(path, 'DataSetInfo/Image')
  return {
    axes: 'tczyx',
    shape: [times, channels, depth, height, width],
    leadAxes: 2,
    dtype,
    pixelSizeUm: pixelSizeOf(image, sizes[0]!),
    channels: await channelsOf(path, channels),
    levels: sizes.map(([z, y, x]): LevelInfo => ({
      downsample: Math.max(1, Math.round(width / x)),
      height: y,
      width: x,
      ...(z === depth ? {} : { z }),
    })),
    facts: factsOf(image, first.filters.map(filterName)),
    warnings: [],
    part: checkedParts(path, nameOf, sizes, first),
  }
}

async function countOf(path: string, group: string, start: string): Promise<number> {
  const { children } = await askHdf5(path, { kind: 'children', group })
  const names = new Set(children.map(({ name }) => name))
  let count = 0
  while (names.has(`${start} ${count}`)) count++
  if (count > 0) return count
  throw new TouchstoneError(
    'format-corrupt',
    `${path} is laid out like an Imaris file, but /${group} holds no ${start} 0; export it again.`,
    { path, group },
  )
}

/** z, y, x without the padding. */
async function sizeOfLevel(path: string, level: number): Promise<[number, number, number]> {
  const channel = `DataSet/${levelName} ${level}/TimePoint 0/Channel 0`
  const stated = await attributesOf(path, channel)
  const { shape } = await askHdf5(path, { kind: 'dataset', dataset: `${channel}/Data` })
  const sizes = ['ImageSizeZ', 'ImageSizeY', 'ImageSizeX'].map((name, axis) =>
    stated[name] === undefined ? (shape[axis] ?? 0) : Number(stated[name]),
  ) as [number, number, number]
  if (sizes.every((size, axis) => Number.isInteger(size) && size > 0 && size <= shape[axis]!)) {
    return sizes
  }
  throw new TouchstoneError(
    'format-corrupt',
    `${path}: level ${level} states ${sizes.join(' x ')} voxels (z, y, x), and its dataset has ${shape.join(' x ')}.`,
    { path, level },
  )
}

/** Extents of the whole volume over the number of voxels. */
function pixelSizeOf(
  image: Record<string, string>,
  [z, y, x]: readonly [number, number, number],
): Hdf5Image['pixelSizeUm'] {
  const unit = micrometresPerUnit(image['Unit'] ?? 'um')
  if (unit === undefined) return 'uncalibrated'
  const stepOf = (axis: number, count: number): number =>
    ((Number(image[`ExtMax${axis}`]) - Number(image[`ExtMin${axis}`])) / count) * unit
  const [sx, sy, sz] = [stepOf(0, x), stepOf(1, y), stepOf(2, z)]
  if (!(sx > 0 && sy > 0)) return 'uncalibrated'
  return { x: sx, y: sy, ...(sz > 0 && z > 1 ? { z: sz } : {}) }
}

async function channelsOf(path: string, count: number): Promise<ChannelInfo[]> {
  const channels: ChannelInfo[] = []
  const { children } = await askHdf5(path, { kind: 'children', group: 'DataSetInfo' })
  const there = new Set(children.map(({ name }) => name))
  for (let c = 0; c < count; c++) {
    const stated = there.has(`Channel ${c}`)
      ? await attributesOf(path, `DataSetInfo/Channel ${c}`)
      : {}
    const name = stated['Name'] ?? ''
    const color = hexColor(stated['Color'] ?? '')
    channels.push({
      name: name === '' ? `channel ${c + 1}` : name,
      ...(color === undefined ? {} : { color }),
    })
  }
  return channels
}

/** Imaris writes `1.000 0.000 0.500`. */
function hexColor(text: string): string | undefined {
  const parts = text.trim().split(/\s+/).map(Number)
  if (parts.length !== 3 || !parts.every((part) => part >= 0 && part <= 1)) return undefined
  return `#${parts
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

function factsOf(image: Record<string, string>, filters: readonly string[]): Hdf5Image['facts'] {
  const stated = [
    ['Recorded', image['RecordingDate']],
    ['Description', image['Description']],
    ['Objective', image['LensPower']],
    ['Numerical aperture', image['NumericalAperture']],
    ['Compression', filters.join(', ')],
  ] as const
  return stated.flatMap(([name, value]) =>
    value === undefined || value === '' || /^\(/.test(value) ? [] : [{ name, value }],
  )
}

/** Lists of single characters as texts. */
async function attributesOf(path: string, object: string): Promise<Record<string, string>> {
  const found: Attributes = await askHdf5(path, { kind: 'attributes', object })
  return Object.fromEntries(
    Object.entries(found).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value.join('') : String(value)).trim(),
    ]),
  )
}
