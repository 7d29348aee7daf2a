/**
 * Images and their tables of points, found without a list: two folders, or one in which a table has the name
 * of its image (alone or with `_points`, `_spots` and the like).
 */
import { resolve } from 'node:path'
import { TouchstoneError } from '../errors.ts'
import type { FoundPairing, PairPlaces } from './find-pairs.ts'
import { stemOf, withoutPointSuffix } from './file-stem.ts'
import { listImageFiles } from './list-image-files.ts'
import { isTable, listTables } from './list-tables.ts'
import { pairFiles } from './pair-files.ts'

const imageFolders = ['images', 'image']
const truthFolders = [
  ...['truth', 'truths', 'gt', 'points', 'spots', 'annotations', 'labels', 'label'],
]

/** Throws `dataset-invalid` where no table of points can be told. */
export async function findPointPairs(folder: string, places: PairPlaces): Promise<FoundPairing> {
  const { ignore } = places
  const here = await listImageFiles(folder, ignore)
  const named = (wanted: readonly string[]): string | undefined =>
    wanted.flatMap((name) => here.folders.find((each) => each.toLowerCase() === name) ?? [])[0]
  const images = places.images ?? named(imageFolders)
  const truth = places.truth ?? named(truthFolders)
  if (images !== undefined && truth !== undefined && !isTable(truth)) {
    const left = await listImageFiles(resolve(folder, images), ignore)
    const arrays = resolve(folder, images) !== resolve(folder, truth)
    const tables = await listTables(resolve(folder, truth), { ignore, arrays })
    return {
      pairedBy: `${images}/ with tables of points in ${truth}/ by file name`,
      pairing: pairFiles(left.images, tables, withoutPointSuffix),
    }
  }
  // beside its image a NumPy array of points could not be told from an image
  const tables = await listTables(resolve(folder, images ?? '.'), { ignore })
  const among = images === undefined ? here : await listImageFiles(resolve(folder, images), ignore)
  const stems = new Set(among.images.map(stemOf))
  const own = tables.filter((path) => {
    const stem = stemOf(path)
    return stems.has(stem) || stems.has(withoutPointSuffix(stem) ?? stem)
  })
  if (own.length > 0)
    return {
      pairedBy: 'tables of points beside the images by file name',
      pairing: pairFiles(among.images, own, withoutPointSuffix),
    }
  throw new TouchstoneError(
    'dataset-invalid',
    `${folder} has no tables of points that pair with images. Put images into images/ and one table (.csv, .json or .npy with y and x) per image into truth/, give table and image one name, or write a dataset.yaml.`,
  )
}
