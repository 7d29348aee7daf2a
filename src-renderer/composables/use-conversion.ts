/** Turns a file of a microscope's own format into one that is read, and follows the work. */
import { ref, shallowRef } from 'vue'
import type { Conversion } from '../../src-main/contract/images.ts'
import { call } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { usePolling } from './use-polling.ts'

/** `done` gets the path of the converted image. */
export function useConversion(done: (path: string) => void, everyMs = 1000) {
  const conversion = shallowRef<Conversion | null>(null)
  const problem = ref<string | null>(null)
  let path = ''
  const polling = usePolling(ask, everyMs)

  /** The same request begins the work and asks after it. */
  async function ask(): Promise<void> {
    try {
      const answer = await call('convertImage', { body: { path } })
      conversion.value = answer
      if (answer.state === 'running') return
      polling.stop()
      if (answer.state === 'failed') problem.value = answer.message
      else if (answer.path !== null) done(answer.path)
    } catch (error) {
      polling.stop()
      conversion.value = null
      problem.value = sentenceOf(error)
    }
  }

  function start(file: string): void {
    path = file
    problem.value = null
    conversion.value = null
    polling.start()
  }

  return { conversion, problem, start }
}
