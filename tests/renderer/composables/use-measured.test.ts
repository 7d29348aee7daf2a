// @vitest-environment happy-dom
import { effectScope, nextTick, ref } from 'vue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useMeasured } from '../../../src-renderer/composables/use-measured.ts'
import { analysisSource } from '../viewer/analysis-fixture.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function measuring() {
  const sources = ref([analysisSource('input'), analysisSource('a')])
  const question = ref<number | null>(1)
  const waiting: { readonly key: string; answer: (text: string) => void; signal: AbortSignal }[] =
    []
  const scope = effectScope()
  const measured = scope.run(() =>
    useMeasured(
      () => sources.value,
      () => question.value,
      (source, asked, signal) =>
        new Promise<string>((answer) => {
          waiting.push({ key: `${source.id} ${asked}`, answer, signal })
        }),
    ),
  )!
  const rest = (): Promise<unknown> => vi.advanceTimersByTimeAsync(200)
  const answer = async (key: string): Promise<void> => {
    waiting.find((one) => one.key === key)!.answer(key)
    await nextTick()
    await nextTick()
  }
  const shown = () => [...measured.results.value.values()].map(({ value }) => value)
  return { sources, question, measured, waiting, rest, answer, shown, scope }
}

test('the first answers are shown as they come', async () => {
  const { measured, rest, answer, shown } = measuring()
  await rest()
  await answer('a 1')
  expect([shown(), measured.waiting.value]).toEqual([['a 1'], 1])
  await answer('input 1')
  expect([shown(), measured.answered.value]).toEqual([['a 1', 'input 1'], 1])
})

test('answers to two questions never stand beside each other', async () => {
  const { question, measured, rest, answer, shown } = measuring()
  await rest()
  await answer('input 1')
  await answer('a 1')
  question.value = 2
  await rest()
  await answer('input 2')
  expect([shown(), measured.answered.value]).toEqual([['input 1', 'a 1'], 1])
  await answer('a 2')
  expect([shown(), measured.answered.value]).toEqual([['input 2', 'a 2'], 2])
})

test('a question that changes on asks only where it rests, and what is late is dropped', async () => {
  const { question, waiting, rest, answer, shown } = measuring()
  await rest()
  for (const next of [2, 3, 4]) {
    question.value = next
    await nextTick()
  }
  await rest()
  expect(waiting.map(({ key }) => key)).toEqual(['input 1', 'a 1', 'input 4', 'a 4'])
  expect(waiting.map(({ signal }) => signal.aborted)).toEqual([true, true, false, false])
  await answer('input 1')
  expect(shown()).toEqual([])
  await answer('input 4')
  expect(shown()).toEqual(['input 4'])
})

test('images that are no longer there take their answers with them', async () => {
  const { sources, rest, answer, shown, scope, waiting } = measuring()
  await rest()
  await answer('input 1')
  await answer('a 1')
  sources.value = sources.value.slice(0, 1)
  await nextTick()
  expect(shown()).toEqual(['input 1'])
  await rest()
  scope.stop()
  expect(waiting.at(-1)?.signal.aborted).toBe(true)
})

test('a refusal is told in its place', async () => {
  const scope = effectScope()
  const { results } = scope.run(() =>
    useMeasured(
      () => [analysisSource('input')],
      () => 1,
      () => Promise.reject(new Error('The file is gone.')),
    ),
  )!
  await vi.advanceTimersByTimeAsync(10)
  expect(results.value.get('input')).toMatchObject({ value: null, problem: 'The file is gone.' })
  scope.stop()
})
