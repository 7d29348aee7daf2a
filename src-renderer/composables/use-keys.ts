/** Keys of a page. Typing in a field, or a key with Ctrl, Alt or Meta, is never taken. */
import { onBeforeUnmount, onMounted } from 'vue'

/** Key as in KeyboardEvent.key (letters in lower case); true when the key was used. */
export type KeyAction = (event: KeyboardEvent) => void

export function useKeys(actions: Readonly<Record<string, KeyAction>>): void {
  const listener = (event: KeyboardEvent) => handleKey(event, actions)
  onMounted(() => window.addEventListener('keydown', listener))
  onBeforeUnmount(() => window.removeEventListener('keydown', listener))
}

export function handleKey(
  event: KeyboardEvent,
  actions: Readonly<Record<string, KeyAction>>,
): void {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return
  if (isOwnedElsewhere(event)) return
  const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key]
  if (!action) return
  event.preventDefault()
  action(event)
}

/** Fields take all keys, sliders and menus the arrows, dialogs everything inside them. */
function isOwnedElsewhere(event: KeyboardEvent): boolean {
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role="dialog"]')) return true
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  if (target instanceof HTMLInputElement) {
    const quiet = target.type === 'checkbox' || target.type === 'radio' || target.type === 'button'
    return target.type === 'range' ? event.key.startsWith('Arrow') : !quiet
  }
  return false
}
