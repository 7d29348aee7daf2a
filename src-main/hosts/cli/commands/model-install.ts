import { resolve } from 'node:path'
import type { InstallOrder, InstalledTool } from '../../../contract/shelf.ts'
import type { Command, CommandInput } from '../command.ts'
import { positional, text } from '../options.ts'
import { keyValueTable } from '../table.ts'
import { withCore } from '../with-core.ts'

export const modelInstallCommand: Command = {
  usage: 'model install <package> [--workspace W] | <entry> --collection C [--workspace W]',
  summary:
    'Puts a model into the workspace after running its test tensors; with --collection one that a collection lists.',
  options: { workspace: { type: 'string' }, collection: { type: 'string' } },
  words: 1,
  run(input) {
    const order = orderOf(input)
    return withCore(input, async ({ shelf }) => {
      const { id } = await shelf.install(order)
      const cancel = (): void => {
        shelf.installations.cancel(id)
      }
      process.once('SIGINT', cancel)
      const stopTelling = tell(() => shelf.installations.get(id).message, input)
      try {
        const { tool, message } = await shelf.installations.ended(id)
        input.output.stderr(`${message}\n`)
        const installed = await shelf.installed.tool(tool ?? '')
        return {
          json: installed,
          text: keyValueTable(shown(installed)),
          status: statusOf(installed),
        }
      } finally {
        stopTelling()
        process.off('SIGINT', cancel)
      }
    })
  },
}

function orderOf(input: CommandInput): InstallOrder {
  const collection = text(input, 'collection')
  if (collection === undefined)
    return { path: resolve(positional(input, 0, 'a model package to install')) }
  const entry = positional(input, 0, 'an entry of the collection')
  return { collection: absoluteSource(collection), entry }
}

/** Paths become absolute, addresses stay. */
export function absoluteSource(source: string): string {
  return /^https?:\/\//i.test(source) ? source : resolve(source)
}

/** As for `model check`: what is there must run and agree. */
function statusOf({ check, cannotRun }: InstalledTool): 0 | 1 {
  const isBroken = ['ran-not-reproduced', 'cannot-run'].includes(check.testOutputs.status)
  return isBroken || cannotRun !== null ? 1 : 0
}

function shown(tool: InstalledTool): Record<string, unknown> {
  const { digest, reference, name, version, format, licence, source, check, cannotRun } = tool
  const { status, reason } = check.testOutputs
  return {
    ...{ name, version: version ?? 'not stated', format, licence: licence ?? 'not stated' },
    ...{ digest, reference, source },
    'test tensors': reason === undefined ? status : `${status}: ${reason}`,
    'runs here': cannotRun ?? 'yes',
  }
}

/** Tells what is being done whenever that changes. */
function tell(message: () => string, { output }: CommandInput): () => void {
  let last = ''
  const timer = setInterval(() => {
    const now = message()
    if (now !== last) output.stderr(`${now}\n`)
    last = now
  }, 250)
  return () => {
    clearInterval(timer)
  }
}
