/** Whether a described model runs here, judged from its description and the sizes of its files alone. */
import { isTouchstoneError, messageOf } from '../../errors.ts'
import { modelSignature } from '../../tools/model-io.ts'
import { imageInputOf } from '../bind-image.ts'
import type { ModelDescription, WeightsEntry } from '../description.ts'
import { readDescription } from '../descriptions/read-description.ts'
import { requireRunnable } from '../open-weights.ts'

export interface Judgement {
  /** Formats that the description names; null where it cannot be understood. */
  readonly weights: readonly string[] | null
  readonly runsHere: boolean
  readonly reason: string | null
  /** The ones that would run, where there are any. */
  readonly onnx: WeightsEntry | null
}

export function judgeDescription(document: unknown): Judgement {
  const reading = readDescription(document)
  const { model, errors, warnings } = reading
  const weights = model?.weights.map(({ format }) => format) ?? namedFormats(document)
  const refuse = (reason: string): Judgement => ({ weights, runsHere: false, reason, onnx: null })
  const [error] = errors
  if (error) {
    const field = error.field === '' ? '' : `${error.field} `
    return refuse(`Its description is not valid: ${field}${error.message.replace(/\.$/, '')}.`)
  }
  if (!model) {
    const why = warnings.find(({ code }) => code === 'not-runnable')?.message
    return refuse(why ?? `It is of format ${reading.formatVersion ?? 'unknown'} and cannot be run.`)
  }
  const reason = whyNot(model)
  if (reason !== null) return refuse(reason)
  const onnx = model.weights.find(({ format }) => format === 'onnx') ?? null
  return { weights, runsHere: true, reason: null, onnx }
}

function whyNot(model: ModelDescription): string | null {
  try {
    requireRunnable(model)
    imageInputOf(model)
    return modelSignature(model).unusable
  } catch (error) {
    if (isTouchstoneError(error)) return messageOf(error)
    throw error
  }
}

/** Of a description that is not valid: the names alone still tell what there is. */
function namedFormats(document: unknown): readonly string[] | null {
  const weights =
    typeof document === 'object' && document !== null && 'weights' in document
      ? document.weights
      : null
  return typeof weights === 'object' && weights !== null ? Object.keys(weights).slice(0, 20) : null
}
