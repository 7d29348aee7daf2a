/** A network that names what an image shows: the image goes through it whole and as it is, and a row comes out. */
import { basename } from 'node:path'
import { TouchstoneError } from '../errors.ts'
import type { ImageInfo, ImageSource } from '../images/types.ts'
import type { AxisSize } from '../inference/tensor-spec.ts'
import { readTensor } from '../inference/tensor-reader.ts'
import type { OpenModel } from '../models/open-model.ts'
import { planChannels } from './channel-mapping.ts'
import { classDecoding } from './class-decoding.ts'
import { type DecodedClass, decodeClasses } from './decode-classes.ts'
import { statedDecoding } from './default-decoding.ts'
import { modelSignature } from './model-io.ts'
import {
  type Computed,
  type PredictionWork,
  requireOneTime,
  secondsSince,
} from './prediction-work.ts'
import { noTotals, runParts } from './run-parts.ts'
import { outputOf } from './stream-prediction.ts'

/** Throws `tool-invalid`, `shape-mismatch` for a size that the network cannot take, `axes-mismatch`. */
export async function classifyImage(
  model: OpenModel,
  image: ImageSource,
  work: PredictionWork,
): Promise<Computed> {
  const signature = modelSignature(model.description)
  if (signature.unusable !== null)
    throw new TouchstoneError('model-not-runnable', signature.unusable)
  const { info } = image
  const { settings, execution, cacheDir, statistics, options } = work
  const decoding = classDecoding(signature, settings.decoding ?? statedDecoding(signature))
  requireOneTime(work.image, info)
  requireTaken(model, info, work)
  const plan = planChannels(work.image, info, settings.channel, signature.inputChannels)
  const totals = noTotals()
  // a class has no tiles: nothing of the image may be left out
  const sidePx = Math.max(info.size.width, info.size.height, info.size.z)
  requireWithin(execution?.largestSidePx ?? null, sidePx, work)
  const order = { times: 1, cacheDir, statistics, tiling: { sidePx }, signal: options.signal }
  const rows: DecodedClass[] = []
  let decode = 0
  for await (const part of runParts(model, image, plan, order, totals)) {
    const begin = performance.now()
    const { data } = await readTensor(outputOf(part))
    rows.push(decodeClasses(Array.from(data, Number), decoding, signature.name))
    decode += secondsSince(begin)
  }
  const [row] = rows
  if (row === undefined) throw new TouchstoneError('model-invalid', 'The model gave no output.')
  return {
    pixels: { kind: 'classes', table: tableText(basename(work.image), row, decoding.classes) },
    pixelSizeUm: 'uncalibrated',
    provider: model.provider,
    tiles: totals.tiles,
    seconds: { ...totals.seconds, decode },
    notes: [
      ...(plan.note === null ? [] : [plan.note]),
      ...totals.notes,
      ...(row.note === null ? [] : [row.note]),
    ],
  }
}

/** Nothing is resized, cut or mirrored for it: a class of another picture would be scored. */
function requireTaken(
  { description, imageInput: { tensor, isVolume } }: OpenModel,
  { size }: ImageInfo,
  { image }: PredictionWork,
): void {
  if (size.z > 1 && !isVolume)
    throw new TouchstoneError(
      'axes-mismatch',
      `${image} has ${size.z} planes, but ${description.name} takes single planes, and one class is asked for. Evaluate single planes or a projection.`,
    )
  const lengths: Readonly<Record<string, number>> = { z: size.z, y: size.height, x: size.width }
  const axes = tensor.axes.filter(({ id }) => id in lengths)
  if (axes.every((axis) => isTaken(axis.size, lengths[axis.id]!))) return
  const found = axes.map(({ id }) => lengths[id]).join(' x ')
  const taken = axes.map((axis) => sizeText(axis.size)).join(' x ')
  const names = axes.map(({ id }) => id).join(', ')
  throw new TouchstoneError(
    'shape-mismatch',
    `${image} has ${found} pixels (${names}), but ${description.name} takes ${taken}. Nothing is resized here; prepare the images as the network was trained.`,
    { image, found, taken },
  )
}

function isTaken(size: AxisSize, length: number): boolean {
  if (size.kind === 'fixed') return length === size.value
  if (size.kind !== 'parametrised') return true
  const more = length - size.min
  return more >= 0 && (size.step === 0 ? more === 0 : more % size.step === 0)
}

function sizeText(size: AxisSize): string {
  if (size.kind === 'fixed') return String(size.value)
  if (size.kind !== 'parametrised') return 'any'
  return size.step === 0 ? String(size.min) : `${size.min} + n * ${size.step}`
}

function requireWithin(
  largestSidePx: number | null,
  sidePx: number,
  { image }: PredictionWork,
): void {
  if (largestSidePx === null || sidePx <= largestSidePx) return
  throw new TouchstoneError(
    'file-too-large',
    `${image} has ${sidePx} pixels along one side, and the memory limit of this run allows blocks of ${largestSidePx}; a class needs the whole image at once. Raise the memory limit, or leave it out.`,
    { image, sidePx, largestSidePx },
  )
}

/** As a table that another program made would state it. */
function tableText(image: string, row: DecodedClass, classes: readonly string[]): string {
  const shares = row.probabilities
  const columns = ['image', 'prediction', ...(shares ? classes.map((name) => `p_${name}`) : [])]
  return `${line(columns)}\n${line([image, row.label, ...(shares ?? []).map(String)])}\n`
}

function line(cells: readonly string[]): string {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
}
