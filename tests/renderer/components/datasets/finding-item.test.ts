// @vitest-environment happy-dom
import { mount, RouterLinkStub } from '@vue/test-utils'
import { expect, test } from 'vitest'
import type { Finding, FrozenDataset } from '../../../../src-main/contract/datasets.ts'
import FindingItem from '../../../../src-renderer/components/datasets/FindingItem.vue'

const ids = Array.from({ length: 9 }, (_, at) => `case ${at}`)
const dataset = {
  digest: 'sha256:ab',
  cases: ids.map((id) => ({ id, image: { path: `/data/${id}.tif` } })),
} as unknown as FrozenDataset

function shown(finding: Partial<Finding>) {
  const whole: Finding = {
    ...{ severity: 'note', check: 'holes', cases: [], message: 'Two holes.' },
    ...finding,
  }
  return mount(FindingItem, {
    props: { dataset, finding: whole },
    global: { components: { RouterLink: RouterLinkStub } },
  })
}

test('a finding shows the objects that the check knows, each leading to its image', () => {
  const item = shown({ cases: ['case 0'], places: [{ case: 'case 0', label: 7 }] })
  expect(item.text()).toContain('note Two holes.')
  const picture = item.get('img')
  expect(picture.attributes('alt')).toBe('Truth outlined, label 7 of case 0')
  expect(picture.attributes('src')).toBe(
    '/api/datasets/sha256%3Aab/cases/case%200/truth-picture?label=7',
  )
  expect(item.getComponent(RouterLinkStub).props('to')).toMatchObject({
    query: { path: '/data/case 0.tif' },
  })
})

test('of many cases a few are shown, and the others when asked', async () => {
  const item = shown({ cases: ids })
  expect(item.findAll('img')).toHaveLength(4)
  expect(item.get('button').text()).toBe('Show 5 more')
  await item.get('button').trigger('click')
  expect(item.findAll('img')).toHaveLength(9)
  expect(item.find('button').exists()).toBe(false)
})

test('a finding about no case has no pictures', () => {
  expect(shown({}).find('ul').exists()).toBe(false)
})

test('a picture that cannot be made says so', async () => {
  const item = shown({ cases: ['case 0'] })
  await item.get('img').trigger('error')
  expect(item.text()).toContain('cannot be shown')
  expect(item.find('img').exists()).toBe(false)
})
