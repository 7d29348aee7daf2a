/**
 * Windows of one comparison move together: each tells the others what it looks at, and follows what they tell.
 * A window that opens, or that followed to another case, first hears the others before it speaks.
 */
import { onBeforeUnmount, watch } from 'vue'
import type { Ref } from 'vue'
import type { PlaneIndex } from '../api/images.ts'
import type { Camera } from '../viewer/camera.ts'
import type { Contrast } from '../viewer/contrast.ts'
import { linkedMessage } from '../viewer/linked-view.ts'
import type { LinkedLook, LinkedMessage, LinkedView } from '../viewer/linked-view.ts'

const channelName = 'touchstone.linked-windows'
/** So long nobody may have answered before a window speaks for itself. */
const listenMs = 2000

export interface LinkedState {
  readonly comparison: Ref<string>
  readonly caseId: Ref<string>
  readonly camera: Ref<Camera | null>
  readonly plane: Ref<PlaneIndex>
  readonly contrast: Ref<Contrast | null>
  readonly look: Ref<LinkedLook>
  /** Goes to another case of the comparison. */
  readonly go: (caseId: string) => void
  /** Whether this window was opened from another one. */
  readonly isFollower: boolean
}

export function useLinkedWindows(state: LinkedState): void {
  if (typeof BroadcastChannel === 'undefined') return
  const channel = new BroadcastChannel(channelName)
  /** What was told or heard last: never told again. */
  let known = ''
  /** Heard before the image was here to look at. */
  let pending: LinkedView | null = null
  let listening: ReturnType<typeof setTimeout> | undefined

  function view(): LinkedView | null {
    const { comparison, caseId, camera, plane, contrast, look } = state
    if (!camera.value) return null
    const { x, y, zoom } = camera.value
    return {
      ...{ comparison: comparison.value, caseId: caseId.value },
      ...{ camera: { x, y, zoom }, plane: { ...plane.value } },
      contrast: contrast.value && { ...contrast.value },
      look: look.value,
    }
  }
  function send(message: LinkedMessage): void {
    channel.postMessage(message)
  }
  function listen(): void {
    clearTimeout(listening)
    listening = setTimeout(hear, listenMs)
  }
  function hear(): void {
    clearTimeout(listening)
    listening = undefined
  }

  function tell(): void {
    const now = view()
    if (!now || listening !== undefined || JSON.stringify(now) === known) return
    known = JSON.stringify(now)
    send({ kind: 'view', view: now })
  }

  function take(heard: LinkedView): void {
    hear()
    const { x, y, zoom } = heard.camera
    state.camera.value = { x, y, zoom }
    state.plane.value = heard.plane
    if (heard.contrast) state.contrast.value = heard.contrast
    if (heard.look) state.look.value = heard.look
    known = JSON.stringify(view())
  }

  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = linkedMessage(data)
    if (message?.kind === 'ask') {
      const now = view()
      if (now && message.comparison === now.comparison) send({ kind: 'view', view: now })
    } else if (message && message.view.comparison === state.comparison.value) {
      const heard = message.view
      if (heard.caseId !== state.caseId.value) {
        pending = null
        listen()
        state.go(heard.caseId)
      } else if (state.camera.value && state.contrast.value) take(heard)
      else pending = heard
    }
  }
  if (state.isFollower) {
    listen()
    send({ kind: 'ask', comparison: state.comparison.value })
  }

  watch([state.camera, state.plane, state.contrast, state.look], () => {
    if (pending && state.camera.value && state.contrast.value) {
      const heard = pending
      pending = null
      if (heard.caseId === state.caseId.value) take(heard)
    } else tell()
  })
  onBeforeUnmount(() => {
    clearTimeout(listening)
    channel.close()
  })
}
