import { expect, test } from 'vitest'
import { micrometresPerUnit } from '../../../src-main/core/images/length-unit.ts'

test.each([
  ['µm', 1],
  ['\u03bcm', 1],
  ['\\u00B5m', 1],
  ['Âµm', 1],
  ['micron', 1],
  ['Micron', 1],
  ['microns', 1],
  ['UM', 1],
  ['nm', 0.001],
  ['mm', 1000],
  ['m', 1e6],
  ['inch', 25400],
  ['\u212B', 1e-4],
])('%s is %d µm', (unit, um) => expect(micrometresPerUnit(unit)).toBe(um))

test('every length unit of the OME schema is known, in metres', () => {
  const metres = {
    ...{ Ym: 1e24, Zm: 1e21, Em: 1e18, Pm: 1e15, Tm: 1e12, Gm: 1e9, Mm: 1e6, km: 1e3, hm: 1e2 },
    ...{ dam: 10, m: 1, dm: 0.1, cm: 0.01, mm: 1e-3, µm: 1e-6, nm: 1e-9, pm: 1e-12, fm: 1e-15 },
    ...{ am: 1e-18, zm: 1e-21, ym: 1e-24, Å: 1e-10, thou: 2.54e-5, li: 0.0254 / 12, in: 0.0254 },
    ...{ ft: 0.3048, yd: 0.9144, mi: 1609.344, ua: 1.495978707e11, ly: 9.4607304725808e15 },
    ...{ pc: 3.0856775814913673e16, pt: 0.0254 / 72 },
  }
  for (const [unit, length] of Object.entries(metres))
    expect((micrometresPerUnit(unit) ?? NaN) / (length * 1e6), unit).toBeCloseTo(1, 12)
})

test('every length unit that OME-Zarr names is known', () => {
  const powers = {
    ...{ atto: -18, centi: -2, deci: -1, exa: 18, femto: -15, giga: 9, hecto: 2, kilo: 3, mega: 6 },
    ...{ micro: -6, milli: -3, nano: -9, peta: 15, pico: -12, tera: 12, yocto: -24, yotta: 24 },
    ...{ zepto: -21, zetta: 21 },
  }
  for (const [prefix, power] of Object.entries(powers))
    expect(micrometresPerUnit(`${prefix}meter`), prefix).toBe(Number(`1e${power + 6}`))
  expect(micrometresPerUnit('meter')).toBe(1e6)
  expect(micrometresPerUnit('Centimetres')).toBe(1e4)
  const others = ['angstrom', 'foot', 'inch', 'mile', 'parsec', 'yard']
  expect(others.map((unit) => micrometresPerUnit(unit))).not.toContain(undefined)
})

test('pixels are no length', () => {
  for (const unit of ['pixel', 'pixels', 'reference frame', '', 's', 'm2', 'second', 'constructor'])
    expect(micrometresPerUnit(unit), unit).toBeUndefined()
})
