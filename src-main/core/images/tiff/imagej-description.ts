/** The text ImageJ writes into a TIFF: `ImageJ=1.53c\nimages=10\nslices=5\nframes=2\nunit=micron\n...`. */

export interface ImageJDescription {
  /** Planes in all, and their split in ImageJ's fixed order: t outermost, then z, then c. */
  readonly images: number
  readonly frames: number
  readonly slices: number
  readonly channels: number
  readonly unit: string | undefined
  readonly zSpacing: number | undefined
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
  const images = count('images')
  const [frames, channels] = [count('frames'), count('channels')]
  const stated = count('slices')
  const isStackOnly = !values.has('slices') && frames === 1 && channels === 1
  const spacing = Number(values.get('spacing'))
  return {
    images,
    frames,
    channels,
    slices: isStackOnly ? images : stated,
    unit: values.get('unit'),
    zSpacing: spacing > 0 && Number.isFinite(spacing) ? spacing : undefined,
  }
}
