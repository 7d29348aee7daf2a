/**
 * Do outputs come in the sizes that the description promises, at other sizes than those of the test tensors?
 * Batches of 1 and 2, sizes min + n·step with n = 0, 1, 2, as bioimageio.core tests packages; the inputs are
 * the test inputs, mirrored or cut. What does not fit is a warning.
 */
import { isTouchstoneError, messageOf } from '../errors.ts'
import { readBlock } from '../inference/read-block.ts'
import type { Session } from '../inference/session.ts'
import { allocate, elementCount, type Tensor } from '../inference/tensor.ts'
import { readerOf } from '../inference/tensor-reader.ts'
import type { AxisSpec } from '../inference/tensor-spec.ts'
import type { DescriptionWarning, ModelDescription } from './description.ts'
import { runnableModel } from './runnable-model.ts'

/** A test larger than this is left out: it would take longer than the rest of the check. */
const mostElements = 2 ** 22

/** Empty where nothing can vary. */
export async function testShapes(
  model: ModelDescription,
  inputs: readonly Tensor[],
  session: Session,
): Promise<DescriptionWarning[]> {
  for (const { batch, steps } of variations(model, session)) {
    const shapes = model.inputs.map(({ axes }, place) =>
      axes.map((axis, at) => sizeAt(model, axis, inputs[place]!.shape[at]!, batch, steps)),
    )
    if (shapes.some((shape) => elementCount(shape) > mostElements)) continue
    const problem = await tryShapes(model, inputs, session, shapes)
    if (problem !== null) return [{ code: 'shape-test', message: problem }]
  }
  return []
}

interface Variation {
  readonly batch: number
  /** Steps above the smallest size; null where no size is free. */
  readonly steps: number | null
}

function variations({ inputs }: ModelDescription, session: Session): Variation[] {
  const axes = inputs.flatMap((input) => input.axes)
  const isFree = axes.some(({ size }) => size.kind === 'parametrised')
  const batched = inputs.map((input) => input.axes.findIndex(({ type }) => type === 'batch'))
  const takesBatches = inputs.every(
    ({ axes: own }, place) =>
      batched[place]! >= 0 &&
      own[batched[place]!]!.size.kind === 'any' &&
      (session.inputs[place]?.shape[batched[place]!] ?? null) === null,
  )
  const batches = takesBatches ? [1, 2] : [1]
  const steps = isFree ? [0, 1, 2] : [null]
  return batches
    .flatMap((batch) => steps.map((step) => ({ batch, steps: step })))
    .filter(({ batch, steps: step }) => batch > 1 || step !== null)
}

function sizeAt(
  { inputs }: ModelDescription,
  axis: AxisSpec,
  tested: number,
  batch: number,
  steps: number | null,
): number {
  const { size } = axis
  if (axis.type === 'batch') return batch
  if (steps === null) return tested
  if (size.kind === 'parametrised') return size.min + steps * size.step
  if (size.kind !== 'reference') return tested
  const other = inputs.find(({ id }) => id === size.tensor)?.axes.find(({ id }) => id === size.axis)
  if (other?.size.kind !== 'parametrised') return tested
  return Math.floor((other.size.min + steps * other.size.step) * size.factor + size.offset)
}

/** Null where every output has its promised size. */
async function tryShapes(
  model: ModelDescription,
  inputs: readonly Tensor[],
  session: Session,
  shapes: readonly (readonly number[])[],
): Promise<string | null> {
  const sizes = shapes.map((shape) => shape.join(' x ')).join(' and ')
  try {
    const resized: Tensor[] = []
    for (const [place, input] of inputs.entries())
      resized.push(await mirrored(input, shapes[place]!))
    const runnable = runnableModel(model)
    const ids = model.outputs.map((output) => output.axes.map((axis) => axis.id))
    const outputs = await session.run(runnable.preprocess(resized), ids)
    for (const [place, { id, axes }] of model.outputs.entries()) {
      const { shape } = outputs[place]!
      for (const [at, axis] of axes.entries()) {
        const promised = promisedSize(model, axis, shapes)
        if (promised === null || promised === shape[at]) continue
        return `Given inputs of ${sizes}, the output ${id} has the size ${shape[at]} along ${axis.id}, but the description promises ${promised}.`
      }
    }
    return null
  } catch (error) {
    if (!isTouchstoneError(error)) throw error
    return `The description allows inputs of ${sizes}, but the model does not run on them: ${messageOf(error)}`
  }
}

function promisedSize(
  { inputs }: ModelDescription,
  { type, size }: AxisSpec,
  shapes: readonly (readonly number[])[],
): number | null {
  if (type === 'batch' || size.kind === 'any') return null
  if (size.kind === 'fixed') return size.value
  if (size.kind !== 'reference') return null
  const place = inputs.findIndex(({ id }) => id === size.tensor)
  const at = inputs[place]?.axes.findIndex(({ id }) => id === size.axis) ?? -1
  if (at < 0) return null
  return Math.floor(shapes[place]![at]! * size.factor + size.offset)
}

async function mirrored(tensor: Tensor, shape: readonly number[]): Promise<Tensor> {
  const data = allocate(tensor.dtype, elementCount(shape))
  await readBlock(
    readerOf(tensor),
    shape.map(() => 0),
    shape,
    data,
  )
  return { ...tensor, shape, data }
}
