/** The tools of the evaluation being put together: chosen, described by the core, with their settings. */
import { computed, reactive, watch } from 'vue'
import type { ComputedRef } from 'vue'
import type { ToolSettings } from '../../src-main/contract/tool-file.ts'
import type { ToolDescription } from '../../src-main/contract/tools.ts'
import type { Digest, Task } from '../../src-main/contract/words.ts'
import { call } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import type { DraftContent } from './draft-order.ts'

/** What is known of a tool so far. */
export interface ToolKnowledge {
  description: ToolDescription | null
  problem: string | null
  busy: boolean
}

export function useDraftTools(content: DraftContent, task: ComputedRef<Task | null>) {
  const knowledge = reactive(new Map<string, ToolKnowledge>())

  function isChosen(reference: string): boolean {
    return content.tools.some((tool) => tool.reference === reference)
  }

  async function add(reference: string): Promise<void> {
    const trimmed = reference.trim()
    if (trimmed === '' || isChosen(trimmed)) return
    content.tools.push({ reference: trimmed, settings: null, shownDigest: null, sweep: '' })
    await describe(trimmed)
  }

  function remove(reference: string): void {
    content.tools = content.tools.filter((tool) => tool.reference !== reference)
    knowledge.delete(reference)
  }

  async function describe(reference: string): Promise<void> {
    knowledge.set(reference, { description: null, problem: null, busy: true })
    const known = await askFor(reference, task.value)
    if (isChosen(reference)) knowledge.set(reference, known)
  }

  /** Describes what was chosen before, for instance after the page was loaded again. */
  async function describeAll(again = false): Promise<void> {
    const missing = content.tools.filter((tool) => again || !knowledge.has(tool.reference))
    await Promise.all(missing.map((tool) => describe(tool.reference)))
  }

  /** Settings as they will run: the tool's defaults, then what the person changed. */
  function settingsOf(reference: string): ToolSettings | null {
    const description = knowledge.get(reference)?.description
    const changed = content.tools.find((tool) => tool.reference === reference)?.settings
    return description ? { ...description.settings, ...withoutGaps(changed ?? {}) } : null
  }

  /** Changes settings; equal to the defaults again means unchanged. */
  function change(reference: string, settings: ToolSettings): void {
    const tool = content.tools.find((candidate) => candidate.reference === reference)
    const defaults = knowledge.get(reference)?.description?.settings
    if (!tool || !defaults) return
    tool.settings = JSON.stringify(settings) === JSON.stringify(defaults) ? null : settings
  }

  /** The person has seen what the program runs, as it is now; null takes it back. */
  function confirm(reference: string, digest: Digest | null): void {
    const tool = content.tools.find((candidate) => candidate.reference === reference)
    if (tool) tool.shownDigest = digest
  }

  function isConfirmed(reference: string): boolean {
    const tool = content.tools.find((candidate) => candidate.reference === reference)
    const digest = knowledge.get(reference)?.description?.digest
    return digest !== undefined && tool?.shownDigest === digest
  }

  /** External programs that could run and that nobody has agreed to yet. */
  const unconfirmed = computed(() =>
    content.tools.flatMap(({ reference }) => {
      const description = knowledge.get(reference)?.description
      const asks = description?.kind === 'command' && description.cannotRun === null
      return asks && !isConfirmed(reference) ? [description.name] : []
    }),
  )

  // Defaults depend on the task.
  watch(task, () => void describeAll(true))

  return {
    knowledge,
    isChosen,
    add,
    remove,
    describe,
    describeAll,
    settingsOf,
    change,
    confirm,
    isConfirmed,
    unconfirmed,
  }
}

async function askFor(reference: string, task: Task | null): Promise<ToolKnowledge> {
  try {
    const body = task === null ? { reference } : { reference, task }
    const description = await call('describeTool', { body })
    return { description, problem: null, busy: false }
  } catch (error) {
    return { description: null, problem: sentenceOf(error), busy: false }
  }
}

/** Leaves out fields that are there but undefined. */
function withoutGaps(settings: { [Key in keyof ToolSettings]?: ToolSettings[Key] | undefined }) {
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  ) as Partial<ToolSettings>
}
