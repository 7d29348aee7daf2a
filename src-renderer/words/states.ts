/** States, roles and tasks in the words of the pages. */
import type { RunState } from '../../src-main/contract/evaluations.ts'
import type { Direction } from '../../src-main/contract/metrics.ts'
import type { Task, ToolKind } from '../../src-main/contract/words.ts'

export const stateWords: Readonly<Record<RunState, string>> = {
  pending: 'waiting',
  running: 'running',
  done: 'done',
  cancelled: 'cancelled',
  failed: 'failed',
  interrupted: 'interrupted',
}

export const taskWords: Readonly<Record<Task, string>> = {
  instances: 'Instances (single objects)',
  semantic: 'Semantic (categories per pixel)',
  detection: 'Detection (points)',
  restoration: 'Restoration (denoising and the like)',
  classification: 'Classification (one class per image)',
}

export const kindWords: Readonly<Record<ToolKind, string>> = {
  model: 'model',
  baseline: 'baseline, built in',
  predictions: 'imported predictions',
  command: 'external program',
}

export const directionWords: Readonly<Record<Direction, string>> = {
  higher: 'higher is better',
  lower: 'lower is better',
  zero: 'nearer to zero is better',
}
