/**
 * Finds image and ground-truth files of a folder without a list: two folders that were named, `images/`
 * beside `truth|gt|labels|masks`, or one folder in which suffixes such as `_mask` tell the truth apart. Objects
 * may be drawn instead: `_rois.zip`, `.geojson` and the like beside the image or in the truth's folder.
 */
import { basename, resolve } from 'node:path'
import { TouchstoneError } from '../errors.ts'
import { openImage } from '../images/open-image.ts'
import { sortOfFile, stemOf, withoutTruthSuffix } from './file-stem.ts'
import { isAmbiguousDrawing, listDrawings } from './list-drawings.ts'
import { type FolderListing, listImageFiles } from './list-image-files.ts'
import { indexByStem } from './match-stems.ts'
import { pairWithDrawings, withoutDrawingSuffix } from './pair-drawings.ts'
import { type Pairing, type Unpaired } from './pair-files.ts'

const imageFolders = ['images', 'image']
const truthFolders = ['truth', 'truths', 'gt', 'labels', 'label', 'masks', 'mask']

export interface PairPlaces {
  readonly images?: string
  readonly truth?: string
  readonly ignore: readonly string[]
  /** Whether drawn objects may be the truth; `named`: those only whose names leave no doubt. */
  readonly drawings?: 'any' | 'named' | 'none'
}

export interface FoundPairing {
  /** In words, for people. */
  readonly pairedBy: string
  readonly pairing: Pairing
}

/** `places` are relative to `folder`. Throws `dataset-invalid` where no ground truth can be told. */
export async function findPairs(folder: string, places: PairPlaces): Promise<FoundPairing> {
  const here = await listImageFiles(folder, places.ignore)
  const images = places.images ?? firstPresent(here.folders, imageFolders)
  const truth = places.truth ?? firstPresent(here.folders, truthFolders)
  if (images !== undefined && truth !== undefined) {
    return pairFolders(folder, images, truth, places)
  }
  const drawings = await drawingsIn(folder, {
    ...places,
    drawings: places.drawings === 'none' ? 'none' : 'named',
  })
  const byFolder = places.images !== undefined || places.truth !== undefined
  const suffixed = here.images.filter((path) => withoutTruthSuffix(stemOf(path)) !== null)
  if (!byFolder && images === undefined && suffixed.length > 0) {
    return {
      pairedBy: bySuffix(suffixed),
      pairing: await pairWithin(here, suffixed, drawings),
    }
  }
  const drawnOn = indexByStem(drawings, withoutDrawingSuffix)
  if (
    !byFolder &&
    images === undefined &&
    here.images.some((path) => drawnOn(stemOf(path)).length > 0)
  )
    return {
      pairedBy: 'drawn objects beside the images by file name',
      pairing: await pairWithin(here, [], drawings),
    }
  throw new TouchstoneError(
    'dataset-invalid',
    `${folder} has ${listed(here.folders, 'folders')}; needed are ${images ?? 'images'} and one of truth, gt, labels, masks. Name the folders (--images, --truth), use suffixes such as _mask, or write a dataset.yaml.`,
  )
}

async function pairFolders(
  folder: string,
  images: string,
  truth: string,
  places: PairPlaces,
): Promise<FoundPairing> {
  const { ignore } = places
  const left = await listImageFiles(resolve(folder, images), ignore)
  const right = await listImageFiles(resolve(folder, truth), ignore)
  const drawings = await drawingsIn(resolve(folder, truth), places)
  const pairing = await pairWithDrawings(
    left.images,
    right.images.filter((path) => !drawings.includes(path)),
    drawings,
  )
  return {
    pairedBy: `${images}/ with ${truth}/ by file name`,
    pairing: {
      pairs: pairing.pairs,
      unpaired: [
        ...pairing.unpaired,
        ...notReadable(left.unreadable, 'image'),
        ...notReadable(right.unreadable, 'truth'),
      ],
    },
  }
}

async function pairWithin(
  { images, unreadable }: FolderListing,
  suffixed: readonly string[],
  drawings: readonly string[],
): Promise<Pairing> {
  const truths = new Set([...suffixed, ...drawings])
  const pairing = await pairWithDrawings(
    images.filter((path) => !truths.has(path)),
    suffixed.filter((path) => !drawings.includes(path)),
    drawings,
  )
  return {
    pairs: pairing.pairs,
    unpaired: [...pairing.unpaired, ...notReadable(unreadable, 'image')],
  }
}

/** `_seg.npy` of Cellpose is one where it is no array of labels. */
async function drawingsIn(
  folder: string,
  { ignore, drawings = 'named' }: PairPlaces,
): Promise<readonly string[]> {
  if (drawings === 'none') return []
  const listed = await listDrawings(folder, ignore)
  const named = listed.filter((path) => drawings === 'any' || !isAmbiguousDrawing(path))
  const kept: string[] = []
  for (const path of named)
    if (sortOfFile(basename(path)) !== 'image' || !(await isImage(path))) kept.push(path)
  return kept
}

async function isImage(path: string): Promise<boolean> {
  return openImage(path).then(
    async (image) => image.close().then(() => true),
    () => false,
  )
}

function bySuffix(suffixed: readonly string[]): string {
  const suffixes = suffixed.map((path) => {
    const stem = stemOf(path)
    return stem.slice(withoutTruthSuffix(stem)?.length)
  })
  return `suffix ${[...new Set(suffixes)].join(', ')}`
}

function notReadable(paths: readonly string[], side: Unpaired['side']): Unpaired[] {
  return paths.map((path) => {
    const extension = basename(path).slice(basename(path).lastIndexOf('.'))
    return { path, side, reason: `files of type ${extension} cannot be read yet` }
  })
}

/** The first wanted name that is there in any case; exact names are not preferred over order. */
function firstPresent(present: readonly string[], wanted: readonly string[]): string | undefined {
  for (const name of wanted) {
    const found = present.find((each) => each.toLowerCase() === name)
    if (found !== undefined) return found
  }
  return undefined
}

function listed(names: readonly string[], what: string): string {
  return names.length === 0 ? `no ${what}` : `the ${what} ${names.slice(0, 12).join(', ')}`
}
