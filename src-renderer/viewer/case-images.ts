/** Everything of one case that the viewer shows, as far as it is here. */
import type { ObjectErrors } from '../../src-main/contract/images.ts'
import type { PointErrors } from '../../src-main/contract/points.ts'
import type { Task } from '../../src-main/contract/words.ts'
import type { ViewerImage } from './plane-source.ts'

/** A thing, or the sentence why there is none; both null while it is read. */
export interface Loaded<T> {
  readonly value: T | null
  readonly problem: string | null
}

export interface CaseTool {
  readonly key: string
  readonly run: string
  readonly name: string
  readonly index: number
  /** Why the tool has no prediction for this case. */
  readonly failure: string | null
}

export interface CaseImages {
  readonly task: Task
  readonly input: Loaded<ViewerImage>
  readonly truth: Loaded<ViewerImage>
  readonly tools: readonly CaseTool[]
  readonly predictions: ReadonlyMap<string, Loaded<ViewerImage>>
  readonly objects: ReadonlyMap<string, Loaded<ObjectErrors>>
  /** Task `detection`, by tool; the true points stand in each. */
  readonly points: ReadonlyMap<string, Loaded<PointErrors>>
  /** Task `restoration`, by tool: maps of the kind that is asked for. */
  readonly errorMaps?: ReadonlyMap<string, Loaded<ViewerImage>>
}

export const nothingYet: Loaded<never> = { value: null, problem: null }
