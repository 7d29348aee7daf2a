/** Does something again and again, never twice at once, until told to stop or the page is left. */
import { onBeforeUnmount } from 'vue'

export interface UsePollingReturn {
  readonly start: () => void
  readonly stop: () => void
}

export function usePolling(step: () => Promise<void>, everyMs: number): UsePollingReturn {
  let timer: ReturnType<typeof setTimeout> | null = null
  let running = false

  async function turn(): Promise<void> {
    await step()
    if (running) timer = setTimeout(() => void turn(), everyMs)
  }
  function start(): void {
    if (running) return
    running = true
    void turn()
  }
  function stop(): void {
    running = false
    if (timer !== null) clearTimeout(timer)
    timer = null
  }

  onBeforeUnmount(stop)
  return { start, stop }
}
