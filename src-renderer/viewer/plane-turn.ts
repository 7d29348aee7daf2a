/**
 * Which plane a pane shows while the next one is read: the old one as a whole, until the new one is here as
 * a whole. Stepping quickly shows planes on the way instead of starting over with every step. Pure.
 */
import type { PlaneSource } from './plane-source.ts'
import type { ScenePane } from './scene.ts'

/** A plane that takes longer gives way to a newer wish. */
const patienceMs = 400

export interface PlaneTurn {
  /** What to draw now, and what to read for: often the same. */
  readonly shown: ScenePane
  readonly loading: ScenePane
}

export interface PlaneTurns {
  /** `isComplete` says whether all of a pane's planes are here, or have failed. */
  readonly take: (
    pane: ScenePane,
    isComplete: (pane: ScenePane) => boolean,
    nowMs: number,
  ) => PlaneTurn
  /** Forgets panes that are no more. */
  readonly keepOnly: (ids: ReadonlySet<string>) => void
}

export function createPlaneTurns(): PlaneTurns {
  const turns = new Map<string, { shown: ScenePane; loading: ScenePane; since: number }>()

  function take(
    pane: ScenePane,
    isComplete: (pane: ScenePane) => boolean,
    nowMs: number,
  ): PlaneTurn {
    const old = turns.get(pane.id)
    const turn = next(old, pane, isComplete, nowMs)
    turns.set(pane.id, turn)
    return turn
  }

  function next(
    old: { shown: ScenePane; loading: ScenePane; since: number } | undefined,
    pane: ScenePane,
    isComplete: (pane: ScenePane) => boolean,
    nowMs: number,
  ) {
    const atOnce = { shown: pane, loading: pane, since: nowMs }
    if (!old || !sameImages(old.shown, pane) || samePlanes(old.shown, pane)) return atOnce
    // What is half here is no better than what comes.
    const shown = { ...old.shown, rect: pane.rect }
    if (!isComplete(shown)) return atOnce
    const waits = !samePlanes(old.loading, pane) && !samePlanes(old.loading, old.shown)
    if (waits && nowMs - old.since < patienceMs) {
      const loading = { ...old.loading, rect: pane.rect }
      if (!isComplete(loading)) return { shown, loading, since: old.since }
      return { shown: loading, loading: pane, since: nowMs }
    }
    if (isComplete(pane)) return atOnce
    const since = samePlanes(old.loading, pane) ? old.since : nowMs
    return { shown, loading: pane, since }
  }

  return {
    take,
    keepOnly: (ids) => {
      for (const id of turns.keys()) if (!ids.has(id)) turns.delete(id)
    },
  }
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

const samePlanes = (a: ScenePane, b: ScenePane) => sameList(a, b, (source) => source.key)
const sameImages = (a: ScenePane, b: ScenePane) => sameList(a, b, (source) => source.image)

function sameList(a: ScenePane, b: ScenePane, name: (source: PlaneSource) => string): boolean {
  const [one, other] = [planesOf(a), planesOf(b)]
  return one.length === other.length && one.every((source, at) => name(source) === name(other[at]!))
}
