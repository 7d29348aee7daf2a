/** From the arrays of a reference case to images, and from scores to the values its judge reads. */
import type { Json, Score } from '../../../contract/words.ts'
import { TouchstoneError } from '../../errors.ts'
import type { LabelImage, Mask } from '../../images/types.ts'
import { toWire } from '../score.ts'
import type { ReferenceArray, ReferenceArrays } from './reference-case.ts'

/** Truth and prediction of a case, under the names its files have. */
export function arrayPair(arrays: ReferenceArrays): {
  readonly truth: ReferenceArray
  readonly prediction: ReferenceArray
} {
  return { truth: arrayNamed(arrays, 'gt'), prediction: arrayNamed(arrays, 'pred') }
}

function arrayNamed(arrays: ReferenceArrays, name: string): ReferenceArray {
  const array = arrays[name]
  if (array === undefined)
    throw new TouchstoneError('bad-request', `The reference case has no array named ${name}.`)
  return array
}

export function labelImageOf({ shape, data }: ReferenceArray): LabelImage {
  return { shape, data: Uint32Array.from(data as ArrayLike<number>, Number) }
}

export function maskOf({ shape, data }: ReferenceArray): Mask {
  return {
    shape,
    data: Uint8Array.from(data as ArrayLike<number>, (value) => Number(Number(value) !== 0)),
  }
}

/** The plain number, a word for an infinity, or `{ undefined: reason }`. */
export function jsonOfScore(score: Score): Json {
  const portable = toWire(score)
  return 'undefined' in portable ? portable : portable.value
}

/** Only the values that the case asks for. */
export function askedFor(
  values: Readonly<Record<string, () => Json>>,
  expected: Readonly<Record<string, unknown>>,
): Record<string, Json> {
  const asked = Object.keys(expected).filter((name) => Object.hasOwn(values, name))
  return Object.fromEntries(asked.map((name) => [name, values[name]!()]))
}

/** A list of numbers among a case's parameters, else the numbers that usually stand there. */
export function numbersOf(value: unknown, usual: readonly number[]): readonly number[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'number') ? value : usual
}
