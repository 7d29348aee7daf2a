import { expect, test } from 'vitest'
import { colorTableBytes } from '../../../src-renderer/viewer/color-tables.ts'
import { channelChoice, displayed } from '../../../src-renderer/viewer/display.ts'
import { imagePane } from '../../../src-renderer/viewer/panes.ts'
import type { ViewerImage } from '../../../src-renderer/viewer/plane-source.ts'

function image(channels: number, samples = 1): ViewerImage {
  const size = { t: 1, c: channels, z: 1, width: 30, height: 20, samples }
  const levels = [{ downsample: 1, width: 30, height: 20 }]
  const series = [{ name: 'image', kind: 'image' as const }]
  const file = { series, seriesIndex: 0, facts: [], contentKey: 'key', warnings: [] }
  return {
    address: '/image',
    description: {
      ...{ format: 'tiff', axes: 'cyx', shape: [channels, 20, 30], dtype: 'uint16' },
      ...{ levels, size, channels: [], pixelSizeUm: 'uncalibrated', ...file },
    },
  }
}
const plane = { t: 0, c: 1, z: 0 }
const limits = { lower: 0, upper: 100 }
const channel = (isOn: boolean, table: 'magenta' | 'green') => ({ isOn, table, limits })

test('a composite draws the planes of all channels that are on, with their own limits', () => {
  const channels = [
    channel(true, 'magenta'),
    channel(false, 'green'),
    { ...channel(true, 'green'), limits: { lower: 5, upper: 9 } },
  ]
  const [pane] = displayed([imagePane(image(3), plane, false)], {
    ...{ table: 'grays', gamma: 1, channels },
  })
  const drawn = pane?.image?.channels ?? []
  expect(drawn.map(({ source }) => source.key.split(' ').slice(-3))).toEqual([
    ['0', '0', '0'],
    ['0', '2', '0'],
  ])
  expect(drawn.map((one) => one.limits.upper)).toEqual([100, 9])
  expect(drawn[0]?.table).toBe(colorTableBytes('magenta'))
})
test('a channel is drawn once its limits are known', () => {
  const unknown = { isOn: true, table: 'green', limits: null } as const
  const [pane] = displayed([imagePane(image(2), plane, false)], {
    ...{ table: 'grays', gamma: 1, channels: [channel(true, 'magenta'), unknown] },
  })
  expect(pane?.image?.channels).toHaveLength(1)
})
test('one channel takes the table and gamma; colour images and labels stay as they are', () => {
  const display = { table: 'viridis', gamma: 0.5, channels: [channel(true, 'magenta')] } as const
  const [gray, colour, labels] = displayed(
    [
      imagePane(image(1), plane, false),
      imagePane(image(1, 3), plane, false),
      imagePane(image(1), plane, true),
    ],
    display,
  )
  expect(gray?.image).toMatchObject({ table: colorTableBytes('viridis'), gamma: 0.5 })
  expect(gray?.image?.channels).toBeUndefined()
  expect(colour?.image?.table).toBeUndefined()
  expect(labels?.image).toBeNull()
})
test('a channel keeps what was chosen for it', () => {
  const chosen = new Map([[1, { isOn: false, table: 'red' as const }]])
  expect(channelChoice(chosen, 1, 2)).toEqual({ isOn: false, table: 'red' })
  expect(channelChoice(chosen, 0, 2)).toEqual({ isOn: true, table: 'magenta' })
})
test('panes that do not share their contrast have their own, colour images included', () => {
  const display = { table: 'grays', gamma: 1, channels: null } as const
  const pane = imagePane(image(1, 3), plane, false)
  const [own] = displayed([pane], display, new Map([[pane.id, limits]]))
  expect(own?.image?.limits).toBe(limits)
  expect(displayed([pane], display)[0]?.image?.limits).toBeUndefined()
})
