/** Walking through the folders that the core lets the pages see. */
import { ref, shallowRef } from 'vue'
import type { FolderListing } from '../../src-main/contract/routes.ts'
import { call } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'

export function useFolders() {
  const listing = shallowRef<FolderListing | null>(null)
  const problem = ref<string | null>(null)

  /** Shows a folder; where that fails the last one stays, with the reason. */
  async function visit(path: string): Promise<void> {
    try {
      listing.value = await call('folder', { query: { path } })
      problem.value = null
    } catch (error) {
      problem.value = sentenceOf(error)
    }
  }

  return { listing, problem, visit }
}
