/** The TiffData elements of an OME image: which directory of which file holds each plane, in two arrays of numbers. */
import { childrenNamed, type XmlElement } from '../xml.ts'

export interface OmePlanes {
  readonly count: number
  /** Directory of each plane, -1 where none was stored; absent where plane n is simply directory n. */
  readonly directories: Int32Array | undefined
  /** Place in `files` of the file that holds the plane; 0 is the file that the metadata stand in. */
  readonly holders: Int32Array | undefined
  readonly files: readonly OmeFileName[]
  /** TiffData elements that name a place outside the image, or a file that no name can have. */
  readonly misplaced: number
}

export interface OmeFileName {
  /** Base name only: a set never reaches outside its folder. Undefined for the file itself. */
  readonly name: string | undefined
  readonly uuid: string | undefined
}

/** TiffData elements fill planes one after another from their first z, c, t. `axes` outermost first. */
export function placePlanes(
  pixels: XmlElement,
  axes: readonly string[],
  shape: readonly number[],
  count: number,
): OmePlanes {
  const elements = childrenNamed(pixels, 'TiffData')
  const own: OmeFileName = { name: undefined, uuid: undefined }
  const isPlain =
    elements.length === 0 ||
    (elements.length === 1 && isWhole(elements[0]!, count) && elements[0]!.children.length === 0)
  if (isPlain) {
    return { count, directories: undefined, holders: undefined, files: [own], misplaced: 0 }
  }
  const firsts = axes.map((axis) => `First${axis.toUpperCase()}`)
  const directories = new Int32Array(count).fill(-1)
  const holders = new Int32Array(count)
  const files: OmeFileName[] = [own]
  const known = new Map<string, number>()
  let misplaced = 0
  for (const { attributes, children } of elements) {
    let first = 0
    for (let i = 0; i < firsts.length; i++) {
      const index = wholeNumber(attributes[firsts[i]!])
      first = index < shape[i]! ? first * shape[i]! + index : NaN
    }
    const holder = holderOf(children, files, known)
    if (Number.isNaN(first) || holder === undefined) {
      misplaced++
      continue
    }
    const directory = wholeNumber(attributes['IFD'])
    const length = Math.min(lengthOf(attributes, count), count - first)
    for (let i = 0; i < length; i++) {
      directories[first + i] = directory + i
      holders[first + i] = holder
    }
  }
  return { count, directories, holders, files, misplaced }
}

/** `<TiffData/>`, or one that counts all planes from the first directory. */
function isWhole({ attributes }: XmlElement, count: number): boolean {
  const isFirst = ['IFD', 'FirstZ', 'FirstC', 'FirstT'].every(
    (name) => wholeNumber(attributes[name]) === 0,
  )
  return isFirst && lengthOf(attributes, count) >= count
}

function lengthOf(attributes: Readonly<Record<string, string>>, count: number): number {
  const stated = attributes['PlaneCount'] ?? attributes['NumPlanes']
  if (stated !== undefined) return wholeNumber(stated)
  return attributes['IFD'] === undefined ? count : 1
}

function wholeNumber(text: string | undefined): number {
  const value = Math.trunc(Number(text ?? 0))
  return value > 0 && value < 2 ** 31 ? value : 0
}

function holderOf(
  children: readonly XmlElement[],
  files: OmeFileName[],
  known: Map<string, number>,
): number | undefined {
  const uuid = children.find((child) => child.name === 'UUID')
  if (uuid === undefined) return 0
  const stated = uuid.attributes['FileName']
  const key = `${stated ?? ''}\n${uuid.text}`
  const place = known.get(key)
  if (place !== undefined) return place
  const name = stated === undefined ? undefined : baseName(stated)
  if (stated !== undefined && name === undefined) return undefined
  files.push({ name, uuid: uuid.text.trim() || undefined })
  known.set(key, files.length - 1)
  return files.length - 1
}

/** Undefined for what names no file of a folder. */
export function baseName(path: string): string | undefined {
  const name = path.replaceAll('\\', '/').split('/').at(-1)!.trim()
  return name === '' || name === '.' || name === '..' || name.includes('\0') ? undefined : name
}
