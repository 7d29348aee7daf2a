/**
 * Points in XML, as a table: markers of Fiji's Cell Counter and of cellfinder, which writes the same, and the
 * spots of a TrackMate file.
 */
import { TouchstoneError } from '../errors.ts'
import { childrenNamed, parseXml, type XmlElement } from '../images/xml.ts'
import type { Table, TableRow } from './table.ts'

/** Throws 'format-corrupt' for what is neither, and where several types of markers leave open which count. */
export function parseXmlPoints(path: string, text: string): Table {
  const root = parseXml(text)
  if (root?.name === 'CellCounter_Marker_File') return markersOf(path, root)
  if (root?.name === 'TrackMate') return spotsOf(path, root)
  throw new TouchstoneError(
    'format-corrupt',
    `${path} is ${root === undefined ? 'no XML' : `XML of the kind ${root.name}`}; points come as markers of Cell Counter or cellfinder (CellCounter_Marker_File) or as a TrackMate file.`,
    { path },
  )
}

/** cellfinder writes this name for every image; type 2 are its cells, type 1 what it took for none. */
const cellfinderImage = 'placeholder.tif'
const cellfinderCell = '2'

function markersOf(path: string, root: XmlElement): Table {
  const image = within(root, 'Image_Properties', 'Image_Filename')[0]?.text.trim()
  const isCellfinder = image === cellfinderImage
  const types = within(root, 'Marker_Data', 'Marker_Type')
    .map((type) => ({
      name: childrenNamed(type, 'Type')[0]?.text.trim() ?? '',
      markers: childrenNamed(type, 'Marker'),
    }))
    .filter(({ markers }) => markers.length > 0)
  const wanted = isCellfinder ? types.filter(({ name }) => name === cellfinderCell) : types
  if (!isCellfinder && types.length > 1)
    throw new TouchstoneError(
      'format-corrupt',
      `${path} has markers of ${types.length} types (${types.map(({ name, markers }) => `${name}: ${markers.length}`).join(', ')}), and which of them count is not said; keep one type.`,
      { path },
    )
  const left = types.filter((type) => !wanted.includes(type))
  // Cell Counter counts slices from 1, cellfinder planes from 0
  const first = isCellfinder ? 0 : 1
  const rows = wanted.flatMap(({ markers }) =>
    markers.map((marker, at): TableRow => {
      const value = (name: string): string => childrenNamed(marker, name)[0]?.text.trim() ?? ''
      const z = value('MarkerZ')
      const plane = /^-?\d+$/.test(z) ? String(Number(z) - first) : z
      return { place: `marker ${at + 1}`, cells: [plane, value('MarkerY'), value('MarkerX')] }
    }),
  )
  return tableOf(path, ['z', 'y', 'x'], rows, [
    isCellfinder
      ? `${path} is of cellfinder: its markers of type 2 are cells${left.length > 0 ? `, ${left.map(({ name, markers }) => `${markers.length} of type ${name}`).join(' and ')} were left out` : ''}.`
      : `${path} is of Cell Counter: its slices count from 1.`,
  ])
}

function spotsOf(path: string, root: XmlElement): Table {
  const model = childrenNamed(root, 'Model')[0]
  const unit = model?.attributes['spatialunits'] ?? 'pixel'
  const spots = (model === undefined ? [] : childrenNamed(model, 'AllSpots')).flatMap((all) =>
    childrenNamed(all, 'SpotsInFrame').flatMap((frame) => childrenNamed(frame, 'Spot')),
  )
  const names = ['POSITION_Z', 'POSITION_Y', 'POSITION_X', 'QUALITY', 'FRAME'] as const
  const shown = spots.filter(({ attributes }) => attributes['VISIBILITY'] !== '0')
  const rows = shown.map(({ attributes }, at): TableRow => ({
    place: `spot ${attributes['ID'] ?? String(at + 1)}`,
    cells: names.map((name) => attributes[name] ?? ''),
  }))
  const hidden = spots.length - shown.length
  return tableOf(
    path,
    [`z [${unit}]`, `y [${unit}]`, `x [${unit}]`, 'quality', 'frame'],
    rows,
    hidden === 0
      ? []
      : [`${hidden} spots of ${path} are filtered out in TrackMate and do not count.`],
  )
}

function tableOf(
  path: string,
  columns: readonly string[],
  rows: readonly TableRow[],
  notes: readonly string[],
): Table {
  return { path, columns, rows, decimalComma: false, notes }
}

function within(root: XmlElement, outer: string, inner: string): readonly XmlElement[] {
  return childrenNamed(root, outer).flatMap((element) => childrenNamed(element, inner))
}
