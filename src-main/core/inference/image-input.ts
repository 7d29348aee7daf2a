/** Which input of a graph can take an image. */
import { basename } from 'node:path'
import { TouchstoneError } from '../errors.ts'
import type { GraphValue } from './ort-tensor.ts'

/** Three dimensions or more: at least two of space and one of batch or channel. */
export function isImageLike(value: GraphValue): boolean {
  return value.shape.length >= 3 && value.dtype !== 'bool'
}

export function requireImageInput(path: string, inputs: readonly GraphValue[]): void {
  if (inputs.some(isImageLike)) return
  const list = inputs
    .map((input) => `${input.name} (${input.shape.map((size) => size ?? 'any').join(' x ')})`)
    .join(', ')
  throw new TouchstoneError(
    'model-no-image-input',
    `${basename(path)} has no input that takes an image (three dimensions or more); it takes ${list || 'nothing'}.`,
  )
}
