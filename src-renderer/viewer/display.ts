/** How gray values become colours: a table, gamma, and channels added up. Pure. */
import { channelTable, colorTableBytes } from './color-tables.ts'
import type { ColorTable } from './color-tables.ts'
import type { Limits } from './contrast.ts'
import type { PaneContent } from './panes.ts'
import type { PlaneSource } from './plane-source.ts'
import type { ImageChannel } from './scene.ts'

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

/**
 * Panes with their gray images in colours; differences, maps and colour images stay as they are. `own` holds
 * limits of panes that do not share theirs.
 */
export function displayed(
  panes: readonly PaneContent[],
  display: Display,
  own: ReadonlyMap<string, Limits> = new Map(),
): PaneContent[] {
  return panes.map((pane) => {
    const { image } = pane
    if (!image || image.mode === 'difference' || image.scale) return pane
    const limits = own.get(pane.id)
    const limited = limits ? { ...image, limits } : image
    if (image.mode !== 'gray') return { ...pane, image: limited }
    const table = colorTableBytes(display.table)
    const channels = drawnChannels(image.source, display)
    const gray = { ...limited, table, gamma: display.gamma }
    return { ...pane, image: channels ? { ...gray, channels } : gray }
  })
}

function drawnChannels(source: PlaneSource, { channels }: Display): ImageChannel[] | null {
  const { ofChannel, channelCount = 1 } = source
  if (!channels || !ofChannel || channelCount < 2) return null
  return channels.slice(0, channelCount).flatMap(({ isOn, limits, table }, c) => {
    if (!isOn || !limits) return []
    return [{ source: ofChannel(c), limits, table: colorTableBytes(table) }]
  })
}
