/** From a reference to what it stands for: a baseline, or a place on disk with what a tool.yaml adds. */
import { realpath } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { commandFileSchema } from '../../contract/command-file.ts'
import { type ToolFile, toolFileSchema } from '../../contract/tool-file.ts'
import { toolKindSchema } from '../../contract/words.ts'
import { readStatedFile } from '../datasets/read-stated-file.ts'
import { toolFileBeside } from '../models/bare-onnx.ts'
import { type Baseline, baselineByName } from './baselines.ts'
import type { CommandTool } from './command/command-line.ts'
import { parseToolReference } from './tool-reference.ts'

export type ResolvedTool =
  | { readonly kind: 'baseline'; readonly baseline: Baseline }
  | {
      readonly kind: 'predictions'
      readonly folder: string
      /** Of the tool.yaml that names the folder. */
      readonly file: string | null
      readonly stated: ToolFile | null
    }
  | { readonly kind: 'model'; readonly path: string; readonly stated: ToolFile | null }
  | { readonly kind: 'command'; readonly tool: CommandTool }

/** Enough to know which of the schemas a tool.yaml follows. */
const anyToolFileSchema = z.looseObject({ kind: toolKindSchema.exclude(['baseline']) })

/** Throws `tool-invalid`; `file-not-found` for a tool.yaml that is not there. */
export async function resolveTool(reference: string): Promise<ResolvedTool> {
  const parsed = parseToolReference(reference)
  switch (parsed.form) {
    case 'baseline':
      return { kind: 'baseline', baseline: baselineByName(parsed.name) }
    case 'predictions':
      return { kind: 'predictions', folder: parsed.folder, file: null, stated: null }
    case 'model':
      return { kind: 'model', path: parsed.path, stated: await statedBeside(parsed.path) }
    case 'tool-file':
      return fromToolFile(parsed.path)
  }
}

/** Weights named themselves are the tool that the file of their name beside them states. */
async function statedBeside(path: string): Promise<ToolFile | null> {
  if (!/\.(onnx|czann)$/i.test(path)) return null
  const file = toolFileBeside(path)
  const exists = await realpath(file).catch(() => null)
  if (exists === null) return null
  const stated = await readStatedFile(file, toolFileSchema, 'tool-invalid')
  const source = resolve(dirname(file), stated.source)
  const isIts = stated.kind === 'model' && (await isSameFile(source, path))
  return isIts ? stated : null
}

async function isSameFile(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([a, b].map((path) => realpath(path).catch(() => path)))
  return first === second
}

async function fromToolFile(path: string): Promise<ResolvedTool> {
  const { kind } = await readStatedFile(path, anyToolFileSchema, 'tool-invalid')
  if (kind === 'command') {
    const command = await readStatedFile(path, commandFileSchema, 'tool-invalid')
    return { kind, tool: { path, stated: command } }
  }
  const stated = await readStatedFile(path, toolFileSchema, 'tool-invalid')
  const source = resolve(dirname(path), stated.source)
  return stated.kind === 'model'
    ? { kind: 'model', path: source, stated }
    : { kind: 'predictions', folder: source, file: path, stated }
}
