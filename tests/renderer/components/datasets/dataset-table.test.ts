// @vitest-environment happy-dom
import { mount, RouterLinkStub } from '@vue/test-utils'
import { expect, test } from 'vitest'
import type { FrozenDataset } from '../../../../src-main/contract/datasets.ts'
import DatasetTable from '../../../../src-renderer/components/datasets/DatasetTable.vue'

function table(count: number) {
  const cases = Array.from({ length: count }, (_, at) => ({
    ...{ id: `n${at}`, sample: null, role: 'test', factors: {} },
    ...{ image: { path: `/i/${at}`, shape: [8, 8], axes: 'yx' }, truth: { path: `/t/${at}.tif` } },
    objects: at === 0 ? null : count - at - 1,
  }))
  const dataset = { task: 'instances', findings: [], cases } as unknown as FrozenDataset
  return mount(DatasetTable, {
    props: { dataset },
    global: { components: { RouterLink: RouterLinkStub } },
  })
}
const ids = (of: ReturnType<typeof table>) => of.findAll('tbody th').map((one) => one.text())

test('a heading sorts its column and says which way', async () => {
  const shown = table(3)
  expect(ids(shown)).toEqual(['n0', 'n1', 'n2'])
  const objects = shown.findAll('thead th').find((one) => one.text() === 'Objects')!
  await objects.get('button').trigger('click')
  expect(objects.attributes('aria-sort')).toBe('ascending')
  expect(ids(shown)).toEqual(['n2', 'n1', 'n0'])
  await objects.get('button').trigger('click')
  expect(objects.attributes('aria-sort')).toBe('descending')
  expect(ids(shown)).toEqual(['n1', 'n2', 'n0'])
})

test('what is not known is said, and 0 is 0', () => {
  const cells = table(2)
    .findAll('tbody tr')
    .map((row) => row.text())
  expect(cells[0]).toContain('not known')
  expect(
    table(2)
      .findAll('tbody tr')[1]!
      .findAll('td')
      .map((one) => one.text()),
  ).toContain('0')
})

test('more than 200 cases come in pages', async () => {
  expect(table(200).find('nav').exists()).toBe(false)
  const shown = table(450)
  expect(ids(shown)).toHaveLength(200)
  expect(shown.get('nav').text()).toContain('1 to 200 of 450')
  const [, later] = shown.findAll('nav button')
  await later!.trigger('click')
  await later!.trigger('click')
  expect(ids(shown)).toHaveLength(50)
  expect(later!.attributes('disabled')).toBeDefined()
})
