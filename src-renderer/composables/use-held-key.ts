/** True while a key of an action is down; a page that loses the keyboard lets it go. */
import { onBeforeUnmount, onMounted, ref } from 'vue'
import type { Ref } from 'vue'
import { useKeyPreset } from '../stores/key-preset.ts'
import { boundKeys } from '../viewer/key-presets.ts'
import type { ViewerAction } from '../viewer/key-presets.ts'
import { handleKey } from './use-keys.ts'

export function useHeldKey(action: ViewerAction): Readonly<Ref<boolean>> {
  const isHeld = ref(false)
  const store = useKeyPreset()
  const take = () => (isHeld.value = true)
  const down = (event: KeyboardEvent) =>
    handleKey(event, boundKeys(store.preset, { [action]: take }))
  // A modifier may have been let go before the key itself.
  const up = ({ key }: KeyboardEvent) => {
    const name = key === ' ' ? 'Space' : key.toLowerCase()
    if (Object.hasOwn(boundKeys(store.preset, { [action]: take }), name)) isHeld.value = false
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
