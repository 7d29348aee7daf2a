/** A page's own commands: they can be found by `Ctrl+Shift+P` as long as the page is shown. */
import { onBeforeUnmount, onMounted, toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useCommandList } from '../stores/commands.ts'
import type { Command } from '../words/find-commands.ts'

/** A getter is asked anew; give only what can be done now. */
export function useCommands(commands: MaybeRefOrGetter<readonly Command[]>): void {
  const store = useCommandList()
  const source = () => toValue(commands)
  onMounted(() => store.add(source))
  onBeforeUnmount(() => store.remove(source))
}
