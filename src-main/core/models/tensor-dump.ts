/**
 * The tensor behind every step of a run as `NN-<tensor>-<step>.npy`, with an `index.json` that lists them
 * and is written last: without it a dump is not complete.
 */
import { createHash } from 'node:crypto'
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { TouchstoneError } from '../errors.ts'
import type { Tensor } from '../inference/tensor.ts'
import { cannotWrite } from './keep-tensors.ts'
import { npyFile } from './packages/npy-file.ts'

export type DumpStage = 'input' | 'preprocessing' | 'network' | 'postprocessing'

export interface DumpedStep {
  readonly file: string
  /** Id of the tensor in the description. */
  readonly tensor: string
  readonly stage: DumpStage
  /** What the tensor came out of: a step's kind, `input` as it was read, or `network`. */
  readonly step: string
  readonly axes: readonly string[]
  readonly shape: readonly number[]
  readonly dtype: string
  /** Of the finite values; null where there are none. */
  readonly min: number | null
  readonly max: number | null
  readonly mean: number | null
  /** NaN and infinities. */
  readonly notFinite: number
  /** Of the file. */
  readonly sha256: string
}

export interface TensorDump {
  add(tensorId: string, stage: DumpStage, step: string, tensor: Tensor): void
  /** Writes the index; `about` says what was run. */
  finish(about: Readonly<Record<string, string>>): void
}

/** Writes at once, so that no more than one tensor is held. TouchstoneError 'conflict' for a folder with files. */
export function createTensorDump(folder: string): TensorDump {
  if (namesIn(folder).length > 0) {
    throw new TouchstoneError(
      'conflict',
      `${folder} is not empty; a dump needs a folder of its own. Name another one, or empty this one.`,
      { folder },
    )
  }
  const steps: DumpedStep[] = []
  return {
    add(tensorId, stage, step, tensor) {
      const number = String(steps.length).padStart(2, '0')
      const file = `${number}-${plain(tensorId)}-${plain(step)}.npy`
      const { axes, shape, dtype } = tensor
      const sha256 = writeFile(join(folder, file), npyFile(tensor))
      const figures = { ...figuresOf(tensor), sha256 }
      steps.push({ file, tensor: tensorId, stage, step, axes, shape, dtype, ...figures })
    },
    finish(about) {
      const index = join(folder, 'index.json')
      writeFileSync(
        `${index}.part`,
        `${JSON.stringify({ formatVersion: 1, ...about, steps }, null, 2)}\n`,
      )
      renameSync(`${index}.part`, index)
    },
  }
}

function namesIn(folder: string): string[] {
  try {
    mkdirSync(folder, { recursive: true })
    return readdirSync(folder)
  } catch (error) {
    throw cannotWrite(folder, error)
  }
}

function writeFile(path: string, parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  const file = openSync(path, 'wx')
  try {
    for (const part of parts) {
      hash.update(part)
      for (let written = 0; written < part.length;) written += writeSync(file, part, written)
    }
  } finally {
    closeSync(file)
  }
  return hash.digest('hex')
}

function figuresOf({ data }: Tensor): Pick<DumpedStep, 'min' | 'max' | 'mean' | 'notFinite'> {
  let min = Infinity
  let max = -Infinity
  let sum = 0
  let notFinite = 0
  for (const value of data) {
    if (!Number.isFinite(value)) {
      notFinite += 1
      continue
    }
    if (value < min) min = value
    if (value > max) max = value
    sum += value
  }
  const finite = data.length - notFinite
  return finite === 0
    ? { min: null, max: null, mean: null, notFinite }
    : { min, max, mean: sum / finite, notFinite }
}

function plain(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9_]/g, '_')
}
