/**
 * Which columns of a table are coordinates: plain names with or without a unit, and those of TrackMate
 * (POSITION_X), napari (axis-0), scikit-image (centroid-0), QuPath (Centroid X µm), ThunderSTORM (x [nm]),
 * CellProfiler (Location_Center_X).
 */
import { TouchstoneError } from '../errors.ts'
import { columnNamed } from './table.ts'

export type LengthUnit = 'px' | 'um'

export interface PointColumns {
  /** In array order: y, x or z, y, x. */
  readonly axes: readonly number[]
  readonly unit: LengthUnit | null
  /** Factor from what is written to `unit`. */
  readonly scale: number
  readonly score: number
  readonly id: number
  /** Column of the time point, -1 where there is none. */
  readonly time: number
}

const names = {
  y: [
    ...['y', 'position_y', 'centroid_y', 'centroid y', 'y_position', 'pos_y', 'center_y'],
    ...['location_center_y', 'areashape_center_y'],
  ],
  x: [
    ...['x', 'position_x', 'centroid_x', 'centroid x', 'x_position', 'pos_x', 'center_x'],
    ...['location_center_x', 'areashape_center_x'],
  ],
  z: [
    ...['z', 'position_z', 'centroid_z', 'centroid z', 'z_position', 'pos_z', 'center_z'],
    ...['location_center_z', 'areashape_center_z'],
  ],
} as const
const scoreNames = ['score', 'probability', 'prob', 'confidence', 'p', 'quality'] as const
const idNames = ['id', 'spot_id', 'index'] as const
const timeNames = ['frame', 'position_t', 't', 'time'] as const

/** TouchstoneError 'format-corrupt' where the coordinates are absent, or stand in unlike units. */
export function pointColumns(path: string, columns: readonly string[]): PointColumns {
  const read = columns.map(withUnit)
  const plain = read.map(({ name }) => name)
  const axes = plainAxes(plain) ?? numberedAxes(plain)
  if (axes === undefined)
    throw new TouchstoneError(
      'format-corrupt',
      `${path} names the columns ${columns.slice(0, 12).join(', ')}; points need y and x (or z, y and x).`,
      { path, columns: columns.slice(0, 12) },
    )
  const units = [...new Set(axes.map((place) => read[place]!.unit))]
  if (units.length > 1)
    throw new TouchstoneError(
      'format-corrupt',
      `${path} gives its coordinates in unlike units: ${axes.map((place) => columns[place]!).join(', ')}; export them in one.`,
      { path },
    )
  const unit = units[0] ?? null
  return {
    axes,
    unit: unit === 'nm' ? 'um' : unit,
    scale: unit === 'nm' ? 0.001 : 1,
    score: columnNamed(plain, scoreNames),
    id: columnNamed(plain, idNames),
    time: columnNamed(plain, timeNames),
  }
}

/** A word such as `micron`, `µm` or `pixel` as a unit; null where it is none. */
export function lengthUnitOf(text: string): LengthUnit | 'nm' | null {
  const word = text.toLowerCase().replaceAll(/[()[\]\s]/g, '')
  if (['px', 'pixel', 'pixels'].includes(word)) return 'px'
  if (['um', 'µm', 'μm', 'micron', 'microns', 'micrometer', 'micrometre'].includes(word))
    return 'um'
  return ['nm', 'nanometer', 'nanometre'].includes(word) ? 'nm' : null
}

/** `x [nm]`, `Centroid X µm`, `y_um`: the name, and the unit that stands behind it. */
function withUnit(column: string): {
  readonly name: string
  readonly unit: LengthUnit | 'nm' | null
} {
  const found = /^(.+?)[\s_]*(?:\[([^\]]*)\]|\(([^)]*)\)|[\s_](px|um|µm|μm|nm))$/i.exec(column)
  const unit = found === null ? null : lengthUnitOf(found[2] ?? found[3] ?? found[4] ?? '')
  const name = unit === null ? column : found![1]!
  return { name: name.trim().toLowerCase(), unit }
}

function plainAxes(columns: readonly string[]): readonly number[] | undefined {
  const [z, y, x] = [names.z, names.y, names.x].map((axis) => columnNamed(columns, axis))
  if (y! < 0 || x! < 0) return undefined
  return z! < 0 ? [y!, x!] : [z!, y!, x!]
}

/** axis-0, axis-1 (napari) and centroid-0, centroid-1 (scikit-image) are in array order already. */
function numberedAxes(columns: readonly string[]): readonly number[] | undefined {
  for (const prefix of ['axis-', 'centroid-']) {
    const places = columns.filter((name) => name.startsWith(prefix)).length
    const axes = Array.from({ length: places }, (_, axis) => columns.indexOf(`${prefix}${axis}`))
    if ((places === 2 || places === 3) && axes.every((place) => place >= 0)) return axes
  }
  return undefined
}
