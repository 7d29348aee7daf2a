/** Installs a model into the workspace and follows the work. */
import { ref, shallowRef } from 'vue'
import type { Installation, InstallOrder } from '../../src-main/contract/shelf.ts'
import { call } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { usePolling } from './use-polling.ts'

/** `done` gets the digest of the installed tool. */
export function useInstallation(done: (digest: string) => void, everyMs = 500) {
  const installation = shallowRef<Installation | null>(null)
  const problem = ref<string | null>(null)
  const polling = usePolling(ask, everyMs)

  function take(answer: Installation): void {
    installation.value = answer
    if (answer.state === 'running') return
    polling.stop()
    if (answer.state === 'failed') problem.value = answer.message
    if (answer.state === 'done' && answer.tool !== null) done(answer.tool)
  }

  async function ask(): Promise<void> {
    const { value } = installation
    if (value === null) return
    try {
      take(await call('installation', { params: { installation: value.id } }))
    } catch (error) {
      polling.stop()
      problem.value = sentenceOf(error)
    }
  }

  async function start(order: InstallOrder): Promise<void> {
    problem.value = null
    installation.value = null
    try {
      const answer = await call('installTool', { body: order })
      take(answer)
      if (answer.state === 'running') polling.start()
    } catch (error) {
      problem.value = sentenceOf(error)
    }
  }

  async function cancel(): Promise<void> {
    const { value } = installation
    if (value === null) return
    try {
      await call('cancelInstallation', { params: { installation: value.id } })
    } catch (error) {
      problem.value = sentenceOf(error)
    }
  }

  return { installation, problem, start, cancel }
}
