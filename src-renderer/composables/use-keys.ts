/** Keys of a page. Typing in a field is never taken, nor a key that the page has nothing for. */
import { onBeforeUnmount, onMounted, toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { spelledKey } from '../viewer/key-presets.ts'

export type KeyAction = (event: KeyboardEvent) => void
/** By key as `spelledKey` writes it. */
export type KeyActions = Readonly<Record<string, KeyAction>>

/** Where keys are taken: `page` leaves fields and controls theirs, `fields` takes them there as well. */
type Reach = 'page' | 'fields'

/** A getter is asked anew with every key. */
export function useKeys(actions: MaybeRefOrGetter<KeyActions>, reach: Reach = 'page'): void {
  const listener = (event: KeyboardEvent) => handleKey(event, toValue(actions), reach)
  onMounted(() => window.addEventListener('keydown', listener))
  onBeforeUnmount(() => window.removeEventListener('keydown', listener))
}

export function handleKey(event: KeyboardEvent, actions: KeyActions, reach: Reach = 'page'): void {
  if (event.defaultPrevented) return
  if (reach === 'page' ? isOwnedElsewhere(event) : isInDialog(event.target)) return
  const key = spelledKey(event)
  const action = Object.hasOwn(actions, key) ? actions[key] : undefined
  if (!action) return
  event.preventDefault()
  action(event)
}

/** Fields take all keys, sliders and menus the arrows, buttons and links Space, dialogs everything inside them. */
function isOwnedElsewhere(event: KeyboardEvent): boolean {
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  if (isInDialog(target)) return true
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  if (event.key === ' ' && target.closest('button, a, summary, input, [role="button"]')) return true
  if (target instanceof HTMLInputElement) {
    const quiet = target.type === 'checkbox' || target.type === 'radio' || target.type === 'button'
    return target.type === 'range' ? event.key.startsWith('Arrow') || isPaging(event) : !quiet
  }
  return false
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="dialog"]') !== null
}

function isPaging({ key }: KeyboardEvent): boolean {
  return key === 'PageUp' || key === 'PageDown' || key === 'Home' || key === 'End'
}
