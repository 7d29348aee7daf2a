/**
 * Which files hold the planes of an OME-TIFF set, seen from the one that was opened: a plane's file is known by its
 * name, or, where it was renamed, by its UUID.
 */
import { counted } from '../../counted.ts'
import { basename } from 'node:path'
import { TouchstoneError } from '../../errors.ts'
import type { OmeImage, OmeMetadata } from './ome-metadata.ts'
import type { OmeFileName, OmePlanes } from './ome-planes.ts'
import type { SeriesContext } from './series.ts'
import { tag } from './tags.ts'

export interface OmeHolder {
  /** Undefined for the file that was opened. */
  readonly fileName: string | undefined
}

export interface OmeHolders {
  /** Pages of the file that was opened. */
  readonly ownPages: number
  /** Undefined where the metadata name no file that could hold the plane. */
  of(planes: OmePlanes, plane: number): OmeHolder | undefined
  /** Planes and files that are not there, and files that are not those that the metadata mean. */
  warningsFor(planes: OmePlanes): Promise<string[]>
}

const own: OmeHolder = { fileName: undefined }
/** Each costs an opening. */
const mostUuidsChecked = 8
const mostNamesTold = 5

/** `holderName` is the file in which the metadata stand, undefined for a companion without pixels. */
export async function createOmeHolders(
  { tiff, set }: SeriesContext,
  metadata: Extract<OmeMetadata, { kind: 'images' }>,
  holderName: string | undefined,
): Promise<OmeHolders> {
  const openedName = basename(tiff.file.path)
  const isOwnMetadata = holderName === openedName
  const openedUuid = isOwnMetadata ? metadata.uuid : await uuidOf(tiff)
  const holders = new Map<OmeFileName, OmeHolder | undefined>()
  const renamed: string[] = []

  async function resolve(file: OmeFileName): Promise<OmeHolder | undefined> {
    const { name, uuid } = file
    if (name === undefined) {
      if (holderName === undefined) return undefined
      return isOwnMetadata ? own : { fileName: holderName }
    }
    if (name === openedName) return own
    const there = await set.find(name)
    if (there !== undefined) return { fileName: there }
    return uuid !== undefined && uuid === openedUuid ? own : { fileName: name }
  }

  const named = new Set<string>()
  for (const { pixels } of metadata.images) {
    if (typeof pixels === 'string') continue
    for (const file of pixels.planes.files) {
      holders.set(file, await resolve(file))
      if (file.name !== undefined) named.add(file.name)
    }
  }
  // all planes in one file that is not there: this one was renamed, as it holds the metadata of no other
  const only = [...named][0]
  const mayBeRenamed = isOwnMetadata && named.size === 1 && metadata.uuid === undefined
  if (mayBeRenamed && only !== openedName && !metadata.images.some(namesNoFile)) {
    if ((await set.find(only!)) === undefined) {
      for (const [file] of holders) holders.set(file, own)
      renamed.push(
        `The metadata call this file ${only}: it was renamed, and its own pages are read.`,
      )
    }
  }

  const of = (planes: OmePlanes, plane: number): OmeHolder | undefined =>
    holders.get(planes.files[planes.holders?.[plane] ?? 0]!)

  return {
    ownPages: tiff.pages.count,
    of,
    async warningsFor(planes) {
      return [...renamed, ...(await missingWarnings(planes, of)), ...(await uuidWarnings(planes))]
    },
  }

  async function missingWarnings(planes: OmePlanes, holderOf: typeof of): Promise<string[]> {
    const warnings: string[] = []
    const gone = new Set<string>()
    const there = new Set<string>()
    let [inGoneFiles, absent] = [0, 0]
    for (let plane = 0; plane < planes.count; plane++) {
      const directory = planes.directories === undefined ? plane : planes.directories[plane]!
      const holder = holderOf(planes, plane)
      const name = holder?.fileName
      if (name !== undefined && !there.has(name) && !gone.has(name)) {
        if ((await set.find(name)) === undefined) gone.add(name)
        else there.add(name)
      }
      if (name !== undefined && gone.has(name)) inGoneFiles++
      else if (directory < 0 || holder === undefined) absent++
      else if (name === undefined && directory >= tiff.pages.count) absent++
    }
    if (absent > 0) {
      warnings.push(
        `${absent} of the ${planes.count} planes that the OME metadata state are not in the file.`,
      )
    }
    if (gone.size > 0) {
      const names = [...gone].slice(0, mostNamesTold).join(', ')
      warnings.push(
        `${counted(gone.size, 'file')} of this OME-TIFF set ${gone.size === 1 ? 'is' : 'are'} not in its folder (${names}${gone.size > mostNamesTold ? ', …' : ''}): ${inGoneFiles} of the ${planes.count} planes cannot be read.`,
      )
    }
    if (planes.misplaced > 0) {
      warnings.push(
        `The OME metadata place ${counted(planes.misplaced, 'block')} of planes outside the image or in no file; they are left out.`,
      )
    }
    return warnings
  }

  async function uuidWarnings(planes: OmePlanes): Promise<string[]> {
    const warnings: string[] = []
    for (const file of planes.files.slice(0, mostUuidsChecked)) {
      const holder = holders.get(file)
      if (file.uuid === undefined || holder === undefined || file.name === undefined) continue
      const found = holder.fileName === undefined ? openedUuid : await uuidIn(set, holder.fileName)
      if (found === undefined || found === file.uuid) continue
      warnings.push(
        `${holder.fileName ?? openedName} has the UUID ${found}, and the metadata of the set mean the file ${file.uuid}: it may have been replaced by another.`,
      )
    }
    return warnings
  }
}

/** Whether some plane is said to stand in the very file of the metadata. */
function namesNoFile({ pixels }: OmeImage): boolean {
  if (typeof pixels === 'string') return false
  const { directories, holders } = pixels.planes
  if (directories === undefined || holders === undefined) return true
  return directories.some((directory, plane) => directory >= 0 && holders[plane] === 0)
}

async function uuidIn(set: SeriesContext['set'], fileName: string): Promise<string | undefined> {
  if ((await set.find(fileName)) === undefined) return undefined
  try {
    return await uuidOf(await set.open(fileName))
  } catch (error) {
    if (error instanceof TouchstoneError) return undefined
    throw error
  }
}

/** The attribute of the root element, without parsing all of a long text. */
async function uuidOf(tiff: SeriesContext['tiff']): Promise<string | undefined> {
  const text = (await (await tiff.directory(0)).text(tag.imageDescription)) ?? ''
  const root = /<(?:\w+:)?OME\s[^>]*>/.exec(text.slice(0, 8192))?.[0]
  return root === undefined ? undefined : /\sUUID\s*=\s*["']([^"']+)["']/.exec(root)?.[1]
}
