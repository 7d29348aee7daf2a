// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import type { RunRecord } from '../../../src-main/contract/evaluations.ts'
import RunFacts from '../../../src-renderer/components/history/RunFacts.vue'
import { fakeRecord, fakeRuns } from '../fixtures/fake-data.ts'

function factsOf(change: Partial<RunRecord> = {}, kind = 'model'): Record<string, string> {
  const run = fakeRuns('instances').find((one) => one.kind === kind)!
  const record = { ...fakeRecord(run, 'instances'), ...change }
  const wrapper = mount(RunFacts, { props: { record } })
  const values = wrapper.findAll('dd').map((entry) => entry.text())
  return Object.fromEntries(wrapper.findAll('dt').map((name, at) => [name.text(), values[at]!]))
}

test('a run says how its network was executed and what was passed over', () => {
  expect(factsOf()).toMatchObject({
    'Ran on': 'CPU',
    'How models run': 'Fastest that agrees with the CPU',
    'Passed over': 'Not WebGPU (graphics card): no graphics card that it can use.',
    Threads: '2',
    'Memory limit': 'none',
  })
})

test('a memory limit is shown with the size of blocks that keeps it', () => {
  const { execution } = fakeRecord(fakeRuns('instances')[0]!, 'instances')
  const limited = { ...execution!, memoryLimitMb: 512, largestSidePx: 300 }
  expect(factsOf({ execution: limited })['Memory limit']).toBe(
    '512 MB, blocks of at most 300 px a side',
  )
})

test('an older record says that this was not recorded; a baseline says nothing of it', () => {
  expect(factsOf({ execution: null, fallbacks: [] })).toMatchObject({
    'Ran on': 'CPU',
    'How models run': 'not recorded',
  })
  expect(factsOf({}, 'baseline')).not.toHaveProperty('Ran on')
})

test('a run says what was answered about its measuring problem, and what was changed', () => {
  const measurement = {
    answers: { touching: 'yes' },
    fromData: { tiny: 'no' },
    proposed: { headline: 'f1@0.5', metrics: ['f1@0.5'], options: {} },
    chosen: { headline: 'f1@0.7', metrics: ['f1@0.7'], options: {} },
    overridden: [
      { what: 'headline' as const, name: 'headline', proposed: 'f1@0.5', chosen: 'f1@0.7' },
    ],
  }
  expect(factsOf({ measurement })).toMatchObject({
    Answered: 'touching: yes',
    'Told by the data': 'tiny: no',
    'Changed from the proposal': 'headline f1@0.7 instead of f1@0.5',
  })
  expect(factsOf({ measurement: null })['Choice of metrics']).toBe('nobody was asked')
})
