/**
 * Images in an HDF5 file without a layout of its own: every array of numbers with 2 to 6 axes. Axes come from
 * ilastik's `axistags`, from dimension labels, or from the shape.
 */
import { micrometresPerUnit } from '../length-unit.ts'
import { product, storedBytesPerPixel } from '../pixel-types.ts'
import type { PixelType, SeriesInfo } from '../types.ts'
import { askHdf5 } from './hdf5-client.ts'
import type { Hdf5Candidate, Hdf5Image } from './hdf5-image.ts'
import type { Attributes, Hdf5Dataset } from './hdf5-protocol.ts'
import { filterName, pixelTypeOf } from './hdf5-types.ts'

export interface FoundArrays {
  readonly candidates: readonly Hdf5Candidate[]
  /** Datasets that are no images, for a message. */
  readonly others: readonly string[]
  readonly warnings: readonly string[]
}

interface FoundArray {
  readonly name: string
  readonly dataset: Hdf5Dataset
  readonly dtype: PixelType
}

const mostObjects = 1000
const deepest = 8
/** Names that programs give to what a person wants to see first. */
const firstNames = [/(^|\/)exported_data$/i, /(^|\/)(raw|image|images|volume)$/i, /(^|\/)data$/i]
const labelName = /label|segment|mask|(^|[/_])gt($|_)|truth|object_identities/i

/** `start` is a group without slash at its end, or empty for the whole file. */
export async function findArrays(path: string, start: string): Promise<FoundArrays> {
  const found: FoundArray[] = []
  const others: string[] = []
  const warnings: string[] = []
  const groups: { readonly name: string; readonly depth: number }[] = [{ name: start, depth: 0 }]
  let objects = 0
  for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
    const group_ = group
    const { children } = await askHdf5(path, { kind: 'children', group: group.name || '/' })
    for (const { name, kind } of children) {
      if (++objects > mostObjects) break
      const full = group_.name === '' ? name : `${group_.name}/${name}`
      if (kind === 'link') others.push(`${full} (a link)`)
      if (kind === 'group' && group_.depth < deepest) {
        groups.push({ name: full, depth: group_.depth + 1 })
      }
      if (kind !== 'dataset') continue
      const dataset = await askHdf5(path, { kind: 'dataset', dataset: full })
      const dtype = imageTypeOf(dataset)
      if (dtype === undefined) others.push(full)
      else found.push({ name: full, dataset, dtype })
    }
  }
  if (objects > mostObjects) {
    warnings.push(`Only the first ${mostObjects} objects of the file were looked at.`)
  }
  return {
    candidates: inOrder(found).map((array) => candidateOf(path, array)),
    others,
    warnings,
  }
}

/** One array by its name; undefined where it is no image. */
export async function arrayByName(path: string, name: string): Promise<Hdf5Candidate | undefined> {
  const dataset = await askHdf5(path, { kind: 'dataset', dataset: name })
  const dtype = imageTypeOf(dataset)
  return dtype && candidateOf(path, { name, dataset, dtype })
}

function imageTypeOf(dataset: Hdf5Dataset): PixelType | undefined {
  const { shape } = dataset
  const isImage =
    shape.length >= 2 &&
    shape.length <= 6 &&
    shape.every((size) => size > 0) &&
    product(shape) > 1 &&
    Number.isSafeInteger(product(shape) * 8) &&
    !dataset.isVirtual
  return isImage ? pixelTypeOf(dataset) : undefined
}

/** Known names first, then the largest. */
function inOrder(arrays: readonly FoundArray[]): FoundArray[] {
  const rank = ({ name }: FoundArray): number => {
    const found = firstNames.findIndex((pattern) => pattern.test(name))
    return found < 0 ? firstNames.length : found
  }
  const bytes = ({ dataset, dtype }: FoundArray): number =>
    product(dataset.shape) * storedBytesPerPixel(dtype)
  return arrays.toSorted(
    (a, b) => rank(a) - rank(b) || bytes(b) - bytes(a) || (a.name < b.name ? -1 : 1),
  )
}

function candidateOf(path: string, array: FoundArray): Hdf5Candidate {
  const isWhole = !['float16', 'float32', 'float64'].includes(array.dtype)
  const kind: SeriesInfo['kind'] = labelName.test(array.name) && isWhole ? 'labels' : 'image'
  return { series: { name: array.name, kind }, open: () => openArray(path, array) }
}

async function openArray(path: string, { name, dataset, dtype }: FoundArray): Promise<Hdf5Image> {
  const attributes = await askHdf5(path, { kind: 'attributes', object: name })
  const { axes, sizes, warnings } = axesOf(dataset.shape, attributes)
  const shape = dataset.shape
  const sizeOf = (letter: string): number => shape[axes.indexOf(letter)] ?? 1
  return {
    axes,
    shape,
    leadAxes: 0,
    dtype,
    pixelSizeUm: sizes,
    levels: [{ downsample: 1, height: sizeOf('y'), width: sizeOf('x') }],
    facts: [
      { name: 'Dataset', value: `/${name}` },
      ...(dataset.filters.length === 0
        ? []
        : [{ name: 'Compression', value: dataset.filters.map(filterName).join(', ') }]),
      ...(dataset.chunks === null ? [] : [{ name: 'Chunks', value: dataset.chunks.join(' x ') }]),
    ],
    warnings,
    part: () => Promise.resolve({ name, dataset }),
  }
}

