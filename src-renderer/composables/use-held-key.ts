/** True while a key is down; a page that loses the keyboard lets it go. */
import { onBeforeUnmount, onMounted, ref } from 'vue'
import type { Ref } from 'vue'
import { handleKey } from './use-keys.ts'

export function useHeldKey(key: string): Readonly<Ref<boolean>> {
  const isHeld = ref(false)
  const down = (event: KeyboardEvent) => handleKey(event, { [key]: () => (isHeld.value = true) })
  const up = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() === key) isHeld.value = false
  }
  const letGo = () => (isHeld.value = false)
  onMounted(() => {
    window.addEventListener('keydown', down)
    window.addEventListener('keyup', up)
    window.addEventListener('blur', letGo)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', down)
    window.removeEventListener('keyup', up)
    window.removeEventListener('blur', letGo)
  })
  return isHeld
}
