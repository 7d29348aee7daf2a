/**
 * A package's zip, unpacked into a folder named by the zip's hash. Untrusted: names that leave the
 * folder, links, too many or too large entries and bombs are refused.
 */
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import yauzl, { type Entry } from 'yauzl'
import { TouchstoneError, messageOf } from '../../errors.ts'
import { sha256OfFile } from '../../inference/weights-file.ts'

export interface ZipLimits {
  readonly entries: number
  readonly totalBytes: number
  /** Unpacked to packed size; real packages stay below 30. */
  readonly ratio: number
}

export const packageZipLimits: ZipLimits = {
  entries: 2000,
  totalBytes: 8 * 1024 ** 3,
  ratio: 300,
}

/** The folder with the contents; unpacked once per content, complete or absent. */
export async function extractZip(
  path: string,
  cacheDir: string,
  limits: ZipLimits = packageZipLimits,
): Promise<string> {
  const target = join(cacheDir, 'packages', await sha256OfFile(path))
  if (await exists(target)) return target
  await mkdir(dirname(target), { recursive: true })
  const unfinished = await mkdtemp(`${target}.`)
  try {
    await unpack(path, unfinished, limits)
    await rename(unfinished, target).catch(async (error: unknown) => {
      // another run finished first: the same content stands there
      if (!(await exists(target))) throw error
    })
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
  return target
}

async function unpack(path: string, folder: string, limits: ZipLimits): Promise<void> {
  const name = basename(path)
  const zip = await openZip(path)
  try {
    let entries = 0
    let totalBytes = 0
    for await (const entry of zip.eachEntry()) {
      entries += 1
      totalBytes += entry.uncompressedSize
      requireWithinLimits(name, entry, entries, totalBytes, limits)
      if (entry.fileName.endsWith('/')) continue
      const target = targetOf(name, entry, folder)
      await mkdir(dirname(target), { recursive: true })
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target))
    }
  } catch (error) {
    if (error instanceof TouchstoneError) throw error
    throw corrupt(name, messageOf(error))
  } finally {
    zip.close()
  }
}

async function openZip(path: string): Promise<yauzl.ZipFile> {
  try {
    return await yauzl.openPromise(path, { lazyEntries: true, autoClose: false })
  } catch (error) {
    throw corrupt(basename(path), messageOf(error))
  }
}

function requireWithinLimits(
  name: string,
  entry: Entry,
  entries: number,
  totalBytes: number,
  limits: ZipLimits,
): void {
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
  const complaint =
    entries > limits.entries
      ? `has more than ${limits.entries} entries`
      : totalBytes > limits.totalBytes
        ? `unpacks to more than ${limits.totalBytes} bytes`
        : ratio > limits.ratio && entry.uncompressedSize > 1024 * 1024
          ? `holds ${entry.fileName}, which unpacks to ${Math.round(ratio)} times its size (at most ${limits.ratio})`
          : null
  if (complaint) {
    throw new TouchstoneError('file-too-large', `${name} ${complaint}; it is refused.`)
  }
}

/** yauzl refuses absolute names and `..`; this also catches links, which leave the folder later. */
function targetOf(name: string, entry: Entry, folder: string): string {
  const target = resolve(folder, entry.fileName)
  const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000
  if (isLink || !target.startsWith(folder + sep)) {
    throw corrupt(name, `the entry ${entry.fileName} points outside the package`)
  }
  return target
}

function corrupt(name: string, reason: string): TouchstoneError {
  return new TouchstoneError(
    'format-corrupt',
    `${name} cannot be unpacked: ${reason.replace(/\.+$/, '')}.`,
  )
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
