import { describe, expect, test } from 'vitest'
import { labelQuirks } from '../../../src-main/core/datasets/label-quirks.ts'

/** Rows of digits; planes are parted by an empty row. */
function image(...rows: string[]) {
  const planes = rows
    .join('\n')
    .split('\n\n')
    .map((plane) => plane.trim().split('\n'))
  const [height, width] = [planes[0]!.length, planes[0]![0]!.length]
  const data = Uint32Array.from(planes.flat().join(''), Number)
  return { shape: planes.length > 1 ? [planes.length, height, width] : [height, width], data }
}

describe('labelQuirks', () => {
  test('objects at the edge are counted, in stacks also those of the outer planes', () => {
    expect(labelQuirks(image('1000', '0220', '0220', '0000')).onBorder).toBe(1)
    const inner = image('0000', '0220', '0220', '0000', '', '0000', '0220', '0220', '0000')
    expect(labelQuirks(inner).onBorder).toBe(1)
  })

  test('a hole is background that one object encloses; between two objects, and open, it is none', () => {
    expect(labelQuirks(image('00000', '01110', '01010', '01110', '00000')).withHoles).toEqual([1])
    expect(labelQuirks(image('00000', '01120', '01020', '01120', '00000')).withHoles).toEqual([])
    expect(labelQuirks(image('00000', '01110', '01010', '01010', '00000')).withHoles).toEqual([])
    expect(labelQuirks(image('1110', '1010', '1110')).withHoles).toEqual([1])
  })

  test('a gap over a corner closes a hole: background is joined by sides', () => {
    expect(labelQuirks(image('00000', '01100', '01010', '00110', '00000')).withHoles).toEqual([1])
  })

  test('objects of three pixels or fewer are specks', () => {
    expect(labelQuirks(image('1100', '1002', '0333', '0003')).specks).toEqual([1, 2])
  })

  test('planes that count their objects anew are told from true stacks', () => {
    const anew = image('1020', '0000', '', '0000', '0102', '', '2010', '0000', '', '0000', '1002')
    expect(labelQuirks(anew).restartsInEveryPlane).toBe(true)
    const one = image('1100', '0000', '', '1100', '0000', '', '0110', '0000')
    expect(labelQuirks(one).restartsInEveryPlane).toBe(false)
    const numbered = image('1020', '0000', '', '0000', '0304', '', '5060', '0000')
    expect(labelQuirks(numbered).restartsInEveryPlane).toBe(false)
    expect(labelQuirks(image('1020')).restartsInEveryPlane).toBe(false)
  })
})
