/** The error maps of the restored images of one case, asked for when a kind is chosen and made on the way. */
import { shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import type { ErrorMapKind } from '../../src-main/contract/images.ts'
import { describeImage, errorMapAddress } from '../api/images.ts'
import { isAbort, sentenceOf } from '../api/problem.ts'
import type { CaseImages, Loaded } from '../viewer/case-images.ts'
import type { ViewerImage } from '../viewer/plane-source.ts'

/** By tool; a map that is not here yet is absent. */
export function useErrorMaps(
  images: Ref<Pick<CaseImages, 'task' | 'tools'>>,
  caseId: Ref<string>,
  kind: Ref<ErrorMapKind | null>,
): Ref<ReadonlyMap<string, Loaded<ViewerImage>>> {
  const maps = shallowRef<ReadonlyMap<string, Loaded<ViewerImage>>>(new Map())
  let controller = new AbortController()

  watch(
    [() => images.value.task, () => images.value.tools, caseId, kind],
    () => {
      controller.abort()
      controller = new AbortController()
      maps.value = new Map()
      const wanted = kind.value
      if (wanted === null || images.value.task !== 'restoration') return
      for (const { key, run, failure } of images.value.tools)
        if (failure === null)
          void read(key, errorMapAddress(run, caseId.value, wanted), controller.signal)
    },
    { immediate: true },
  )

  async function read(tool: string, address: string, signal: AbortSignal): Promise<void> {
    const loaded = await describeImage(address, signal).then(
      (description) => ({ value: { address, description }, problem: null }),
      (error: unknown) => (isAbort(error) ? null : { value: null, problem: sentenceOf(error) }),
    )
    if (loaded && !signal.aborted) maps.value = new Map(maps.value).set(tool, loaded)
  }

  return maps
}
