import { beforeEach, describe, expect, test } from 'vitest'
import type { PlaneSource } from '../../../src-renderer/viewer/plane-source.ts'
import { createPlaneTurns, planesOf } from '../../../src-renderer/viewer/plane-turn.ts'
import type { PlaneTurn, PlaneTurns } from '../../../src-renderer/viewer/plane-turn.ts'
import type { ScenePane } from '../../../src-renderer/viewer/scene.ts'

const rect = { left: 0, top: 0, width: 10, height: 10 }
const source = (image: string, z: number) => ({ key: `${image} ${z}`, image }) as PlaneSource
const pane = (z: number, image = 'a'): ScenePane => ({
  ...{ id: 'p', rect, labels: null, errors: null },
  image: { source: source(image, z), mode: 'gray' },
})
const keyOf = (panes: readonly ScenePane[]) => panes.map(({ image }) => image?.source.key).join()

describe('planes in turn', () => {
  let turns: PlaneTurns
  const here = new Set<string>()
  const isComplete = (of: ScenePane) => planesOf(of).every(({ key }) => here.has(key))
  const takeAll = (of: readonly ScenePane[], at = 0) => turns.take(of, isComplete, at)
  const take = (of: ScenePane, at = 0) => takeAll([of], at)
  const shownOf = (turn: PlaneTurn) => keyOf(turn.shown)
  const loadingOf = (turn: PlaneTurn) => keyOf(turn.loading)
  beforeEach(() => {
    turns = createPlaneTurns()
    here.clear()
  })

  test('the first plane is shown as it comes', () => {
    expect(shownOf(take(pane(0)))).toBe('a 0')
  })
  test('the old plane stays until the new one is here as a whole', () => {
    here.add('a 0')
    take(pane(0))
    expect(shownOf(take(pane(1), 10))).toBe('a 0')
    expect(loadingOf(take(pane(1), 20))).toBe('a 1')
    here.add('a 1')
    expect(shownOf(take(pane(1), 30))).toBe('a 1')
  })
  test('quick steps show planes on the way instead of starting over', () => {
    here.add('a 0')
    take(pane(0))
    take(pane(1), 10)
    expect(loadingOf(take(pane(2), 40))).toBe('a 1')
    here.add('a 1')
    const turn = take(pane(3), 70)
    expect([shownOf(turn), loadingOf(turn)]).toEqual(['a 1', 'a 3'])
  })
  test('a plane that takes long gives way to a newer wish', () => {
    here.add('a 0')
    take(pane(0))
    take(pane(1), 10)
    expect(loadingOf(take(pane(2), 500))).toBe('a 2')
  })
  test('another image, or other layers, are shown at once', () => {
    here.add('a 0')
    take(pane(0))
    expect(shownOf(take(pane(0, 'b'), 10))).toBe('b 0')
    const labelled = { ...pane(1, 'b'), labels: source('l', 1) }
    expect(take(labelled, 20).shown).toEqual([labelled])
  })
  test('linked panes change together, so that no two planes stand side by side', () => {
    for (const key of ['a 0', 'b 0']) here.add(key)
    const both = (z: number) => [pane(z), { ...pane(z, 'b'), id: 'q' }]
    takeAll(both(0))
    here.add('a 1')
    expect(shownOf(takeAll(both(1), 10))).toBe('a 0,b 0')
    here.add('b 1')
    expect(shownOf(takeAll(both(1), 20))).toBe('a 1,b 1')
  })
  test('a pane that takes long does not hold up the others', () => {
    for (const key of ['a 0', 'b 0']) here.add(key)
    const both = (z: number) => [pane(z), { ...pane(z, 'b'), id: 'q' }]
    takeAll(both(0))
    here.add('a 1')
    takeAll(both(1), 10)
    expect(shownOf(takeAll(both(1), 400))).toBe('a 1,b 0')
    here.add('b 1')
    expect(shownOf(takeAll(both(1), 500))).toBe('a 1,b 1')
  })
  test('a plane that stays for now stands where its pane is now', () => {
    here.add('a 0')
    take(pane(0))
    const moved = { ...rect, left: 50 }
    const [shown] = take({ ...pane(1), rect: moved, opacity: 0.5 }, 10).shown
    expect(shown).toMatchObject({ rect: moved, opacity: 0.5, image: { source: { key: 'a 0' } } })
  })
  test('what is half here does not hold the new plane up', () => {
    take(pane(0))
    expect(shownOf(take(pane(1), 10))).toBe('a 1')
  })
})
