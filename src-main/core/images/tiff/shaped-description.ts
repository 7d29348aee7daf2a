/** The JSON that tifffile writes into a TIFF's description: `{"shape": [5, 64, 64], "axes": "ZYX"}`. */

export interface ShapedDescription {
  readonly shape: readonly number[]
  /** One letter per entry of `shape`: t c z y x s, q for anything else. */
  readonly axes: string
  readonly name: string | undefined
}

const mostAxes = 32

export function parseShapedDescription(text: string): ShapedDescription | undefined {
  if (!text.startsWith('{"shape"')) return undefined
  let stated: { readonly shape?: unknown; readonly axes?: unknown; readonly name?: unknown }
  try {
    stated = JSON.parse(text) as typeof stated
  } catch {
    return undefined // no description, then: the pages still say everything but their meaning
  }
  const { shape, axes, name } = stated
  if (!Array.isArray(shape) || shape.length > mostAxes) return undefined
  const sizes: unknown[] = shape
  if (!sizes.every((size): size is number => Number.isSafeInteger(size) && (size as number) > 0)) {
    return undefined
  }
  const letters = typeof axes === 'string' && axes.length === sizes.length ? axes.toLowerCase() : ''
  return {
    shape: sizes,
    axes: sizes.map((_, i) => ('tczyxs'.includes(letters[i] ?? '?') ? letters[i] : 'q')).join(''),
    name: typeof name === 'string' && name !== '' ? name : undefined,
  }
}
