/** Length units as OME and ImageJ spell them, in micrometres. */

const micrometresPer = new Map(
  Object.entries({
    pm: 1e-6,
    Å: 1e-4,
    angstrom: 1e-4,
    nm: 1e-3,
    nanometer: 1e-3,
    nanometre: 1e-3,
    nanometers: 1e-3,
    um: 1,
    µm: 1, // U+00B5 micro sign
    μm: 1, // U+03BC Greek mu
    micron: 1,
    microns: 1,
    micrometer: 1,
    micrometre: 1,
    micrometers: 1,
    mm: 1e3,
    millimeter: 1e3,
    cm: 1e4,
    dm: 1e5,
    m: 1e6,
    meter: 1e6,
    in: 25400,
    inch: 25400,
  }),
)

/** Undefined for `pixel`, `reference frame` and anything unknown: such sizes are uncalibrated. */
export function micrometresPerUnit(unit: string): number | undefined {
  const name = unit.trim().replace(/\\u00B5/i, 'µ')
  return micrometresPer.get(name) ?? micrometresPer.get(name.toLowerCase())
}
