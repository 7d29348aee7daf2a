/** How the viewer shows things; kept from case to case. */
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { ErrorMapKind } from '../../src-main/contract/images.ts'
import { paneModes } from '../viewer/arrangement.ts'
import type { PaneMode } from '../viewer/arrangement.ts'
import type { ColorTable } from '../viewer/color-tables.ts'
import type { ContrastRule } from '../viewer/contrast.ts'
import type { ChannelChoice } from '../viewer/display.ts'
import { labelPalette } from '../viewer/label-colors.ts'
import type { LinkedLook } from '../viewer/linked-view.ts'
import type { PlaneRange, ProjectionChoice } from '../viewer/projection.ts'

export const useViewerSettings = defineStore('viewer-settings', () => {
  const labels = ref(false)
  const errors = ref(true)
  const difference = ref(false)
  /** Beside each restored image, where one is asked for. */
  const errorMap = ref<ErrorMapKind | null>(null)
  const filled = ref(true)
  const opacity = ref(0.4)
  const paletteSeed = ref(1)
  /** Error classes in panes of their own, the labels beside them. */
  const errorPanes = ref(false)
  const contrastRule = ref<ContrastRule>('saturated')
  /** The same limits in all panes; else each by the rule from its own plane. */
  const contrastLocked = ref(true)
  /** Colours of gray images. */
  const table = ref<ColorTable>('grays')
  const gamma = ref(1)
  const composite = ref(false)
  const channels = ref<ReadonlyMap<number, ChannelChoice>>(new Map())
  /** Whether the controls of the display are open. */
  const displayOpen = ref(false)
  const mode = ref<PaneMode>('grid')
  /** Ids of the two panes that are compared in one place. */
  const first = ref<string | null>(null)
  const second = ref<string | null>(null)
  /** Divider and opacity of the second pane. */
  const share = ref(0.5)
  /** Ids of panes that are not shown; a tool's also hides its differences. */
  const hidden = ref<ReadonlySet<string>>(new Set())
  /** How stacks are looked at along z, and which of their planes; null: all. */
  const projection = ref<ProjectionChoice>('slice')
  const projectedPlanes = ref<PlaneRange | null>(null)
  /** Sections across a stack beside its planes, and the pane that is cut; null: the first tool's. */
  const ortho = ref(false)
  const orthoPane = ref<string | null>(null)
  const palette = computed(() => labelPalette(paletteSeed.value))

  /** What windows of one case share. */
  const linkedLook = computed<LinkedLook>({
    get: () => ({
      ...{ labels: labels.value, errors: errors.value, filled: filled.value },
      ...{ composite: composite.value, opacity: opacity.value, paletteSeed: paletteSeed.value },
      ...{ gamma: gamma.value, table: table.value },
      channels: [...channels.value].map(
        ([channel, { isOn, table: own }]) => [channel, { isOn, table: own }] as const,
      ),
    }),
    set: (look) => {
      labels.value = look.labels
      errors.value = look.errors
      filled.value = look.filled
      composite.value = look.composite
      opacity.value = look.opacity
      paletteSeed.value = look.paletteSeed
      gamma.value = look.gamma
      table.value = look.table
      channels.value = new Map(look.channels)
    },
  })

  function togglePane(key: string): void {
    const next = new Set(hidden.value)
    if (!next.delete(key)) next.add(key)
    hidden.value = next
  }

  function setChannel(channel: number, choice: ChannelChoice): void {
    channels.value = new Map(channels.value).set(channel, choice)
  }

  function nextMode(): void {
    mode.value = paneModes[(paneModes.indexOf(mode.value) + 1) % paneModes.length]!
  }

  return {
    ...{ contrastRule, contrastLocked, projection, projectedPlanes, ortho, orthoPane },
    ...{ labels, errors, difference, errorMap, filled, opacity, paletteSeed },
    ...{
      hidden,
      linkedLook,
      palette,
      togglePane,
      errorPanes,
      mode,
      nextMode,
      table,
      gamma,
      composite,
      channels,
      setChannel,
      displayOpen,
      first,
      second,
      share,
    },
  }
})
