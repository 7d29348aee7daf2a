/** A package as far as it can be judged without running it: where it lies and what its description says. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { isTouchstoneError, messageOf } from '../../errors.ts'
import { readDescription, type DescriptionReading } from '../descriptions/read-description.ts'
import { readYaml } from '../descriptions/read-yaml.ts'
import { describeCzann } from './czann.ts'
import { locateDescription } from './locate-description.ts'

export type ReadPackage =
  | {
      readonly kind: 'package'
      readonly path: string
      readonly folder: string
      /** Hexadecimal, of the description's bytes. */
      readonly descriptionSha256: string
      readonly reading: DescriptionReading
    }
  | { readonly kind: 'bare-onnx'; readonly path: string; readonly folder: string }

/**
 * `parameters`: settings of a container in place of those in the tool file beside it.
 * @throws TouchstoneError where there is no description to judge (file-not-found, tool-invalid).
 */
export async function readPackage(
  path: string,
  cacheDir: string,
  parameters?: Readonly<Record<string, unknown>>,
): Promise<ReadPackage> {
  const location = await locateDescription(path, cacheDir)
  if (location.kind === 'onnx') {
    return { kind: 'bare-onnx', path: location.path, folder: location.folder }
  }
  if (location.kind === 'czann') return readContainer(location.path, location.folder, parameters)
  const bytes = await readFile(location.path)
  return {
    kind: 'package',
    path: location.path,
    folder: location.folder,
    descriptionSha256: createHash('sha256').update(bytes).digest('hex'),
    reading: readBytes(bytes, location.path),
  }
}

/** A ZEISS container, which has no description of its own, as if it had one. */
async function readContainer(
  path: string,
  folder: string,
  parameters: Readonly<Record<string, unknown>> | undefined,
): Promise<ReadPackage> {
  const { model, sha256, warnings } = await describeCzann(path, folder, parameters)
  return {
    kind: 'package',
    path,
    folder,
    descriptionSha256: sha256,
    reading: {
      type: 'model',
      formatVersion: model.formatVersion,
      name: model.name,
      model,
      errors: [],
      warnings,
    },
  }
}

function readBytes(bytes: Buffer, path: string): DescriptionReading {
  try {
    return readDescription(readYaml(bytes, basename(path)))
  } catch (error) {
    if (!isTouchstoneError(error)) throw error
    return {
      type: null,
      formatVersion: null,
      name: null,
      model: null,
      errors: [{ field: '', message: messageOf(error), code: 'model-invalid' }],
      warnings: [],
    }
  }
}
