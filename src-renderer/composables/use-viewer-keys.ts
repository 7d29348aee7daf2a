/** The keys of the viewers: moves that all of them share, and what only the case viewer has. */
import { onBeforeUnmount } from 'vue'
import type { Ref } from 'vue'
import type { PlaneIndex } from '../api/images.ts'
import { useAnalysis } from '../stores/analysis.ts'
import { useKeyPreset } from '../stores/key-preset.ts'
import { useViewerSettings } from '../stores/viewer-settings.ts'
import { channelChoice } from '../viewer/display.ts'
import { boundKeys } from '../viewer/key-presets.ts'
import type { ViewerAction } from '../viewer/key-presets.ts'
import { viewerCommands } from '../words/viewer-commands.ts'
import { useCommands } from './use-commands.ts'
import { useKeys } from './use-keys.ts'
import type { KeyAction } from './use-keys.ts'
import type { useViewer } from './use-viewer.ts'

/** CSS px that an arrow moves the image. */
const stridePx = 80
/** ImageJ's usual speed, 7 planes a second. */
const playMs = 1000 / 7

/** What the keys need of a viewer. */
export interface Moves {
  readonly plane: Readonly<Ref<PlaneIndex>>
  readonly step: (axis: keyof PlaneIndex, by: number) => void
  readonly stackAxis: () => 'z' | 't' | null
  readonly move: (dx: number, dy: number) => void
  readonly zoomBy: (steps: number) => void
  readonly fit: () => void
  readonly full: () => void
}
type Actions = Partial<Record<ViewerAction, KeyAction>>

/** Asked within a component: planes that play stop with it. Gives the keys of the preset that is chosen now. */
export function useMoveKeys(moves: Moves, channels: () => number): () => Record<string, KeyAction> {
  const store = useKeyPreset()
  const actions = useMoves(moves, channels)
  return () => boundKeys(store.preset, actions)
}

function useMoves(moves: Moves, channels: () => number): Actions {
  const play = usePlay(moves)
  /** Where there is nothing to step along, an arrow moves the image. */
  function along(axis: keyof PlaneIndex | null, by: number, dx: number, dy: number): KeyAction {
    return (event) => {
      if (axis !== null) moves.step(axis, by)
      else if (event.key.startsWith('Arrow')) moves.move(dx * stridePx, dy * stridePx)
    }
  }
  const channel = () => (channels() > 1 ? 'c' : null)
  return {
    zoomIn: () => moves.zoomBy(1),
    zoomOut: () => moves.zoomBy(-1),
    fit: () => moves.fit(),
    full: () => moves.full(),
    previousPlane: (event) => along(moves.stackAxis(), -1, 1, 0)(event),
    nextPlane: (event) => along(moves.stackAxis(), 1, -1, 0)(event),
    play,
    nextChannel: (event) => along(channel(), 1, 0, 1)(event),
    previousChannel: (event) => along(channel(), -1, 0, -1)(event),
    moveLeft: () => moves.move(stridePx, 0),
    moveRight: () => moves.move(-stridePx, 0),
    moveUp: () => moves.move(0, stridePx),
    moveDown: () => moves.move(0, -stridePx),
  }
}

/** Steps through the stack until it is asked again; after the last plane comes the first. */
function usePlay(moves: Moves): () => void {
  let playing: ReturnType<typeof setInterval> | undefined
  function stop(): void {
    clearInterval(playing)
    playing = undefined
  }
  function onward(): void {
    const axis = moves.stackAxis()
    if (axis === null) {
      stop()
      return
    }
    const before = moves.plane.value[axis]
    moves.step(axis, 1)
    if (moves.plane.value[axis] === before) moves.step(axis, -before)
  }
  onBeforeUnmount(stop)
  return () => {
    if (playing !== undefined) stop()
    else if (moves.stackAxis() !== null) playing = setInterval(onward, playMs)
  }
}

export function useViewerKeys(
  viewer: ReturnType<typeof useViewer>,
  stepCase: (by: number) => Promise<void>,
  copyPicture: () => void,
): void {
  const settings = useViewerSettings()
  const channels = () => viewer.images.value.input.value?.description.size.c ?? 1
  const actions: Actions = {
    ...useMoves(viewer, channels),
    channel: ({ code, key }) => showChannel(Number(/\d$/.exec(code)?.[0] ?? key) - 1),
    nextError: () => viewer.stepError(1),
    previousError: () => viewer.stepError(-1),
    labels: () => (settings.labels = !settings.labels),
    fill: () => (settings.filled = !settings.filled),
    shuffle: () => (settings.paletteSeed += 1),
    contrast: () => void viewer.resetContrast(),
    display: () => (settings.displayOpen = !settings.displayOpen),
    errors: () => (settings.errors = !settings.errors),
    mode: settings.nextMode,
    difference: () => (settings.difference = !settings.difference),
    profile: () => useAnalysis().toggle('profile'),
    picture: () => copyPicture(),
    previousCase: () => void stepCase(-1),
    nextCase: () => void stepCase(1),
  }
  useActions(actions, viewer, channels)

  function showChannel(channel: number): void {
    if (!(channel < channels())) return
    if (viewer.display.isComposite.value) {
      const choice = channelChoice(settings.channels, channel, channels())
      settings.setChannel(channel, { ...choice, isOn: !choice.isOn })
    } else viewer.step('c', channel - viewer.plane.value.c)
  }
}

export function useImageKeys(
  moves: Moves,
  size: Ref<PlaneIndex | null>,
  copyPicture: () => void,
): void {
  const channels = () => size.value?.c ?? 1
  const actions = { ...useMoves(moves, channels), picture: copyPicture }
  useActions(actions, moves, channels)
}

/** Both as keys and as commands that can be found. */
function useActions(actions: Actions, moves: Moves, channels: () => number): void {
  const store = useKeyPreset()
  useKeys(() => boundKeys(store.preset, actions))
  const alongStack = new Set<ViewerAction>(['previousPlane', 'nextPlane', 'play'])
  const alongChannels = new Set<ViewerAction>(['previousChannel', 'nextChannel', 'channel'])
  useCommands(() =>
    viewerCommands(
      store.preset,
      actions,
      (name) =>
        (!alongStack.has(name) || moves.stackAxis() !== null) &&
        (!alongChannels.has(name) || channels() > 1),
    ).filter(({ words }) => !(Number(/^Channel (\d)$/.exec(words)?.[1] ?? 0) > channels())),
  )
}
