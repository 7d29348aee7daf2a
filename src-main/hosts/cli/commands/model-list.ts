import type { Collection, InstalledTool } from '../../../contract/shelf.ts'
import type { Command } from '../command.ts'
import { text } from '../options.ts'
import { table } from '../table.ts'
import { withCore } from '../with-core.ts'
import { absoluteSource } from './model-install.ts'

export const modelListCommand: Command = {
  usage: 'model list [--workspace W] [--collection C] [--read-web]',
  summary:
    'Lists the models of the workspace; with --collection those of a bioimage.io collection (file, folder or address) and whether they run here.',
  options: {
    workspace: { type: 'string' },
    collection: { type: 'string' },
    'read-web': { type: 'boolean' },
  },
  run(input) {
    const source = text(input, 'collection')
    return withCore(input, async ({ shelf }) => {
      if (source === undefined) {
        const tools = await shelf.installed.list()
        return { json: { tools }, text: installedTable(tools), status: 0 }
      }
      const readWeb = input.values['read-web'] === true ? true : undefined
      const collection = await shelf.readCollection(absoluteSource(source), readWeb)
      return { json: collection, text: collectionTable(collection), status: 0 }
    })
  },
}

function installedTable(tools: readonly InstalledTool[]): string {
  if (tools.length === 0) return 'No model is installed in this workspace.'
  const rows = tools.map(({ name, version, format, licence, check, cannotRun, reference }) => [
    name,
    version ?? '',
    format,
    licence ?? 'not stated',
    cannotRun === null ? check.testOutputs.status : 'cannot run',
    reference,
  ])
  return table(['name', 'version', 'format', 'licence', 'test tensors', 'tool'], rows)
}

function collectionTable({ name, entries, problems }: Collection): string {
  const rows = entries.map((entry) => [
    entry.id,
    entry.name.slice(0, 50),
    entry.licence ?? 'not stated',
    entry.installed !== null
      ? 'installed'
      : entry.runsHere === null
        ? `not known: ${entry.reason ?? ''}`
        : entry.runsHere
          ? 'runs here'
          : (entry.reason ?? 'does not run here'),
  ])
  return [
    `${name}: ${entries.length} models`,
    table(['entry', 'name', 'licence', 'runs here'], rows),
    ...problems.map(({ entry, message }) => `! ${entry} ${message}`),
  ].join('\n')
}
