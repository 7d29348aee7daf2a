/** "Copy as command" of one case: reads what the commands need and puts one on the clipboard. */
import { ref, shallowRef } from 'vue'
import type { Comparison } from '../../src-main/contract/comparison.ts'
import { call } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { useWorkspace } from '../stores/workspace.ts'
import { caseCommands } from '../words/case-command.ts'
import type { CaseCommands } from '../words/case-command.ts'

export function useCaseCommands() {
  const workspace = useWorkspace()
  const commands = shallowRef<readonly CaseCommands[]>([])
  const problem = ref<string | null>(null)
  /** What became of the copy, in a sentence. */
  const said = ref('')

  async function read(comparison: Comparison, caseId: string): Promise<void> {
    said.value = ''
    try {
      const [dataset, , ...runs] = await Promise.all([
        call('dataset', { params: { digest: comparison.dataset.digest } }),
        workspace.load(),
        ...comparison.tools.map((tool) => call('run', { params: { run: tool.run } })),
      ])
      problem.value = workspace.problem
      commands.value = workspace.workspace
        ? caseCommands(dataset, runs, caseId, workspace.workspace.folder)
        : []
    } catch (error) {
      problem.value = sentenceOf(error)
    }
  }

  async function copy(command: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(command)
      said.value = 'It is on the clipboard.'
    } catch {
      said.value = 'The clipboard is not open to this page: select the text and copy it.'
    }
  }

  return { commands, problem, said, read, copy }
}
