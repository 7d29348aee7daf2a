/** What the pages know of the workspace: its name, user, baselines, examples. Loaded once. */
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Workspace } from '../../src-main/contract/routes.ts'
import { call } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'

export const useWorkspace = defineStore('workspace', () => {
  const workspace = shallowRef<Workspace | null>(null)
  const problem = ref<string | null>(null)

  async function load(): Promise<void> {
    if (workspace.value) return
    problem.value = null
    try {
      workspace.value = await call('workspace')
    } catch (error) {
      problem.value = sentenceOf(error)
    }
  }

  return { workspace, problem, load }
})
