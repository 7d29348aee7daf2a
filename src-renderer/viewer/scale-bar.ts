/** A scale bar in steps of 1, 2, 5. Uncalibrated images get pixels, and the bar says so. Pure. */

export interface ScaleBar {
  /** CSS px on the screen. */
  readonly lengthPx: number
  readonly text: string
}

/** The longest bar that is not longer than `longestPx` on the screen. */
export function scaleBar(
  pixelSizeUm: number | 'uncalibrated',
  zoom: number,
  longestPx = 120,
): ScaleBar {
  const calibrated = pixelSizeUm !== 'uncalibrated'
  const perScreenPx = (calibrated ? pixelSizeUm : 1) / zoom
  const length = roundDown(longestPx * perScreenPx)
  return { lengthPx: length / perScreenPx, text: calibrated ? inWords(length) : `${length} px` }
}

/** The largest 1, 2 or 5 times a power of ten that is not above `value`. */
export function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9)
  const lead = value / power + 1e-9
  const step = lead >= 5 ? 5 : lead >= 2 ? 2 : 1
  return Number((step * power).toPrecision(1))
}

function inWords(um: number): string {
  if (um >= 1000) return `${um / 1000} mm`
  if (um >= 1) return `${um} µm`
  return `${Number((um * 1000).toPrecision(1))} nm`
}
