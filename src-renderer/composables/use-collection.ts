/** A collection that was read, what search and filter leave of it, and the page of rows that is shown. */
import { computed, ref, watch } from 'vue'
import type { CollectionEntry } from '../../src-main/contract/shelf.ts'
import { call } from '../api/client.ts'
import { isWeb, matchingEntries, runFilters } from '../words/collection-words.ts'
import type { RunFilter } from '../words/collection-words.ts'
import { useLoad } from './use-load.ts'

export const rowsPerPage = 50

export function useCollection() {
  const source = ref('')
  /** Also the descriptions on the web that a list on this machine names. */
  const readWeb = ref(false)
  const search = ref('')
  const filter = ref<RunFilter>('all')
  const page = ref(0)
  const { value, problem, loading, load } = useLoad(() => {
    const wanted = source.value.trim()
    const web = readWeb.value && !isWeb(wanted) ? { readWeb: true } : {}
    return call('readCollection', { body: { source: wanted, ...web } })
  })

  const found = computed(() =>
    matchingEntries(value.value?.entries ?? [], search.value, filter.value),
  )
  const pages = computed(() => Math.max(1, Math.ceil(found.value.length / rowsPerPage)))
  const rows = computed(() => {
    const first = Math.min(page.value, pages.value - 1) * rowsPerPage
    return found.value.slice(first, first + rowsPerPage)
  })
  const counts = computed(() =>
    Object.fromEntries(
      runFilters.map((one) => [one, matchingEntries(value.value?.entries ?? [], '', one).length]),
    ),
  )
  watch([search, filter, () => value.value?.source], () => (page.value = 0))
  watch(pages, (count) => (page.value = Math.min(page.value, count - 1)))

  async function read(): Promise<void> {
    if (source.value.trim() !== '') await load()
  }
  /** Notes what was installed without reading the collection again. */
  function markInstalled(id: string, digest: CollectionEntry['installed']): void {
    const { value: collection } = value
    if (!collection) return
    const entries = collection.entries.map((entry) =>
      entry.id === id ? { ...entry, installed: digest } : entry,
    )
    value.value = { ...collection, entries }
  }

  return {
    ...{ source, readWeb, search, filter, page, pages, rows, found, counts },
    ...{ collection: value, problem, loading, read, markInstalled },
  }
}
