/** From a reference to what it stands for: a baseline, or a place on disk with what a tool.yaml adds. */
import { realpath } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type ToolFile, toolFileSchema } from '../../contract/tool-file.ts'
import { readStatedFile } from '../datasets/read-stated-file.ts'
import { TouchstoneError } from '../errors.ts'
import { toolFileBeside } from '../models/bare-onnx.ts'
import { type Baseline, baselineByName } from './baselines.ts'
import { parseToolReference } from './tool-reference.ts'

export type ResolvedTool =
  | { readonly kind: 'baseline'; readonly baseline: Baseline }
  | { readonly kind: 'predictions'; readonly folder: string; readonly stated: ToolFile | null }
  | { readonly kind: 'model'; readonly path: string; readonly stated: ToolFile | null }

/** Throws `tool-invalid`; `file-not-found` for a tool.yaml that is not there. */
export async function resolveTool(reference: string): Promise<ResolvedTool> {
  const parsed = parseToolReference(reference)
  switch (parsed.form) {
    case 'baseline':
      return { kind: 'baseline', baseline: baselineByName(parsed.name) }
    case 'predictions':
      return { kind: 'predictions', folder: parsed.folder, stated: null }
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
  const stated = await readStatedFile(path, toolFileSchema, 'tool-invalid')
  const source = resolve(dirname(path), stated.source)
  switch (stated.kind) {
    case 'model':
      return { kind: 'model', path: source, stated }
    case 'predictions':
      return { kind: 'predictions', folder: source, stated }
    case 'command':
      throw new TouchstoneError(
        'tool-invalid',
        `${path} is a tool of kind command, which cannot be run yet. Run the program yourself and import its results with predictions:<folder>.`,
      )
  }
}
