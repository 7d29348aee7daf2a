/** What an anchor is made of: arrays written out, and values with the digits that their source prints. */

export interface WrittenArray {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data: readonly unknown[]
}

export interface Anchor {
  readonly value: unknown
  readonly source: string
  readonly tolerance: { readonly abs: number; readonly rel: number }
  readonly kwargs?: Readonly<Record<string, unknown>>
  readonly note?: string
}

export interface AnchorCase {
  readonly id: string
  readonly kind: string
  readonly description: string
  readonly arrays?: Readonly<Record<string, WrittenArray>>
  readonly kwargs?: Readonly<Record<string, unknown>>
  readonly expected: Readonly<Record<string, Anchor>>
}

/** As exact as float64 sums are. */
export const exact = { abs: 1e-9, rel: 1e-9 } as const
/** StarDist keeps its overlaps in float32. */
export const float32 = { abs: 1e-6, rel: 1e-6 } as const

/** A number as it is printed: whole numbers are exact, else the tolerance is half of the last digit. */
export function printed(digits: string, source: string): Anchor {
  const tolerance = digits.includes('.') ? { abs: halfUnit(digits), rel: 0 } : exact
  return { value: Number(digits), source, tolerance }
}

/** Several printed numbers as one value; the tolerance is relative, as that of the roughest of them. */
export function printedTable(digits: Readonly<Record<string, string>>, source: string): Anchor {
  const numbers = Object.values(digits)
  const rel = Math.max(...numbers.map((text) => halfUnit(text) / Math.abs(Number(text))))
  return {
    value: Object.fromEntries(
      Object.entries(digits).map(([name, text]) => [name, Number(text)] as const),
    ),
    source,
    tolerance: { abs: 0, rel },
  }
}

export function of(
  value: unknown,
  source: string,
  tolerance = exact as Anchor['tolerance'],
): Anchor {
  return { value, source, tolerance }
}

/** A little more than half of the last digit, so that a printed 5 may have been rounded either way. */
function halfUnit(digits: string): number {
  const [mantissa = '', exponent = '0'] = digits.toLowerCase().split('e')
  const decimals = mantissa.split('.')[1]?.length ?? 0
  return Number((0.501 * 10 ** (Number(exponent) - decimals)).toPrecision(3))
}

export function list(data: readonly number[], dtype = 'float64'): WrittenArray {
  return { dtype, shape: [data.length], data }
}

export function rows(data: readonly (readonly number[])[], dtype = 'float64'): WrittenArray {
  return { dtype, shape: [data.length, data[0]?.length ?? 0], data }
}

export interface Rectangle {
  readonly label: number
  /** First and last row, first and last column, counted from 0. */
  readonly y: readonly [number, number]
  readonly x: readonly [number, number]
}

/** Rectangles on an empty image; a later one lies on an earlier one. */
export function drawing(
  height: number,
  width: number,
  rectangles: readonly Rectangle[],
  dtype = 'uint8',
): WrittenArray {
  const image = Array.from({ length: height }, () => new Array<number>(width).fill(0))
  for (const { label, y, x } of rectangles)
    for (let row = y[0]; row <= y[1]; row++)
      for (let column = x[0]; column <= x[1]; column++) image[row]![column] = label
  return rows(image, dtype)
}
