/** Reading options of the command line: each wrong one is a sentence with `bad-usage`. */
import { resolve } from 'node:path'
import { z } from 'zod'
import { jsonSchema, taskSchema, type Json, type Task } from '../../contract/words.ts'
import { answersSchema, questionIds, type Answers } from '../../contract/fingerprint.ts'
import { TouchstoneError } from '../../core/errors.ts'
import type { CommandInput } from './command.ts'

export function text(input: CommandInput, name: string): string | undefined {
  const value = input.values[name]
  return typeof value === 'string' ? value : undefined
}

export function texts(input: CommandInput, name: string): readonly string[] {
  const value = input.values[name]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

export function required(input: CommandInput, name: string): string {
  const value = text(input, name)
  if (value === undefined)
    throw new TouchstoneError('bad-usage', `The option --${name} is missing.`)
  return value
}

export function positional(input: CommandInput, index: number, what: string): string {
  const value = input.positionals[index]
  if (value === undefined) throw new TouchstoneError('bad-usage', `Please name ${what}.`)
  return value
}

export function task(input: CommandInput): Task | undefined {
  const value = text(input, 'task')
  if (value === undefined) return undefined
  const parsed = taskSchema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new TouchstoneError(
    'bad-usage',
    `--task ${value} is not a task; the tasks are ${taskSchema.options.join(', ')}.`,
  )
}

/** `--options '{"dataRange":255}'` */
export function jsonOptions(input: CommandInput): Readonly<Record<string, Json>> {
  const parsed = jsonOf(input, 'options')
  if (parsed === undefined) return {}
  const record = z.record(z.string(), jsonSchema).safeParse(parsed)
  if (record.success) return record.data
  throw new TouchstoneError(
    'bad-usage',
    `--options must be a JSON object, for instance '{"dataRange":255}'.`,
  )
}

/** `--answers`: about the measuring problem; undefined where nobody was asked. Throws `bad-usage`. */
export function fingerprintAnswers(input: CommandInput): Answers | undefined {
  const parsed = jsonOf(input, 'answers')
  if (parsed === undefined) return undefined
  const answers = answersSchema.safeParse(parsed)
  if (answers.success) return answers.data
  throw new TouchstoneError(
    'bad-usage',
    `--answers must be a JSON object of questions and answers, for instance '{"touching":"yes"}'; the questions are ${questionIds.join(', ')}.`,
  )
}

function jsonOf(input: CommandInput, name: string): unknown {
  const value = text(input, name)
  if (value === undefined) return undefined
  try {
    return JSON.parse(value)
  } catch {
    throw new TouchstoneError('bad-usage', `--${name} is not JSON: ${value}`)
  }
}

export function wholeNumber(
  input: CommandInput,
  name: string,
  fallback: number,
  largest = 999_999_999,
): number {
  const value = text(input, name)
  if (value === undefined) return fallback
  if (!/^\d{1,9}$/.test(value))
    throw new TouchstoneError('bad-usage', `--${name} ${value} is not a whole number.`)
  if (Number(value) > largest)
    throw new TouchstoneError('bad-usage', `--${name} is ${value}; at most ${largest} is possible.`)
  return Number(value)
}

export function workspaceDir(input: CommandInput): string {
  return resolve(text(input, 'workspace') ?? 'workspace')
}
