/**
 * One item of a blinded review after the other: its pictures in linked panes, the answer, and the way to the next
 * open one. Nothing here knows tool, case or file: pictures go by the tokens of the item.
 */
import { computed, ref, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import type { PointErrors } from '../../src-main/contract/points.ts'
import type { ReviewAnswer, ReviewItem, ReviewSession } from '../../src-main/contract/reviews.ts'
import { describeImage, planeStatistics } from '../api/images.ts'
import { isAbort, sentenceOf } from '../api/problem.ts'
import { answerReview, readItem, readPoints, reviewImageAddress } from '../api/reviews.ts'
import type { CaseTool, Loaded } from '../viewer/case-images.ts'
import { nothingYet } from '../viewer/case-images.ts'
import { automaticContrast, wholeRange } from '../viewer/contrast.ts'
import type { Contrast } from '../viewer/contrast.ts'
import { panesOf } from '../viewer/panes.ts'
import { planeWithin } from '../viewer/plane-source.ts'
import type { ViewerImage } from '../viewer/plane-source.ts'
import { createTileCache } from '../viewer/tile-cache.ts'
import { useCamera } from './use-camera.ts'
import { usePlane } from './use-plane.ts'

const tileCapacityBytes = 128 * 2 ** 20

export function useReviewItem(session: Ref<ReviewSession>, rater: string) {
  const own = computed(() => session.value.raters.find(({ name }) => name === rater) ?? null)
  const place = ref(own.value?.next ?? 0)
  const item = shallowRef<ReviewItem | null>(null)
  const problem = ref<string | null>(null)
  const busy = ref(false)
  /** An item is answered when all its pictures are here, and not by a key pressed too often. */
  const ready = ref(false)
  const input = shallowRef<Loaded<ViewerImage>>(nothingYet)
  const sides = shallowRef<ReadonlyMap<string, Loaded<ViewerImage>>>(new Map())
  const points = shallowRef<ReadonlyMap<string, Loaded<PointErrors>>>(new Map())
  const contrast = shallowRef<Contrast | null>(null)
  /** Whether labels lie over the input. */
  const labels = ref(true)
  const arrived = ref(0)
  const cache = createTileCache(tileCapacityBytes, () => arrived.value++)
  let controller = new AbortController()
  let shownAt = 0

  const extent = computed(() => input.value.value?.description.size ?? null)
  const camera = useCamera(extent)
  const planes = usePlane(() => extent.value)
  const tools = computed<CaseTool[]>(() =>
    (item.value?.sides ?? []).map((_, index) => {
      const name = (item.value?.sides.length ?? 0) > 1 ? 'AB'.charAt(index) : 'Result'
      return { key: name, run: '', name, index, failure: null }
    }),
  )
  const panes = computed(() =>
    panesOf(
      {
        task: session.value.task,
        ...{ input: input.value, truth: nothingYet, tools: tools.value, predictions: sides.value },
        ...{ objects: new Map(), points: points.value },
      },
      planes.plane.value,
      { labels: labels.value, errors: false, difference: false, hidden: new Set() },
      cache,
    ).filter(({ id }) => id !== 'truth'),
  )

  async function show(): Promise<void> {
    controller.abort()
    controller = new AbortController()
    const { signal } = controller
    ready.value = false
    problem.value = null
    try {
      const next = await readItem(session.value.session, rater, place.value)
      if (signal.aborted) return
      item.value = next
      input.value = nothingYet
      sides.value = new Map()
      points.value = new Map()
      const areLabels = session.value.task !== 'restoration'
      await Promise.all([
        read(next.input, false, signal).then((loaded) => {
          if (!signal.aborted) input.value = loaded
        }),
        ...next.sides.map((token, at) =>
          readSide(token, tools.value[at]?.key ?? '', areLabels, signal),
        ),
      ])
      if (signal.aborted) return
      const shown = [input.value, ...sides.value.values(), ...points.value.values()]
      ready.value = shown.every(({ value }) => value !== null)
      shownAt = Date.now()
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) problem.value = sentenceOf(error)
    }
  }

  async function readSide(token: string, key: string, areLabels: boolean, signal: AbortSignal) {
    if (session.value.task === 'detection') {
      const loaded = await settled(readPoints(session.value.session, token))
      if (!signal.aborted) points.value = new Map(points.value).set(key, loaded)
      return
    }
    const loaded = await read(token, areLabels, signal)
    if (!signal.aborted) sides.value = new Map(sides.value).set(key, loaded)
  }

  function read(
    token: string,
    areLabels: boolean,
    signal: AbortSignal,
  ): Promise<Loaded<ViewerImage>> {
    const address = reviewImageAddress(session.value.session, token)
    const describing = describeImage(address, signal, areLabels)
    return settled(describing.then((description) => ({ address, description })))
  }

  /** Limits from the input, the same in every pane. */
  async function readContrast(): Promise<void> {
    const image = input.value.value
    if (!image) return
    const { signal } = controller
    try {
      const within = planeWithin(image, planes.plane.value)
      const statistics = await planeStatistics(image.address, within, signal)
      if (!signal.aborted) contrast.value = automaticContrast(statistics, 'from the input')
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) contrast.value = wholeRange(image.description.dtype)
    }
  }

  watch(input, ({ value }) => {
    if (!value) return
    planes.begin(value.description.size)
    void readContrast()
  })
  watch(
    () => planes.plane.value.c,
    () => void readContrast(),
  )
  watch(place, () => void show(), { immediate: true })

  /** Keeps the answer, then shows the next item without one; stays where there is none. */
  async function answer(given: ReviewAnswer): Promise<void> {
    const asked = item.value
    if (!asked || busy.value || !ready.value) return
    busy.value = true
    problem.value = null
    try {
      const seconds = shownAt === 0 ? null : (Date.now() - shownAt) / 1000
      const order = { rater, item: asked.item, answer: given, seconds }
      session.value = await answerReview(session.value.session, order)
      item.value = { ...asked, answer: given }
      const next = own.value?.next ?? null
      if (next !== null) place.value = nextOpen(asked.place, next)
    } catch (error) {
      problem.value = sentenceOf(error)
    } finally {
      busy.value = false
    }
  }

  /** In order: who went back to an item goes on behind it, and to the first open one at the end. */
  function nextOpen(from: number, first: number): number {
    const isBehind = from + 1 < (own.value?.items ?? 0) && from + 1 > first
    return isBehind ? from + 1 : first
  }

  function stepItem(by: number): void {
    const last = (own.value?.items ?? 1) - 1
    place.value = Math.min(last, Math.max(0, place.value + by))
  }

  return {
    ...{
      own,
      place,
      item,
      problem,
      busy,
      ready,
      panes,
      extent,
      cache,
      arrived,
      contrast,
      labels,
      input,
    },
    ...{ camera: camera.camera, pane: camera.pane, plane: planes.plane },
    moves: { ...camera, plane: planes.plane, step: planes.step, stackAxis: planes.stackAxis },
    ...{ answer, stepItem, show },
  }
}

async function settled<T>(reading: Promise<T>): Promise<Loaded<T>> {
  try {
    return { value: await reading, problem: null }
  } catch (error) {
    return { value: null, problem: isAbort(error) ? null : sentenceOf(error) }
  }
}
