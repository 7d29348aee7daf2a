/** The text ImageJ writes into a TIFF: `ImageJ=1.53c\nimages=10\nslices=5\nframes=2\nunit=micron\n...`. */

export interface ImageJDescription {
  readonly version: string
  /** Planes in all, and their split in ImageJ's fixed order: t outermost, then z, then c. */
  readonly images: number
  readonly frames: number
  readonly slices: number
  readonly channels: number
  readonly unit: string | undefined
  readonly zSpacing: number | undefined
  /** `composite`, `color`, `grayscale`. */
  readonly mode: string | undefined
  readonly frameIntervalS: number | undefined
  readonly framesPerSecond: number | undefined
  readonly title: string | undefined
}

/** Undefined where the text is not ImageJ's. */
export function parseImageJDescription(text: string): ImageJDescription | undefined {
  if (!text.startsWith('ImageJ=')) return undefined
  const values = new Map<string, string>()
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=')
    if (equals > 0) values.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim())
  }
  const count = (name: string): number => {
    const value = Number(values.get(name) ?? 1)
    return Number.isSafeInteger(value) && value > 0 ? value : 1
  }
  const positive = (name: string): number | undefined => {
    const value = Number(values.get(name))
    return value > 0 && Number.isFinite(value) ? value : undefined
  }
  const images = count('images')
  const [frames, channels] = [count('frames'), count('channels')]
  const stated = count('slices')
  const isStackOnly = !values.has('slices') && frames === 1 && channels === 1
  return {
    version: values.get('ImageJ') ?? '',
    images,
    frames,
    channels,
    slices: isStackOnly ? images : stated,
    unit: values.get('unit'),
    zSpacing: positive('spacing'),
    mode: values.get('mode'),
    frameIntervalS: positive('finterval'),
    framesPerSecond: positive('fps'),
    title: values.get('title') || undefined,
  }
}
