import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import {
  toolCheckOrderSchema,
  usualCheckedCases,
  type ToolCheckReport,
} from '../../../contract/tool-check.ts'
import { TouchstoneError } from '../../../core/errors.ts'
import type { JobOptions } from '../../../core/engine-port.ts'
import { measureTool } from '../../../core/evaluation/run-tool-check.ts'
import type { Command, CommandInput } from '../command.ts'
import { absoluteReference } from '../evaluation-order.ts'
import { positional, task, text, wholeNumber } from '../options.ts'
import { table } from '../table.ts'
import { withCore } from '../with-core.ts'
import { withEngine } from '../with-engine.ts'

const mostCases = 50

export const toolCheckCommand: Command = {
  usage:
    'tool check <tool> [--dataset D [--images SUB --truth SUB --task T]] [--cases N] [--workspace W]',
  summary:
    'Measures how a tool behaves: the same again, in another order, on empty and white images; time and memory.',
  options: {
    dataset: { type: 'string' },
    images: { type: 'string' },
    truth: { type: 'string' },
    task: { type: 'string' },
    cases: { type: 'string' },
    workspace: { type: 'string' },
  },
  words: 1,
  async run(input) {
    const order = toolCheckOrderSchema.parse(orderOf(input))
    const controller = new AbortController()
    const cancel = (): void => {
      controller.abort()
    }
    process.once('SIGINT', cancel)
    try {
      const options = { signal: controller.signal, onProgress: tellOnce(input) }
      const report =
        text(input, 'workspace') === undefined
          ? await unrecorded(input, order, options)
          : await withCore(input, (core) => core.checkTool(order, options))
      return { json: report, text: reportText(report), status: 0 }
    } finally {
      process.off('SIGINT', cancel)
    }
  },
}

function orderOf(input: CommandInput): Record<string, unknown> {
  const cases = wholeNumber(input, 'cases', usualCheckedCases, mostCases)
  if (cases === 0)
    throw new TouchstoneError('bad-usage', '--cases is 0; at least one image is needed.')
  const folder = text(input, 'dataset')
  const [images, truth, choice] = [text(input, 'images'), text(input, 'truth'), task(input)]
  return {
    reference: absoluteReference(positional(input, 0, 'a tool')),
    cases,
    ...(folder === undefined
      ? {}
      : {
          dataset: {
            folder: resolve(folder),
            ...(images === undefined ? {} : { images }),
            ...(truth === undefined ? {} : { truth }),
            ...(choice === undefined ? {} : { task: choice }),
          },
        }),
  }
}

/** Without a workspace nothing is kept. */
async function unrecorded(
  input: CommandInput,
  order: Parameters<typeof measureTool>[1],
  options: JobOptions,
): Promise<ToolCheckReport> {
  const workspaceDir = await mkdtemp(join(tmpdir(), 'touchstone-check-'))
  try {
    return await withEngine(input, async (engine) => {
      const places = { engine, workspaceDir, threads: availableParallelism() }
      return (await measureTool(places, order, options)).report
    })
  } finally {
    await rm(workspaceDir, { recursive: true, force: true })
  }
}

function tellOnce({ output }: CommandInput): NonNullable<JobOptions['onProgress']> {
  let told = ''
  return ({ message }) => {
    if (message !== told) output.stderr(`Checks ${message}.\n`)
    told = message
  }
}

function reportText({ name, provider, cases, checks }: ToolCheckReport): string {
  const rows = checks.map(({ check, value, unit, text: said, reason }) => [
    check,
    value === null ? 'unknown' : `${String(Number(value.toPrecision(4)))} ${unit}`.trim(),
    value === null ? reason : said,
  ])
  return [
    `${name} on ${cases.join(', ')}${provider === null ? '' : ` (${provider})`}:`,
    table(['check', 'value', ''], rows),
  ].join('\n')
}
