/**
 * Length units in micrometres: the symbols of the OME schema (UnitsLength, 2016-06), the names that OME-Zarr
 * takes from UDUNITS, and the habits of ImageJ and other writers.
 */

/** Powers of ten of a metre. */
const prefixes: readonly (readonly [symbol: string, name: string, power: number])[] = [
  ['Y', 'yotta', 24],
  ['Z', 'zetta', 21],
  ['E', 'exa', 18],
  ['P', 'peta', 15],
  ['T', 'tera', 12],
  ['G', 'giga', 9],
  ['M', 'mega', 6],
  ['k', 'kilo', 3],
  ['h', 'hecto', 2],
  ['da', 'deca', 1],
  ['da', 'deka', 1],
  ['', '', 0],
  ['d', 'deci', -1],
  ['c', 'centi', -2],
  ['m', 'milli', -3],
  ['u', 'micro', -6],
  ['μ', 'micro', -6], // U+03BC Greek mu, which NFKC makes of U+00B5, the micro sign
  ['n', 'nano', -9],
  ['p', 'pico', -12],
  ['f', 'femto', -15],
  ['a', 'atto', -18],
  ['z', 'zepto', -21],
  ['y', 'yocto', -24],
]

const inch = 25_400
const astronomicalUnit = 149_597_870_700e6
const others: readonly (readonly [symbol: string, names: readonly string[], um: number])[] = [
  ['Å', ['angstrom', 'ångström', 'ångstrom', 'angström'], 1e-4],
  ['μ', ['micron'], 1],
  ['thou', ['mil'], inch / 1000],
  ['pt', ['point'], inch / 72],
  ['li', ['line'], inch / 12],
  ['in', ['inch', 'inches'], inch],
  ['ft', ['foot', 'feet'], 12 * inch],
  ['yd', ['yard'], 36 * inch],
  ['mi', ['mile'], 63_360 * inch],
  ['ua', ['au', 'astronomical unit', 'astronomical_unit'], astronomicalUnit],
  ['ly', ['light year', 'light_year'], 9_460_730_472_580_800e6],
  ['pc', ['parsec'], (648_000 / Math.PI) * astronomicalUnit],
]

/** As written: Mm, mm, Pm and pm are four lengths. */
const symbols = new Map<string, number>([
  ...prefixes.map(([symbol, , power]) => [`${symbol}m`, micrometres(power)] as const),
  ...others.map(([symbol, , um]) => [symbol, um] as const),
])

/** In small letters; a plural adds an s. */
const names = new Map<string, number>([
  ...prefixes.flatMap(([, name, power]) =>
    ['meter', 'metre'].map((metre) => [name + metre, micrometres(power)] as const),
  ),
  ...others.flatMap(([, spellings, um]) => spellings.map((name) => [name, um] as const)),
  // symbols that small letters leave without a second meaning in microscopy
  ...(['um', 'nm', 'mm', 'cm', 'in'] as const).map((name) => [name, symbols.get(name)!] as const),
])

/** Undefined for `pixel`, `reference frame` and anything unknown: such sizes are uncalibrated. */
export function micrometresPerUnit(unit: string): number | undefined {
  const text = unit
    .trim()
    .replace(/\\u00B5/i, 'µ')
    .replace(/^Â(?=µ)/, '') // UTF-8 that somebody read as Latin 1
    .normalize('NFKC')
  const name = text.toLowerCase()
  return symbols.get(text) ?? names.get(name) ?? names.get(name.replace(/s$/, ''))
}

/** By the decimal, so that 1e-3 comes out and not a neighbour of it. */
function micrometres(power: number): number {
  return Number(`1e${power + 6}`)
}
