/** What a catalogue entry says of a metric. */
import type { MetricDefinition as MetricOnWire } from '../../contract/metrics.ts'
import type { EmptyCasePolicy, Json, Task } from '../../contract/words.ts'

export interface MetricDefinition extends Readonly<Omit<MetricOnWire, 'tasks' | 'range'>> {
  readonly tasks: readonly Task[]
  /** Smallest and largest possible value, null where there is no bound. */
  readonly range: readonly [least: number | null, largest: number | null]
  /** Policy that holds unless another is asked for. */
  readonly emptyCasePolicy: EmptyCasePolicy
  /** Every option the metric knows, with the value that holds unless another is given. */
  readonly defaultOptions: Readonly<Record<string, Json>>
  /** Options that stand in the tuple only where they differ from these values, which change nothing. */
  readonly occasionalOptions?: Readonly<Record<string, Json>>
  /** Tasks that compute the metric only when it is asked for by id or by a named set. */
  readonly onRequest?: readonly Task[]
}

/** A definition with its place in the catalogue: the order in which metrics are listed. */
export interface CataloguedMetric extends MetricDefinition {
  readonly order: number
}
