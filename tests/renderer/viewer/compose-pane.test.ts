import { describe, expect, test } from 'vitest'
import { buildClassTable } from '../../../src-renderer/viewer/class-table.ts'
import { colorTableBytes } from '../../../src-renderer/viewer/color-tables.ts'
import { composeMarginPx, composePane } from '../../../src-renderer/viewer/compose-pane.ts'
import type { PaneLooks } from '../../../src-renderer/viewer/compose-pane.ts'
import { labelPalette, paletteIndex } from '../../../src-renderer/viewer/label-colors.ts'
import type { PlaneSamples } from '../../../src-renderer/viewer/plane-samples.ts'
import type { PlaneSource } from '../../../src-renderer/viewer/plane-source.ts'
import type { ScenePane } from '../../../src-renderer/viewer/scene.ts'

const side = 12
const looks: PaneLooks = {
  ...{ differenceLimit: 10, labelOpacity: 0.5, labelsFilled: true, palette: labelPalette(1) },
  ...{
    ground: [0.5, 0.5, 0.5],
    classColors: new Float32Array([0, 1, 0, 1, 0, 0, 0, 0, 1, 1, 0, 1]),
  },
}
const limits = { lower: 0, upper: 100 }
const plane = (key: string) => ({ key }) as PlaneSource
const gray = (more: object = {}) => ({ source: plane('image'), mode: 'gray' as const, ...more })
const nothing: Pick<ScenePane, 'image' | 'labels' | 'errors'> = {
  ...{ image: null, labels: null, errors: null },
}

/** Samples of a pane of 12 x 12; null where nothing is here. */
function samples(valueAt: (x: number, y: number) => number | null, components = 1): PlaneSamples {
  const across = side + 2 * composeMarginPx
  const values = new Float64Array(across * across * components)
  const here = new Uint8Array(across * across)
  for (let at = 0; at < here.length; at++) {
    const x = (at % across) - composeMarginPx
    const y = Math.floor(at / across) - composeMarginPx
    const value = valueAt(x, y)
    here[at] = value === null ? 0 : 1
    for (let k = 0; k < components; k++) values[at * components + k] = (value ?? 0) + k * 10
  }
  return { across, components, values, here }
}
function drawn(
  pane: Partial<typeof nothing>,
  planes: Record<string, PlaneSamples>,
  more: Partial<PaneLooks> = {},
) {
  const size = { width: side, height: side }
  const bytes = composePane(
    { ...nothing, ...pane },
    size,
    { ...looks, ...more },
    limits,
    ({ key }) => planes[key]!,
  )
  return (x: number, y: number) => [...bytes.slice((y * side + x) * 4, (y * side + x) * 4 + 4)]
}
const colorOf = (id: number) => [
  ...labelPalette(1).slice(paletteIndex(id) * 4, paletteIndex(id) * 4 + 3),
]
/** A square from 2 to 9, both in. */
const square = (id: number) => samples((x, y) => (x >= 2 && x <= 9 && y >= 2 && y <= 9 ? id : 0))

describe('image', () => {
  test('grays lie between the limits, and the ground shows where nothing is here', () => {
    const at = drawn({ image: gray() }, { image: samples((x) => (x < 1 ? null : x * 20 - 20)) })
    expect(at(0, 0)).toEqual([128, 128, 128, 255])
    expect(at(1, 0)).toEqual([0, 0, 0, 255])
    expect(at(2, 0)).toEqual([51, 51, 51, 255])
    expect(at(11, 0)).toEqual([255, 255, 255, 255])
  })
  test('a colour table, gamma and own limits are followed', () => {
    const table = colorTableBytes('magenta')
    const image = gray({ table, gamma: 2, limits: { lower: 0, upper: 40 } })
    expect(drawn({ image }, { image: samples(() => 20) })(3, 3)).toEqual([64, 0, 64, 255])
  })
  test('channels are added up', () => {
    const channels = (['red', 'green'] as const).map((name) => ({
      ...{ source: plane(name), limits, table: colorTableBytes(name) },
    }))
    const planes = { red: samples(() => 100), green: samples(() => 50) }
    expect(drawn({ image: gray({ channels }) }, planes)(0, 0)).toEqual([255, 128, 0, 255])
  })
  test('colour images, differences and what is no number', () => {
    const colour = { source: plane('image'), mode: 'colour' as const }
    expect(drawn({ image: colour }, { image: samples(() => 0, 4) })(0, 0)).toEqual([0, 26, 51, 255])
    const difference = { source: plane('image'), mode: 'difference' as const }
    const at = drawn({ image: difference }, { image: samples((x) => (x < 6 ? 0 : 20)) })
    expect(at(0, 0)).toEqual([128, 128, 128, 255])
    expect(at(8, 0)).toEqual([255, 204, 122, 255])
    const weave = drawn({ image: gray() }, { image: samples(() => Number.NaN) })
    expect([weave(0, 0)[0], weave(3, 0)[0], weave(3, 3)[0]]).toEqual([0, 255, 0])
  })
})

describe('labels', () => {
  const planes = { labels: square(4294967295), image: samples(() => 0) }
  test('have the colour that the shader gives the id, and a stronger rim', () => {
    const at = drawn({ image: gray(), labels: plane('labels') }, planes)
    const color = colorOf(4294967295)
    expect(at(5, 5).slice(0, 3)).toEqual(color.map((part) => Math.round(part / 2)))
    expect(at(2, 5)[0]! / color[0]!).toBeCloseTo(0.85, 1)
    expect(at(0, 0)).toEqual([0, 0, 0, 255])
  })
  test('as outlines leave their inside free', () => {
    const at = drawn({ image: gray(), labels: plane('labels') }, planes, { labelsFilled: false })
    expect(at(5, 5)).toEqual([0, 0, 0, 255])
    expect(at(2, 5)).not.toEqual([0, 0, 0, 255])
  })
})

describe('errors', () => {
  test('of objects: hit thin and clear, missed of the truth where the tool has nothing', () => {
    const classes = buildClassTable([{ label: 7, class: 'correct' }])
    const missed = {
      labels: plane('truth'),
      classes: buildClassTable([{ label: 3, class: 'missed' }]),
    }
    const errors = { kind: 'objects' as const, labels: plane('labels'), classes, missed }
    const black = { image: samples(() => 0) }
    const hit = drawn(
      { image: gray(), errors },
      {
        ...{ ...black, labels: square(7), truth: samples(() => 0) },
      },
    )
    expect(hit(2, 5)).toEqual([0, 255, 0, 255])
    expect(hit(5, 5)).toEqual([0, 26, 0, 255])
    const lost = drawn(
      { image: gray(), errors },
      {
        ...{ ...black, labels: samples(() => 0), truth: square(3) },
      },
    )
    expect(lost(2, 5)).toEqual([255, 0, 0, 255])
    expect(lost(4, 5)).toEqual([255, 0, 0, 255])
    expect(lost(5, 5)[0]).toBe(56)
  })
  test('nothing is called an error before both sides are here', () => {
    const errors = { kind: 'pixels' as const, truth: plane('truth'), prediction: plane('labels') }
    const planes = { image: samples(() => 0), truth: samples(() => 1) }
    const at = drawn({ image: gray(), errors }, { ...planes, labels: samples(() => null) })
    expect(at(5, 5)).toEqual([0, 0, 0, 255])
    const missed = drawn({ image: gray(), errors }, { ...planes, labels: samples(() => 0) })
    expect(missed(5, 5)).toEqual([204, 0, 0, 255])
  })
})
