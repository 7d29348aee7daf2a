/** Names, colours and display windows of channels, as `omero` among the attributes states them. */
import type { ChannelInfo, ImageInfo } from '../types.ts'
import type { OmeroChannel } from './ome-metadata.ts'

/** `count` channels; those without a name are numbered. */
export function channelsOf(count: number, stated: readonly OmeroChannel[]): readonly ChannelInfo[] {
  return Array.from({ length: count }, (_, i) => {
    const { label, color } = stated[i] ?? {}
    const hex = /^#?([0-9a-f]{6})(?:[0-9a-f]{2})?$/i.exec(color ?? '')?.[1]
    const name = label === undefined || label === '' ? `channel ${i + 1}` : label
    return { name, ...(hex === undefined ? {} : { color: `#${hex.toLowerCase()}` }) }
  })
}

const mostWindows = 16

/** For instance `DAPI 100 to 4000, GFP 0 to 255`. */
export function windowFacts(
  channels: readonly ChannelInfo[],
  stated: readonly OmeroChannel[],
): ImageInfo['facts'] {
  const windows = channels.slice(0, mostWindows).flatMap(({ name }, i) => {
    const { start, end } = stated[i]?.window ?? {}
    return start === undefined || end === undefined ? [] : [`${name} ${start} to ${end}`]
  })
  return windows.length === 0 ? [] : [{ name: 'Display window', value: windows.join(', ') }]
}
