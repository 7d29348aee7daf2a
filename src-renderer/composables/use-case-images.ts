/** Reads descriptions, object errors and contrast of the case that is open. */
import { computed, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import type { Comparison, ComparedTool } from '../../src-main/contract/comparison.ts'
import type { ObjectErrors } from '../../src-main/contract/images.ts'
import type { PointErrors } from '../../src-main/contract/points.ts'
import { imageTasks } from '../../src-main/contract/words.ts'
import { call } from '../api/client.ts'
import {
  datasetImageAddress,
  describeImage,
  planeStatistics,
  predictionAddress,
} from '../api/images.ts'
import type { PlaneIndex } from '../api/images.ts'
import { isAbort, sentenceOf } from '../api/problem.ts'
import { useViewerSettings } from '../stores/viewer-settings.ts'
import type { CaseImages, CaseTool, Loaded } from '../viewer/case-images.ts'
import { nothingYet } from '../viewer/case-images.ts'
import { contrastBy, wholeRange } from '../viewer/contrast.ts'
import type { Contrast } from '../viewer/contrast.ts'
import { planeWithin } from '../viewer/plane-source.ts'
import type { ViewerImage } from '../viewer/plane-source.ts'

export function useCaseImages(
  comparison: Ref<Comparison | null>,
  tools: Ref<readonly ComparedTool[]>,
  caseId: Ref<string>,
) {
  const settings = useViewerSettings()
  const input = shallowRef<Loaded<ViewerImage>>(nothingYet)
  const truth = shallowRef<Loaded<ViewerImage>>(nothingYet)
  const predictions = shallowRef<ReadonlyMap<string, Loaded<ViewerImage>>>(new Map())
  const objects = shallowRef<ReadonlyMap<string, Loaded<ObjectErrors>>>(new Map())
  const points = shallowRef<ReadonlyMap<string, Loaded<PointErrors>>>(new Map())
  const contrast = shallowRef<Contrast | null>(null)
  const contrastProblem = shallowRef<string | null>(null)
  let controller = new AbortController()

  const caseTools = computed<readonly CaseTool[]>(() =>
    tools.value
      .filter((tool) => tool.role === 'tool')
      .map((tool, index) => {
        const { run, key, name } = tool
        return { run, key, name, index, failure: failureOf(comparison.value, caseId.value, key) }
      }),
  )
  const images = computed<CaseImages>(() => ({
    task: comparison.value?.task ?? 'instances',
    input: input.value,
    truth: truth.value,
    tools: caseTools.value,
    predictions: predictions.value,
    objects: objects.value,
    points: points.value,
  }))

  watch([comparison, caseId], () => void readAll(), { immediate: true })

  async function readAll(): Promise<void> {
    controller.abort()
    controller = new AbortController()
    const { signal } = controller
    input.value = nothingYet
    truth.value = nothingYet
    predictions.value = new Map()
    objects.value = new Map()
    points.value = new Map()
    const open = comparison.value
    if (!open) return
    const labels = open.task !== 'restoration'
    const side = (name: 'image' | 'truth') =>
      datasetImageAddress(open.dataset.digest, caseId.value, name)
    const truthIsImage = imageTasks.some((task) => task === open.task)
    const reading = settle(signal, readImage(side('image'), signal), (loaded) => {
      input.value = loaded
    })
    await Promise.all([
      reading,
      ...(truthIsImage
        ? [
            settle(signal, readImage(side('truth'), signal, labels), (loaded) => {
              truth.value = loaded
            }),
          ]
        : []),
      ...caseTools.value
        .filter((tool) => tool.failure === null)
        .flatMap((t) => readTool(t, signal)),
    ])
  }

  function readTool(tool: CaseTool, signal: AbortSignal): Promise<void>[] {
    const task = comparison.value?.task
    if (task === 'classification') return []
    if (task === 'detection') {
      const params = { run: tool.run, case: caseId.value }
      const reading = call('casePoints', { params, signal })
      return [
        settle(signal, reading, (loaded) => {
          points.value = new Map(points.value).set(tool.key, loaded)
        }),
      ]
    }
    const address = predictionAddress(tool.run, caseId.value)
    const labels = comparison.value?.task !== 'restoration'
    const image = settle(signal, readImage(address, signal, labels), (loaded) => {
      predictions.value = new Map(predictions.value).set(tool.key, loaded)
    })
    if (comparison.value?.task !== 'instances') return [image]
    const params = { run: tool.run, case: caseId.value }
    const errors = settle(signal, call('caseObjects', { params, signal }), (loaded) => {
      objects.value = new Map(objects.value).set(tool.key, loaded)
    })
    return [image, errors]
  }

  /** Limits from the statistics of one plane of the input, or of a view of it. The last limits stay until the new ones are here. */
  async function readContrast(plane: PlaneIndex, image = input.value.value): Promise<void> {
    if (!image) return
    const { signal } = controller
    try {
      const statistics = await planeStatistics(
        image.address,
        planeWithin(image, plane),
        signal,
        image.view,
      )
      if (signal.aborted) return
      contrast.value = contrastBy(
        statistics,
        settings.contrastRule,
        'from the input, the same in every pane',
      )
      contrastProblem.value = null
    } catch (error) {
      if (isAbort(error)) return
      contrastProblem.value = sentenceOf(error)
      contrast.value ??= wholeRange(image.description.dtype)
    }
  }

  return { images, contrast, contrastProblem, readContrast }
}

async function readImage(
  address: string,
  signal: AbortSignal,
  labels = false,
): Promise<ViewerImage> {
  return { address, description: await describeImage(address, signal, labels) }
}

/** Gives the answer or its sentence, unless another case was opened meanwhile. */
async function settle<T>(
  signal: AbortSignal,
  reading: Promise<T>,
  take: (loaded: Loaded<T>) => void,
): Promise<void> {
  try {
    const value = await reading
    if (!signal.aborted) take({ value, problem: null })
  } catch (error) {
    if (!signal.aborted && !isAbort(error)) take({ value: null, problem: sentenceOf(error) })
  }
}

/** The reason why a tool has no prediction for a case, if that is so. */
function failureOf(comparison: Comparison | null, caseId: string, key: string): string | null {
  const scores = comparison?.cases.find((entry) => entry.id === caseId)?.scores[key] ?? {}
  for (const score of Object.values(scores)) if ('failed' in score) return score.failed
  return null
}
