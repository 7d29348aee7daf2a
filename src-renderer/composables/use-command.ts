/** "Copy as command": reads what the command needs and puts it on the clipboard. */
import { ref } from 'vue'
import type { Comparison } from '../../src-main/contract/comparison.ts'
import { call } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { evaluateCommand } from '../words/command-line.ts'

export function useCommand() {
  const command = ref<string | null>(null)
  const copied = ref(false)
  const problem = ref<string | null>(null)

  async function copy(comparison: Comparison): Promise<void> {
    try {
      const [dataset, ...runs] = await Promise.all([
        call('dataset', { params: { digest: comparison.dataset.digest } }),
        ...comparison.tools.map((tool) => call('run', { params: { run: tool.run } })),
      ])
      command.value = evaluateCommand(dataset, runs, comparison)
      problem.value = null
      // Where the clipboard is refused the command is shown and can be copied by hand.
      copied.value = await navigator.clipboard.writeText(command.value).then(
        () => true,
        () => false,
      )
    } catch (error) {
      problem.value = sentenceOf(error)
    }
  }

  return { command, copied, problem, copy }
}
