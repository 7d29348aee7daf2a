/**
 * Which planes the panes show while the next ones are read: the old ones, until the new ones are here in every
 * pane, so that nobody compares different planes. Stepping quickly shows planes on the way instead of starting
 * over with every step. Pure.
 */
import type { PlaneSource } from './plane-source.ts'
import type { ScenePane } from './scene.ts'

/** Planes that take longer give way to a newer wish. */
const patienceMs = 400
/** A pane that takes longer does not hold up the others. */
const togetherMs = 300

type Panes = readonly ScenePane[]

export interface PlaneTurn {
  /** What to draw now, and what to read for, of each pane: often the same. */
  readonly shown: Panes
  readonly loading: Panes
}

export interface PlaneTurns {
  /** `isComplete` says whether all of a pane's planes are here, or have failed. */
  readonly take: (
    panes: Panes,
    isComplete: (pane: ScenePane) => boolean,
    nowMs: number,
  ) => PlaneTurn
}

export function createPlaneTurns(): PlaneTurns {
  let turn: { shown: Panes; loading: Panes; since: number } | undefined

  function next(panes: Panes, isComplete: (pane: ScenePane) => boolean, nowMs: number) {
    const atOnce = { shown: panes, loading: panes, since: nowMs }
    const areHere = (some: Panes) => some.every(isComplete)
    if (!turn || !sameImages(turn.shown, panes) || samePlanes(turn.shown, panes)) return atOnce
    const { since } = turn
    const shown = placedAs(panes, turn.shown)
    // What is half here is no better than what comes.
    if (!areHere(shown)) return atOnce
    const waits = !samePlanes(turn.loading, panes) && !samePlanes(turn.loading, turn.shown)
    if (waits && nowMs - since < patienceMs) {
      const loading = placedAs(panes, turn.loading)
      if (!areHere(loading)) return { shown, loading, since }
      return { shown: loading, loading: panes, since: nowMs }
    }
    if (areHere(panes)) return atOnce
    if (!samePlanes(turn.loading, panes)) return { shown, loading: panes, since: nowMs }
    if (nowMs - since < togetherMs) return { shown, loading: panes, since }
    const early = panes.map((pane, at) => (isComplete(pane) ? pane : shown[at]!))
    return { shown: early, loading: panes, since }
  }

  return {
    take(panes, isComplete, nowMs) {
      turn = next(panes, isComplete, nowMs)
      return turn
    },
  }
}

/** Panes may have moved meanwhile. */
function placedAs(places: Panes, panes: Panes): Panes {
  return panes.map((pane, at) => {
    const { rect, clip = null, opacity = 1 } = places[at]!
    return { ...pane, rect, clip, opacity }
  })
}

/** All planes of a pane, each once. */
export function planesOf(pane: ScenePane): PlaneSource[] {
  const { image, labels, errors } = pane
  const inErrors =
    errors === null
      ? []
      : errors.kind === 'pixels'
        ? [errors.truth, errors.prediction]
        : [errors.labels, ...(errors.missed ? [errors.missed.labels] : [])]
  const seen = image ? (image.channels?.map(({ source }) => source) ?? [image.source]) : []
  const all = [...seen, ...(labels ? [labels] : []), ...inErrors]
  return [...new Map(all.map((source) => [source.key, source])).values()]
}

const samePlanes = (a: Panes, b: Panes) => sameLists(a, b, (source) => source.key)
const sameImages = (a: Panes, b: Panes) => sameLists(a, b, (source) => source.image)

function sameLists(a: Panes, b: Panes, name: (source: PlaneSource) => string): boolean {
  if (a.length !== b.length) return false
  return a.every((pane, at) => {
    const [one, other] = [planesOf(pane), planesOf(b[at]!)]
    if (pane.id !== b[at]!.id || one.length !== other.length) return false
    return one.every((source, index) => name(source) === name(other[index]!))
  })
}
