/** From a reference to what it stands for: a baseline, or a place on disk with what a tool.yaml adds. */
import { dirname, resolve } from 'node:path'
import { type ToolFile, toolFileSchema } from '../../contract/tool-file.ts'
import { readStatedFile } from '../datasets/read-stated-file.ts'
import { TouchstoneError } from '../errors.ts'
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
      return { kind: 'model', path: parsed.path, stated: null }
    case 'tool-file':
      return fromToolFile(parsed.path)
  }
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
