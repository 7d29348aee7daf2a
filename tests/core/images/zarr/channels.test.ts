import { expect, test } from 'vitest'
import { channelsOf, windowFacts } from '../../../../src-main/core/images/zarr/channels.ts'

test('names and colours where they are stated', () => {
  expect(
    channelsOf(4, [
      { label: 'DAPI', color: '0000FF' },
      { color: '#ff000080' },
      { label: '', color: 'red' },
    ]),
  ).toEqual([
    { name: 'DAPI', color: '#0000ff' },
    { name: 'channel 2', color: '#ff0000' },
    { name: 'channel 3' },
    { name: 'channel 4' },
  ])
})

test('windows are told as facts', () => {
  const channels = [{ name: 'DAPI' }, { name: 'GFP' }]
  expect(
    windowFacts(channels, [{ window: { start: 0, end: 9 } }, { window: { start: 1 } }]),
  ).toEqual([{ name: 'Display window', value: 'DAPI 0 to 9' }])
  expect(windowFacts(channels, [])).toEqual([])
})
