/** Window title: page and workspace. */
import { toValue, watchEffect } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useWorkspace } from '../stores/workspace.ts'

export function useTitle(page: MaybeRefOrGetter<string>): void {
  const store = useWorkspace()
  watchEffect(() => {
    const workspace = store.workspace?.name ?? 'Touchstone'
    document.title = `${toValue(page)} – ${workspace}`
  })
}
