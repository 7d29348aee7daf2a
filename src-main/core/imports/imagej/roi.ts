/**
 * One ImageJ region of interest (`.roi`), after the layout that ImageJ's own decoder documents (ij.io.RoiDecoder,
 * public domain): big-endian, 64 bytes of header, coordinates, a second header with name and position.
 */
import { TouchstoneError } from '../../errors.ts'
import type { Outline, Ring } from '../outlines.ts'
import { shapeRings } from './shape-rings.ts'

/** An area, or the word for what it is instead. */
export type Roi =
  | { readonly kind: 'area'; readonly outline: Outline }
  | { readonly kind: 'other'; readonly what: string }
  | { readonly kind: 'points'; readonly points: readonly { x: number; y: number }[] }

const types = [
  'polygon',
  'rectangle',
  'oval',
  'line',
  'freehand line',
  'polyline',
  'nothing',
  'freehand',
  'traced',
  'angle',
  'point',
] as const
const subtypes = ['', 'text', 'arrow', 'ellipse', 'image', 'rotated rectangle'] as const

const headerBytes = 64
const isSubPixel = 128

/** `label` names the region where the file itself has no name. Throws `format-corrupt`. */
export function readRoi(bytes: Uint8Array, path: string, label = ''): Roi {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const damaged = (what: string): TouchstoneError =>
    new TouchstoneError('format-corrupt', `${path} is not a region of ImageJ: ${what}.`, { path })
  if (bytes.length < headerBytes || view.getUint32(0) !== 0x496f7574)
    throw damaged('it does not begin with the letters Iout')
  const type = types[view.getUint8(6)]
  if (type === undefined) throw damaged(`its type is ${view.getUint8(6)}`)
  const version = view.getUint16(4)
  const subtype = subtypes[view.getUint16(48)] ?? ''
  const options = view.getUint16(50)
  const hasReals = (options & isSubPixel) !== 0 && version >= 222
  const box = {
    top: view.getInt16(8),
    left: view.getInt16(10),
    bottom: view.getInt16(12),
    right: view.getInt16(14),
  }
  const second = secondHeader(view)
  const area = (rings: readonly Ring[]): Roi => ({
    kind: 'area',
    outline: {
      rings,
      name: second.name || label,
      className: null,
      plane: second.plane ?? planeOf(view.getInt32(56)),
    },
  })
  const composite = view.getInt32(36)
  if (composite > 0) {
    if (bytes.length < headerBytes + 4 * composite) throw damaged('its shape is cut off')
    const rings = shapeRings((index) => view.getFloat32(headerBytes + 4 * index), composite)
    if (rings === null) throw damaged('its shape has a part of an unknown kind')
    return area(rings)
  }
  if (type === 'rectangle' || type === 'oval') {
    if (subtype === 'text' || subtype === 'image') return { kind: 'other', what: subtype }
    const [x, y, width, height] =
      (options & isSubPixel) !== 0 && version >= 223
        ? [view.getFloat32(18), view.getFloat32(22), view.getFloat32(26), view.getFloat32(30)]
        : [box.left, box.top, box.right - box.left, box.bottom - box.top]
    return area([type === 'oval' ? ellipse(x, y, width, height) : rectangle(x, y, width, height)])
  }
  if (type !== 'polygon' && type !== 'freehand' && type !== 'traced' && type !== 'point')
    return { kind: 'other', what: subtype === 'arrow' ? 'arrow' : type }
  const count = view.getUint16(16) || (version >= 228 ? view.getInt32(18) : 0)
  if (count < 0 || bytes.length < headerBytes + 4 * count + (hasReals ? 8 * count : 0))
    throw damaged(`it states ${count} points and is ${bytes.length} bytes long`)
  const ring = hasReals ? realPoints(view, count) : wholePoints(view, count, box)
  if (type !== 'point') return area([ring])
  const points = Array.from({ length: count }, (_, i) => ({ x: ring[2 * i]!, y: ring[2 * i + 1]! }))
  return { kind: 'points', points }
}

function wholePoints(
  view: DataView,
  count: number,
  { left, top }: { readonly left: number; readonly top: number },
): Ring {
  const ring: number[] = []
  for (let i = 0; i < count; i++) {
    const x = view.getInt16(headerBytes + 2 * i)
    const y = view.getInt16(headerBytes + 2 * (count + i))
    ring.push(left + Math.max(0, x), top + Math.max(0, y))
  }
  return ring
}

function realPoints(view: DataView, count: number): Ring {
  const start = headerBytes + 4 * count
  const ring: number[] = []
  for (let i = 0; i < count; i++)
    ring.push(view.getFloat32(start + 4 * i), view.getFloat32(start + 4 * (count + i)))
  return ring
}

function rectangle(x: number, y: number, width: number, height: number): Ring {
  return [x, y, x + width, y, x + width, y + height, x, y + height]
}

/** So many corners that no pixel's centre changes sides for ovals of thousands of pixels. */
function ellipse(x: number, y: number, width: number, height: number): Ring {
  const corners = Math.min(4096, Math.max(64, 4 * Math.ceil(Math.max(width, height))))
  return Array.from({ length: corners }, (_, i) => (2 * Math.PI * i) / corners).flatMap((angle) => [
    x + (width / 2) * (1 + Math.cos(angle)),
    y + (height / 2) * (1 + Math.sin(angle)),
  ])
}

function secondHeader(view: DataView): {
  readonly name: string
  readonly plane: Outline['plane']
} {
  const offset = view.getInt32(60)
  const nothing = { name: '', plane: null }
  if (offset < headerBytes || offset + 28 > view.byteLength) return nothing
  const [z, t] = [view.getInt32(offset + 8), view.getInt32(offset + 12)]
  const start = view.getInt32(offset + 16)
  const length = view.getInt32(offset + 20)
  const hasName = start > 0 && length > 0 && start + 2 * length <= view.byteLength
  const letters = Array.from({ length: hasName ? length : 0 }, (_, i) =>
    view.getUint16(start + 2 * i),
  )
  return {
    name: String.fromCharCode(...letters),
    plane: z > 0 || t > 0 ? { z: z > 0 ? z - 1 : null, t: t > 0 ? t - 1 : null } : null,
  }
}

/** The older single number counts the planes of a stack from 1; 0 is none. */
function planeOf(position: number): Outline['plane'] {
  return position > 0 ? { z: position - 1, t: null } : null
}
