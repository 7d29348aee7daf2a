/** Settings of the workspace, and what can execute models on this machine. */
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type {
  ExecutionSettings,
  MachineExecution,
  WorkspaceSettings,
} from '../../src-main/contract/execution.ts'
import { call } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'

export const useSettings = defineStore('settings', () => {
  const kept = shallowRef<WorkspaceSettings | null>(null)
  const machine = shallowRef<MachineExecution | null>(null)
  const problem = ref<string | null>(null)
  const trying = ref(false)
  const machineProblem = ref<string | null>(null)

  async function load(): Promise<void> {
    try {
      kept.value = await call('settings')
      problem.value = null
    } catch (error) {
      problem.value = sentenceOf(error)
    }
  }

  /** True when they are kept. */
  async function save(settings: ExecutionSettings): Promise<boolean> {
    try {
      kept.value = await call('saveSettings', { body: settings })
      problem.value = null
      return true
    } catch (error) {
      problem.value = sentenceOf(error)
      return false
    }
  }

  /** Each provider of this machine; what is known of it, or tried anew. */
  async function tryMachine(again = false): Promise<void> {
    trying.value = true
    try {
      machine.value = await call(again ? 'tryExecution' : 'execution')
      machineProblem.value = null
    } catch (error) {
      machineProblem.value = sentenceOf(error)
    } finally {
      trying.value = false
    }
  }

  return { kept, machine, problem, trying, machineProblem, load, save, tryMachine }
})
