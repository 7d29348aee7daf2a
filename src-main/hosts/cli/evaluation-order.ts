/** The order of an evaluation from the command line's options; `evaluate` and `tune` share it. */
import { resolve } from 'node:path'
import { caseRoleSchema } from '../../contract/dataset-file.ts'
import { executionSchema, memoryLimitMbSchema, threadsSchema } from '../../contract/execution.ts'
import { TouchstoneError } from '../../core/errors.ts'
import type { CommandInput } from './command.ts'
import {
  fingerprintAnswers,
  jsonOptions,
  required,
  task,
  text,
  texts,
  wholeNumber,
} from './options.ts'

export const orderOptions = {
  dataset: { type: 'string' },
  images: { type: 'string' },
  truth: { type: 'string' },
  'truth-of': { type: 'string' },
  task: { type: 'string' },
  tool: { type: 'string', multiple: true },
  workspace: { type: 'string' },
  options: { type: 'string' },
  answers: { type: 'string' },
  headline: { type: 'string' },
  alpha: { type: 'string' },
  'minimal-difference': { type: 'string' },
  name: { type: 'string' },
  seed: { type: 'string' },
  execution: { type: 'string' },
  threads: { type: 'string' },
  'memory-limit': { type: 'string' },
  'accept-import': { type: 'string' },
} as const

/** To be checked by `evaluationOrderSchema`. Throws `bad-usage`. */
export function orderOf(input: CommandInput): Record<string, unknown> {
  const tools = texts(input, 'tool')
  if (tools.length === 0) throw new TouchstoneError('bad-usage', 'Please name at least one --tool.')
  const choice = task(input)
  const answers = fingerprintAnswers(input)
  const optional = (name: string): Record<string, string> => {
    const value = text(input, name)
    return value === undefined ? {} : { [name]: value }
  }
  return {
    ...optional('name'),
    ...optional('headline'),
    dataset: {
      folder: resolve(required(input, 'dataset')),
      ...optional('images'),
      ...optional('truth'),
      ...(choice ? { task: choice } : {}),
      ...(text(input, 'truth-of') === undefined ? {} : { truthOf: text(input, 'truth-of') }),
    },
    tools: tools.map((tool) => ({
      reference: absoluteReference(tool),
      ...acceptance(input, tool),
    })),
    ...casesOf(input),
    options: jsonOptions(input),
    ...(answers === undefined ? {} : { answers }),
    seed: wholeNumber(input, 'seed', 1),
    ...executionOf(input),
    ...fraction(input, 'alpha', 'alpha'),
    ...fraction(input, 'minimal-difference', 'minimalRelevantDifference'),
  }
}

/** For predictions of other programs only: why they are right, though they look wrong. */
function acceptance(input: CommandInput, tool: string): Record<string, unknown> {
  const reason = text(input, 'accept-import')
  return reason === undefined || !tool.startsWith('predictions:')
    ? {}
    : { settings: { acceptedImport: reason } }
}

function casesOf(input: CommandInput): Record<string, string> {
  const cases = text(input, 'cases')
  if (cases === undefined) return {}
  if (caseRoleSchema.safeParse(cases).success) return { cases }
  throw new TouchstoneError(
    'bad-usage',
    `--cases ${cases} is not possible; it is ${caseRoleSchema.options.join(' or ')}.`,
  )
}

/** What is not stated is what the workspace says. */
function executionOf(input: CommandInput): Record<string, string | number> {
  const execution = text(input, 'execution')
  if (execution !== undefined && !executionSchema.safeParse(execution).success)
    throw new TouchstoneError(
      'bad-usage',
      `--execution ${execution} is not possible; it is ${executionSchema.options.join(' or ')}.`,
    )
  return {
    ...(execution === undefined ? {} : { execution }),
    ...stated(input, 'threads', 'threads', threadsSchema),
    ...stated(input, 'memory-limit', 'memoryLimitMb', memoryLimitMbSchema),
  }
}

function stated(
  input: CommandInput,
  name: string,
  field: string,
  schema: typeof threadsSchema,
): Record<string, number> {
  const value = text(input, name)
  if (value === undefined) return {}
  const parsed = schema.safeParse(/^\d+$/.test(value) ? Number(value) : Number.NaN)
  if (parsed.success) return { [field]: parsed.data }
  const { minValue, maxValue } = schema
  throw new TouchstoneError(
    'bad-usage',
    `--${name} ${value} is not a whole number from ${minValue ?? 0} to ${maxValue ?? 0}.`,
  )
}

function fraction(input: CommandInput, name: string, field: string): Record<string, number> {
  const value = text(input, name)
  if (value === undefined) return {}
  const number = Number(value)
  if (
    !Number.isFinite(number) ||
    number < 0 ||
    (name === 'alpha' && (number === 0 || number >= 0.5))
  )
    throw new TouchstoneError('bad-usage', `--${name} ${value} is not a fitting number.`)
  return { [field]: number }
}

/** Paths become absolute; `baseline:x` and whatever else has a scheme is for the engine to judge. */
/** Paths are taken from where the command was given. Throws `bad-usage`. */
export function absoluteReference(reference: string): string {
  const [, scheme, rest] = /^([a-z]{2,}):(.*)$/s.exec(reference) ?? []
  if (reference === '' || rest === '')
    throw new TouchstoneError('bad-usage', `--tool "${reference}" names no tool.`)
  if (scheme === 'predictions') return `predictions:${resolve(rest ?? '')}`
  return scheme === undefined ? resolve(reference) : reference
}
