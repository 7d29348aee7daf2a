/** How gray values become colours: a table, gamma, and channels added up. Pure. */
import { channelTable, colorTableBytes } from './color-tables.ts'
import type { ColorTable } from './color-tables.ts'
import type { Limits } from './contrast.ts'
import type { PaneContent } from './panes.ts'

/** What a person chose for one channel of a composite. */
export interface ChannelChoice {
  readonly isOn: boolean
  readonly table: ColorTable
}

export interface Display {
  readonly table: ColorTable
  /** 1 shows values as they are. */
  readonly gamma: number
  /** Null shows the one channel that is chosen below the panes. */
  readonly channels: readonly (ChannelChoice & { readonly limits: Limits | null })[] | null
}

/** What holds before a person chooses. */
export function channelChoice(
  chosen: ReadonlyMap<number, ChannelChoice>,
  channel: number,
  count: number,
): ChannelChoice {
  return chosen.get(channel) ?? { isOn: true, table: channelTable(channel, count) }
}

/** Panes with their gray images in colours; differences, maps and colour images stay as they are. */
export function displayed(panes: readonly PaneContent[], display: Display): PaneContent[] {
  const { table, gamma, channels } = display
  return panes.map((pane) => {
    const { image } = pane
    if (!image || image.mode !== 'gray' || image.scale) return pane
    const own = { ...image, table: colorTableBytes(table), gamma }
    const { ofChannel, channelCount = 1 } = image.source
    if (!channels || !ofChannel || channelCount < 2) return { ...pane, image: own }
    const drawn = channels
      .slice(0, channelCount)
      .flatMap(({ isOn, limits, table: name }, c) =>
        isOn && limits ? [{ source: ofChannel(c), limits, table: colorTableBytes(name) }] : [],
      )
    return { ...pane, image: { ...own, channels: drawn } }
  })
}
