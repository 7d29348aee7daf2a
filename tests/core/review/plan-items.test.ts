import { expect, test } from 'vitest'
import { planItems, type ItemsToPlan } from '../../../src-main/core/review/plan-items.ts'

const order: ItemsToPlan = {
  ...{ kind: 'pairwise', cases: 20, tools: 3, raters: 3 },
  ...{ repeatShare: 0.1, seed: 7 },
}

test('the same seed gives the same orders, another seed others, and each rater an own one', () => {
  expect(planItems(order)).toEqual(planItems(order))
  expect(planItems({ ...order, seed: 8 })).not.toEqual(planItems(order))
  const [first, second, third] = planItems(order)
  expect(first).not.toEqual(second)
  expect(second).not.toEqual(third)
  // a rater more changes no other's order
  expect(planItems({ ...order, raters: 4 }).slice(0, 3)).toEqual([first, second, third])
})

test('every pair of tools is shown once per case, and each tool is first in half of them', () => {
  for (const seed of [0, 1, 2, 4294967295])
    for (const items of planItems({ ...order, seed })) {
      const once = items.filter(({ repeats }) => repeats === null)
      expect(once).toHaveLength(60)
      const asked = once.map((one) => `${one.case} ${[...one.tools].sort().join()}`)
      expect(new Set(asked).size).toBe(60)
      for (const pair of ['0,1', '0,2', '1,2'])
        expect(once.filter(({ tools }) => tools.join() === pair)).toHaveLength(10)
    }
})

test('with an odd number of cases the sides differ by one, not always in favour of one tool', () => {
  const leads = new Set<number>()
  for (let seed = 0; seed < 20; seed++) {
    const [items] = planItems({ ...order, cases: 5, tools: 2, repeatShare: 0, seed })
    const first = items!.filter(({ tools, repeats }) => repeats === null && tools[0] === 0).length
    expect([2, 3]).toContain(first)
    leads.add(first)
  }
  expect(leads.size).toBe(2)
})

test('repeats are as many as stated, come later with others between, and half change their sides', () => {
  for (let seed = 0; seed < 50; seed++)
    for (const items of planItems({ ...order, repeatShare: 0.2, raters: 1, seed })) {
      const repeats = items.flatMap((item, place) =>
        item.repeats === null ? [] : [{ item, place, original: items[item.repeats]! }],
      )
      expect(repeats).toHaveLength(12)
      for (const { item, place, original } of repeats) {
        expect(original.repeats).toBeNull()
        expect(original.case).toBe(item.case)
        expect(place - item.repeats!).toBeGreaterThan(2)
      }
      const swapped = repeats.filter(
        ({ item, original }) => item.tools.join() !== original.tools.join(),
      )
      expect(swapped).toHaveLength(6)
      expect(new Set(repeats.map(({ item }) => item.repeats)).size).toBe(12)
    }
})

test('the smallest session with repeats keeps them apart too', () => {
  for (let seed = 0; seed < 50; seed++) {
    const [items] = planItems({ ...order, kind: 'rating', cases: 5, tools: 1, seed })
    expect(items).toHaveLength(7)
    for (const [place, { repeats }] of items!.entries())
      if (repeats !== null) expect(place - repeats).toBeGreaterThan(2)
  }
})

test('a rating shows every tool of every case once', () => {
  const [items] = planItems({ ...order, kind: 'rating', cases: 4, tools: 2, repeatShare: 0 })
  const once = items!.filter(({ repeats }) => repeats === null)
  expect(new Set(once.map((one) => `${one.case} ${one.tools.join()}`)).size).toBe(8)
  expect(once.every(({ tools }) => tools.length === 1)).toBe(true)
})

test('the orders of a seed stay the same for ever, because records name the seed', () => {
  const [items] = planItems({ ...order, cases: 3, tools: 2, raters: 1, seed: 42 })
  expect(items!.map((one) => `${one.case}:${one.tools.join('')}`).join(' ')).toMatchInlineSnapshot(
    `"0:01 1:10 2:01"`,
  )
})
