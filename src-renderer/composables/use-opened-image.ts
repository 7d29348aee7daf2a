/** Opens the image that the address names; the last one stays on the screen until the new one is here. */
import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import type { AxisHint, ImageDescription, ImageOrder } from '../../src-main/contract/images.ts'
import { call } from '../api/client.ts'
import { describeImage, openedImageAddress } from '../api/images.ts'
import { ApiProblem, isAbort, sentenceOf } from '../api/problem.ts'
import type { ViewerImage } from '../viewer/plane-source.ts'

export interface OpenedImageState extends ViewerImage {
  /** What was asked for, with the path as the core has it. */
  readonly order: ImageOrder
}

export function useOpenedImage(order: Ref<ImageOrder | null>) {
  const opened = shallowRef<OpenedImageState | null>(null)
  const problem = shallowRef<ApiProblem | null>(null)
  const opening = ref(false)
  /** What may be wrong with the axes as the file states them; kept while choices are tried. */
  const hints = shallowRef<readonly AxisHint[]>([])
  const asked = shallowRef<ImageOrder | null>(null)
  /** The axes as the file itself has them, once it was opened without saying otherwise. */
  const ownAxes = ref<string | null>(null)
  let controller = new AbortController()
  let file = ''

  watch(order, open, { immediate: true })
  onBeforeUnmount(() => {
    controller.abort()
  })

  async function open(): Promise<void> {
    controller.abort()
    controller = new AbortController()
    const { signal } = controller
    const wanted = order.value
    problem.value = null
    opening.value = wanted !== null
    // Another file: its predecessor's picture under its name would mislead.
    if (wanted?.path !== asked.value?.path) opened.value = null
    asked.value = wanted
    if (!wanted) return
    try {
      const answer = await call('openImage', { body: wanted, signal })
      const address = openedImageAddress(answer.image)
      const description = await withItsLevels(address, answer.description, signal)
      if (signal.aborted) return
      opened.value = { address, description, order: { ...wanted, path: answer.path } }
      remember(wanted, description)
      await readHints(answer.image, wanted, signal)
    } catch (error) {
      if (signal.aborted || isAbort(error)) return
      problem.value =
        error instanceof ApiProblem ? error : new ApiProblem('internal', sentenceOf(error))
    } finally {
      if (!signal.aborted) opening.value = false
    }
  }

  /** What was learnt of another file is forgotten. */
  function remember(wanted: ImageOrder, description: ImageDescription): void {
    const isOther = file !== `${wanted.path}#${wanted.series ?? 0}`
    file = `${wanted.path}#${wanted.series ?? 0}`
    if (isOther) hints.value = []
    if (wanted.axes === undefined) ownAxes.value = description.axes
    else if (isOther) ownAxes.value = null
  }

  /** Hints are a help: where they cannot be had the image is shown all the same. */
  async function readHints(image: string, wanted: ImageOrder, signal: AbortSignal): Promise<void> {
    const answer = await call('axisHints', { params: { image }, signal }).catch(() => null)
    if (signal.aborted || !answer) return
    // With axes stated by a person there is nothing left to ask; what was asked before stays in reach.
    if (wanted.axes === undefined || answer.hints.length > 0) hints.value = answer.hints
  }

  const isLabels = computed(() => {
    const description = opened.value?.description
    return description?.series[description.seriesIndex]?.kind === 'labels'
  })

  return { opened, problem, opening, hints, ownAxes, isLabels, open }
}

/** Levels of label ids are never averaged: they are others than those of pixels. */
async function withItsLevels(
  address: string,
  description: ImageDescription,
  signal: AbortSignal,
): Promise<ImageDescription> {
  if (description.series[description.seriesIndex]?.kind !== 'labels') return description
  return describeImage(address, signal, true)
}
