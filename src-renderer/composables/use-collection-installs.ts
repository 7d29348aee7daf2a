/** Several entries of a collection on their way into the workspace, followed together. */
import { computed, shallowRef } from 'vue'
import type { CollectionEntry, Installation } from '../../src-main/contract/shelf.ts'
import { call } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { usePolling } from './use-polling.ts'

/** `id` is empty while the core has not answered yet. */
export type EntryInstallation = Installation

const beginning: Installation = {
  ...{ id: '', state: 'running', fraction: 0, message: 'It begins.', tool: null },
}

/** `done` gets the entry and the digest of the installed tool. */
export function useCollectionInstalls(
  done: (entry: string, digest: CollectionEntry['installed']) => void,
  everyMs = 500,
) {
  const works = shallowRef<ReadonlyMap<string, EntryInstallation>>(new Map())
  const polling = usePolling(ask, everyMs)
  const running = computed(() => [...works.value.values()].filter(isRunning).length)

  function set(entry: string, work: Installation): void {
    works.value = new Map([...works.value, [entry, work]])
    if (work.state === 'done' && work.tool !== null) done(entry, work.tool)
  }
  function fail(entry: string, error: unknown): void {
    const message = sentenceOf(error)
    set(entry, { ...(works.value.get(entry) ?? beginning), state: 'failed', message })
  }

  async function ask(): Promise<void> {
    const open = [...works.value].filter(([, work]) => isRunning(work) && work.id !== '')
    await Promise.all(
      open.map(async ([entry, { id }]) => {
        // Another collection may have been read meanwhile.
        const isWanted = (): boolean => works.value.get(entry)?.id === id
        try {
          const work = await call('installation', { params: { installation: id } })
          if (isWanted()) set(entry, work)
        } catch (error) {
          if (isWanted()) fail(entry, error)
        }
      }),
    )
    if (running.value === 0) polling.stop()
  }

  async function start(collection: string, entry: string): Promise<void> {
    if (isRunning(works.value.get(entry))) return
    set(entry, beginning)
    try {
      set(entry, await call('installTool', { body: { collection, entry } }))
      if (isRunning(works.value.get(entry))) polling.start()
    } catch (error) {
      fail(entry, error)
    }
  }

  async function cancel(entry: string): Promise<void> {
    const work = works.value.get(entry)
    if (!work || work.id === '') return
    try {
      await call('cancelInstallation', { params: { installation: work.id } })
    } catch (error) {
      fail(entry, error)
    }
  }

  return { works, running, start, cancel, forget: () => (works.value = new Map()) }
}

function isRunning(work: Installation | undefined): boolean {
  return work?.state === 'running'
}
