/** The parts of OME-XML that people read: pixel size, channels with colours, microscope, objective, date. */
import type { PixelSizeUm } from '../../../contract/words.ts'
import { micrometresPerUnit } from '../length-unit.ts'
import type { ChannelInfo } from '../types.ts'
import { childrenNamed, type XmlElement } from '../xml.ts'

export interface OmeFact {
  readonly name: string
  readonly value: string
}

type Attributes = Readonly<Record<string, string>>

const longestValue = 500

export function physicalSize(attributes: Attributes): PixelSizeUm | 'uncalibrated' {
  const along = (axis: string): number | undefined => {
    const unit = micrometresPerUnit(attributes[`PhysicalSize${axis}Unit`] ?? 'µm')
    const size = Number(attributes[`PhysicalSize${axis}`] ?? NaN) * (unit ?? NaN)
    return Number.isFinite(size) && size > 0 ? size : undefined
  }
  const [x, y, z] = [along('X'), along('Y'), along('Z')]
  if (x === undefined || y === undefined) return 'uncalibrated'
  return z === undefined ? { x, y } : { x, y, z }
}

export function readChannels(channels: readonly XmlElement[], count: number): ChannelInfo[] {
  // a header may state any number of channels; those without a word of their own are named up to here
  const named = Math.min(count, Math.max(channels.length, 4096))
  return Array.from({ length: named }, (_, i) => {
    const attributes = channels[i]?.attributes ?? {}
    const name = attributes['Name'] || attributes['Fluor'] || `channel ${i + 1}`
    const color = rgbOf(attributes['Color'])
    return color === undefined ? { name } : { name, color }
  })
}

/** OME packs red, green, blue and alpha into a signed 32-bit integer. */
function rgbOf(packed: string | undefined): string | undefined {
  const value = packed === undefined || packed.trim() === '' ? NaN : Number(packed)
  if (!Number.isInteger(value)) return undefined
  return `#${(value >>> 8).toString(16).padStart(6, '0')}`
}

/** Facts of one image; those that the XML lacks are left out. */
export function omeFacts(ome: XmlElement, image: XmlElement): OmeFact[] {
  const instrument = referred(ome, 'Instrument', image, 'InstrumentRef')
  const objectives = instrument === undefined ? [] : childrenNamed(instrument, 'Objective')
  const settings =
    childrenNamed(image, 'ObjectiveSettings')[0] ?? childrenNamed(image, 'ObjectiveRef')[0]
  const objective =
    objectives.find(({ attributes }) => attributes['ID'] === settings?.attributes['ID']) ??
    (objectives.length === 1 ? objectives[0] : undefined)
  const microscope = instrument && childrenNamed(instrument, 'Microscope')[0]
  const pixels = childrenNamed(image, 'Pixels')[0]?.attributes ?? {}
  const facts: [name: string, value: string | undefined][] = [
    ['Name', image.attributes['Name']],
    ['Acquired', childOrAttribute(image, 'AcquisitionDate', 'AcquiredDate')],
    ['Microscope', joined(microscope?.attributes, ['Manufacturer', 'Model'])],
    ['Objective', objectiveText(objective?.attributes)],
    ['Time between frames', withUnit(pixels, 'TimeIncrement', 's')],
    ['Significant bits', pixels['SignificantBits']],
    ['Written by', ome.attributes['Creator']],
    ['Description', childrenNamed(image, 'Description')[0]?.text],
  ]
  return facts.flatMap(([name, value]) => {
    const text = value?.trim().slice(0, longestValue) ?? ''
    return text === '' ? [] : [{ name, value: text }]
  })
}

function objectiveText(attributes: Attributes | undefined): string | undefined {
  if (attributes === undefined) return undefined
  const magnification = attributes['NominalMagnification']
  const aperture = attributes['LensNA']
  const immersion = attributes['Immersion']
  const parts = [
    joined(attributes, ['Manufacturer', 'Model']),
    magnification === undefined ? undefined : `${magnification}x`,
    aperture === undefined ? undefined : `NA ${aperture}`,
    immersion === undefined || immersion === 'Other' ? undefined : immersion,
  ]
  return parts.filter((part) => part !== undefined && part !== '').join(', ')
}

function joined(attributes: Attributes | undefined, names: readonly string[]): string {
  return names
    .map((name) => attributes?.[name] ?? '')
    .filter((part) => part !== '')
    .join(' ')
}

function withUnit(attributes: Attributes, name: string, unit: string): string | undefined {
  const value = attributes[name]
  return value === undefined ? undefined : `${value} ${attributes[`${name}Unit`] ?? unit}`
}

function childOrAttribute(image: XmlElement, child: string, attribute: string): string | undefined {
  return childrenNamed(image, child)[0]?.text ?? image.attributes[attribute]
}

/** The element that a reference of the image names, or the only one. */
function referred(
  ome: XmlElement,
  name: string,
  image: XmlElement,
  reference: string,
): XmlElement | undefined {
  const all = childrenNamed(ome, name)
  const id = childrenNamed(image, reference)[0]?.attributes['ID']
  return (
    all.find(({ attributes }) => attributes['ID'] === id) ?? (all.length === 1 ? all[0] : undefined)
  )
}
