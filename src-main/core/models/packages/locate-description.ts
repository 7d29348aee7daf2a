/**
 * From what a person points at to the description of a model: a folder, a zip, a YAML file under any
 * name, a ZEISS container, or bare ONNX weights.
 */
import { open, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { TouchstoneError } from '../../errors.ts'
import { isCzann } from './czann.ts'
import { extractZip } from './extract-zip.ts'

export type ModelLocation =
  | {
      readonly kind: 'description'
      /** The YAML file. */
      readonly path: string
      /** Where its relative paths begin. */
      readonly folder: string
    }
  /** `path` is the container, `folder` what was in it. */
  | { readonly kind: 'czann'; readonly path: string; readonly folder: string }
  | { readonly kind: 'onnx'; readonly path: string; readonly folder: string }

/** @throws TouchstoneError file-not-found, tool-invalid (no or several descriptions), format-corrupt */
export async function locateDescription(path: string, cacheDir: string): Promise<ModelLocation> {
  const info = await stat(path).catch(() => {
    throw new TouchstoneError('file-not-found', `There is nothing at ${path}.`)
  })
  if (info.isDirectory()) return inFolder(path, path)
  if (await isZip(path)) {
    const folder = await contentsOf(await extractZip(path, cacheDir))
    return (await isCzann(path, folder)) ? { kind: 'czann', path, folder } : inFolder(folder, path)
  }
  if (/\.czann$/i.test(path)) throw notAZip(path)
  if (/\.(ya?ml)$/i.test(path)) return { kind: 'description', path, folder: dirname(path) }
  if (/\.(onnx|ort)$/i.test(path)) return { kind: 'onnx', path, folder: dirname(path) }
  throw new TouchstoneError(
    'tool-invalid',
    `${path} is no model: expected a folder or zip with a description, a .yaml, .onnx or .czann file.`,
  )
}

/** Zipping a folder wraps everything in that folder; hidden entries are left by operating systems. */
async function contentsOf(folder: string): Promise<string> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(
    ({ name }) => !name.startsWith('.') && name !== '__MACOSX',
  )
  const [only] = entries
  return only?.isDirectory() && entries.length === 1 ? join(folder, only.name) : folder
}

/** `shown` is what the person named: the folder itself, or the zip it came from. */
async function inFolder(folder: string, shown: string): Promise<ModelLocation> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .toSorted()
  const preferred = ['rdf.yaml', 'bioimageio.yaml'].find((name) => names.includes(name))
  const others = names.filter((name) => /\.(bioimageio|model)\.ya?ml$/.test(name))
  const chosen = preferred ?? (others.length === 1 ? others[0] : undefined)
  if (chosen !== undefined) return { kind: 'description', path: join(folder, chosen), folder }
  const descriptions = others.length > 0 ? others : names.filter((name) => /\.ya?ml$/.test(name))
  const candidates =
    descriptions.length > 0 ? descriptions : names.filter((name) => name.endsWith('.onnx'))
  const found =
    others.length > 1
      ? 'several other descriptions'
      : 'no other file with the name of a description'
  const advice =
    candidates.length > 0
      ? `Name the right file itself: ${candidates.join(', ')}.`
      : `It holds ${names.length > 0 ? names.slice(0, 10).join(', ') : 'no files'}.`
  throw new TouchstoneError(
    'tool-invalid',
    `${shown} has neither rdf.yaml nor bioimageio.yaml, and ${found}. ${advice}`,
    { candidates },
  )
}

function notAZip(path: string): TouchstoneError {
  return new TouchstoneError(
    'format-corrupt',
    `${basename(path)} is no .czann container: it does not begin as a zip does. Get the file again.`,
  )
}

async function isZip(path: string): Promise<boolean> {
  if (/\.onnx$/i.test(basename(path))) return false
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(4)
    await file.read(head, 0, 4, 0)
    return head.readUInt32LE(0) === 0x04034b50
  } finally {
    await file.close()
  }
}