interface FoundAxes {
  readonly axes: string
  readonly sizes: Hdf5Image['pixelSizeUm']
  readonly warnings: readonly string[]
}

function axesOf(shape: readonly number[], attributes: Attributes): FoundAxes {
  const tags = axisTags(attributes['axistags'])
  const stated = [
    tags?.map(({ key }) => key),
    attributes['DIMENSION_LABELS'],
    attributes['axes'],
    attributes['axis_order'],
  ]
    .map((value) => lettersOf(value, shape.length))
    .find((letters) => letters !== undefined)
  const isMatlab = attributes['MATLAB_class'] !== undefined
  const guessed = isMatlab ? matlabAxes(shape) : guessedAxes(shape)
  const elements = attributes['element_size_um']
  // three element sizes say that the third axis is one of space
  const isVolume = guessed === 'qyx' && Array.isArray(elements) && elements.length === 3
  const axes = stated ?? (isVolume ? 'zyx' : guessed)
  const steps = tags?.map(({ resolution, unit }) => resolution * (micrometresPerUnit(unit) ?? NaN))
  return {
    axes,
    sizes: pixelSizeOf(axes, steps ?? elementSizes(axes, attributes)),
    warnings:
      stated === undefined && guessed.includes('s')
        ? [
            `An axis of ${shape[guessed.indexOf('s')]} values is taken for colour samples, as the file does not say.`,
          ]
        : [],
  }
}

interface AxisTag {
  readonly key: string
  readonly resolution: number
  readonly unit: string
}

/** vigra's axis tags as ilastik writes them: `{"axes": [{"key": "y", "resolution": 0, ...}, ...]}`. */
function axisTags(text: unknown): AxisTag[] | undefined {
  if (typeof text !== 'string') return undefined
  try {
    const { axes } = JSON.parse(text) as { axes?: unknown }
    if (!Array.isArray(axes)) return undefined
    return axes.map((tag: { key?: unknown; resolution?: unknown; unit?: unknown } | null) => ({
      key: String(tag?.key),
      resolution: Number(tag?.resolution ?? 0),
      unit: typeof tag?.unit === 'string' ? tag.unit : '',
    }))
  } catch {
    return undefined
  }
}

/** One letter per axis with y and x once; undefined for anything else. */
function lettersOf(value: unknown, length: number): string | undefined {
  const list = typeof value === 'string' ? [...value] : value
  if (!Array.isArray(list) || list.length !== length) return undefined
  const letters = list.map((entry) => String(entry).toLowerCase())
  if (letters.some((letter) => letter.length !== 1)) return undefined
  const known = letters.map((letter) => ('tczyxs'.includes(letter) ? letter : 'q')).join('')
  const isOnce = [...'tczyxs'].every((letter) => known.split(letter).length <= 2)
  return isOnce && known.includes('y') && known.includes('x') ? known : undefined
}

function guessedAxes(shape: readonly number[]): string {
  const [height = 1, width = 1, last] = shape.slice(-3)
  const areSamples = shape.length > 2 && (last === 3 || last === 4) && height > 4 && width > 4
  return areSamples ? `${'q'.repeat(shape.length - 3)}yxs` : `${'q'.repeat(shape.length - 2)}yx`
}

/** MATLAB counts the other way round: rows fastest. */
function matlabAxes(shape: readonly number[]): string {
  const [samples, width = 1, height = 1] = shape
  const isColor = shape.length === 3 && (samples === 3 || samples === 4) && width > 4 && height > 4
  return isColor ? 'sxy' : `${'q'.repeat(shape.length - 2)}xy`
}

/** `element_size_um` of ImageJ's HDF5 plugin and PlantSeg: one number per spatial axis, z y x. */
function elementSizes(axes: string, attributes: Attributes): number[] | undefined {
  const sizes = attributes['element_size_um']
  if (!Array.isArray(sizes) || sizes.length < 2) return undefined
  const spatial = ['z', 'y', 'x'].slice(-sizes.length)
  return [...axes].map((letter) => Number(sizes[spatial.indexOf(letter)] ?? NaN))
}

function pixelSizeOf(axes: string, steps: readonly number[] | undefined): Hdf5Image['pixelSizeUm'] {
  const stepOf = (letter: string): number => steps?.[axes.indexOf(letter)] ?? NaN
  const [x, y, z] = [stepOf('x'), stepOf('y'), stepOf('z')]
  const isSize = (step: number): boolean => Number.isFinite(step) && step > 0
  if (!isSize(x) || !isSize(y)) return 'uncalibrated'
  return { x, y, ...(isSize(z) ? { z } : {}) }
}
