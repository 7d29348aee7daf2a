// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { rowsPerPage, useCollection } from '../../../src-renderer/composables/use-collection.ts'
import { fakeCollection, fakeEntry } from '../fixtures/fake-bare.ts'

afterEach(() => vi.unstubAllGlobals())

const thousand = Array.from({ length: 1000 }, (_, index) =>
  fakeEntry({ id: `m${index}`, name: `Model ${index}`, runsHere: index % 2 === 0 }),
)

async function read(source: string, readWeb = false) {
  const bodies: unknown[] = []
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
    bodies.push(JSON.parse(body))
    return Promise.resolve(Response.json(fakeCollection({ entries: thousand })))
  })
  const list = useCollection()
  list.source.value = source
  list.readWeb.value = readWeb
  await list.read()
  return { list, bodies }
}

test('a thousand entries are shown a page at a time; a search begins at the first', async () => {
  const { list } = await read('/data/zoo')
  expect(list.rows.value.length).toBe(rowsPerPage)
  expect(list.pages.value).toBe(20)
  list.page.value = 19
  expect(list.rows.value.at(-1)?.id).toBe('m999')
  list.search.value = 'm99'
  await nextTick()
  expect(list.page.value).toBe(0)
  expect(list.found.value.length).toBe(11)
  expect(list.counts.value).toMatchObject({ all: 1000, runs: 500, not: 500, unknown: 0 })
})

test('the web is read beside a file only where a person says so', async () => {
  expect((await read(' /data/zoo ')).bodies).toEqual([{ source: '/data/zoo' }])
  expect((await read('/data/zoo', true)).bodies).toEqual([{ source: '/data/zoo', readWeb: true }])
  expect((await read('https://example.org/c', true)).bodies).toEqual([
    { source: 'https://example.org/c' },
  ])
  expect((await read('  ')).bodies).toEqual([])
})

test('what was installed is marked without reading again', async () => {
  const { list, bodies } = await read('/data/zoo')
  list.markInstalled('m3', `sha256:${'ab'.repeat(32)}`)
  expect(list.counts.value['installed']).toBe(1)
  expect(bodies.length).toBe(1)
})
