// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { useDraft } from '../../../src-renderer/stores/draft.ts'
import { digest } from '../fixtures/fake-data.ts'

const answers = new Map<string, { status: number; body: unknown }>()
beforeEach(() => {
  sessionStorage.clear()
  setActivePinia(createPinia())
  answers.clear()
  vi.stubGlobal('fetch', (address: string) => {
    const { status, body } = answers.get(address) ?? { status: 404, body: null }
    return Promise.resolve(Response.json(body, { status }))
  })
})
const described = {
  ...{ reference: 'm', kind: 'model', name: 'M', version: '1', digest: digest('a') },
  ...{ tasks: ['instances'], settings: { channel: 'auto', parameters: {} }, licence: null },
  ...{ authors: [], summary: 's', warnings: [], cannotRun: null },
}
const problem = (message: string) => ({ error: { code: 'file-not-found', message } })

test('an error keeps what was typed and says why', async () => {
  answers.set('/api/datasets/survey', { status: 404, body: problem('There is no folder /x.') })
  const draft = useDraft()
  draft.content.folder = '/x'
  await draft.survey.run()
  expect(draft.survey.problem).toBe('There is no folder /x.')
  expect(draft.content.folder).toBe('/x')
})
test('what was typed survives loading the page again', async () => {
  const draft = useDraft()
  draft.content.folder = '/data'
  await nextTick()
  setActivePinia(createPinia())
  expect(useDraft().content.folder).toBe('/data')
})
test('a tool is described once, and settings equal to its defaults count as unchanged', async () => {
  answers.set('/api/tools/describe', { status: 200, body: described })
  const draft = useDraft()
  await draft.tools.add('m')
  await draft.tools.add('m')
  expect(draft.content.tools).toHaveLength(1)
  draft.tools.change('m', { channel: 2, parameters: {} })
  expect(draft.tools.settingsOf('m')?.channel).toBe(2)
  draft.tools.change('m', { channel: 'auto', parameters: {} })
  expect(draft.content.tools[0]?.settings).toBeNull()
})
test('a tool that cannot be described stays with its reason', async () => {
  answers.set('/api/tools/describe', { status: 404, body: problem('There is no file m.') })
  const draft = useDraft()
  await draft.tools.add('m')
  expect(draft.tools.knowledge.get('m')?.problem).toBe('There is no file m.')
})
test('a started evaluation empties the draft', async () => {
  answers.set('/api/evaluations', { status: 201, body: { evaluation: 'e1' } })
  const draft = useDraft()
  draft.content.folder = '/data'
  expect(await draft.start()).toBe('e1')
  expect(draft.content.folder).toBe('')
})
test('answers and metrics begin anew with another task, and stay with the same', async () => {
  const draft = useDraft()
  draft.content.task = 'instances'
  await nextTick()
  draft.content.metrics = ['aji']
  draft.content.answers = { tiny: 'yes' }
  draft.content.task = null
  await nextTick()
  draft.content.task = 'instances'
  await nextTick()
  expect(draft.content.metrics).toEqual(['aji'])
  draft.content.task = 'semantic'
  await nextTick()
  expect(draft.content).toMatchObject({ metrics: null, answers: {}, measuredTask: 'semantic' })
})
test('wishes for a plan while one is on its way are one, and the last one counts', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (_: string, init: { body: string }) => {
    asked.push((JSON.parse(init.body) as { dataset: { folder: string } }).dataset.folder)
    await nextTick()
    return Response.json(problem(`no ${asked.at(-1) ?? ''}`), { status: 404 })
  })
  const draft = useDraft()
  const wishes = ['a', 'b', 'c'].map((folder) => {
    draft.content.folder = folder
    return draft.plan.run()
  })
  await Promise.all(wishes)
  expect(asked).toEqual(['a', 'c'])
  expect(draft.plan.problem).toBe('no c')
  expect(draft.plan.busy).toBe(false)
})
