/**
 * Finds image and ground-truth files of a folder without a list: two folders that were named, `images/`
 * beside `truth|gt|labels|masks`, or one folder in which suffixes such as `_mask` tell the truth apart.
 */
import { basename, resolve } from 'node:path'
import { TouchstoneError } from '../errors.ts'
import { stemOf, withoutTruthSuffix } from './file-stem.ts'
import { listImageFiles } from './list-image-files.ts'
import { pairFiles, type Pairing, type Unpaired } from './pair-files.ts'

const imageFolders = ['images', 'image']
const truthFolders = ['truth', 'truths', 'gt', 'labels', 'label', 'masks', 'mask']

export interface PairPlaces {
  readonly images?: string
  readonly truth?: string
  readonly ignore: readonly string[]
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
    return pairFolders(folder, images, truth, places.ignore)
  }
  const byFolder = places.images !== undefined || places.truth !== undefined
  const suffixed = here.images.filter((path) => withoutTruthSuffix(stemOf(path)) !== null)
  if (!byFolder && images === undefined && suffixed.length > 0) {
    return {
      pairedBy: bySuffix(suffixed),
      pairing: pairWithin(here.images, suffixed, here.unreadable),
    }
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
  ignore: readonly string[],
): Promise<FoundPairing> {
  const left = await listImageFiles(resolve(folder, images), ignore)
  const right = await listImageFiles(resolve(folder, truth), ignore)
  const pairing = pairFiles(left.images, right.images)
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

function pairWithin(
  files: readonly string[],
  suffixed: readonly string[],
  unreadable: readonly string[],
): Pairing {
  const truths = new Set(suffixed)
  const pairing = pairFiles(
    files.filter((path) => !truths.has(path)),
    suffixed,
  )
  return {
    pairs: pairing.pairs,
    unpaired: [...pairing.unpaired, ...notReadable(unreadable, 'image')],
  }
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
