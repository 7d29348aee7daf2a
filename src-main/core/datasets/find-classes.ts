/**
 * Images and their classes: a table that names the class of every image (`labels.csv`), or folders that are
 * named like the classes. What has no partner is reported with the reason.
 */
import { basename, join, relative, resolve } from 'node:path'
import { TouchstoneError } from '../errors.ts'
import { readTrueClasses } from '../tables/read-classes.ts'
import { listImageFiles } from './list-image-files.ts'
import { isTable, listTables } from './list-tables.ts'
import { indexByImageName } from './match-image-names.ts'
import type { PairPlaces } from './find-pairs.ts'
import type { Unpaired } from './pair-files.ts'

export interface ClassifiedImage {
  readonly image: string
  /** The file that says the class. */
  readonly truth: string
  readonly trueClass: string
  readonly sample: string | null
}

export interface FoundClasses {
  /** In words, for people. */
  readonly pairedBy: string
  readonly images: readonly ClassifiedImage[]
  readonly unpaired: readonly Unpaired[]
}

const tableStems = ['labels', 'classes', 'truth', 'labels_gt', 'annotations']
const imageFolders = ['images', 'image']

/** Throws `dataset-invalid` where nothing names the classes, and what reading the table throws. */
export async function findClasses(folder: string, places: PairPlaces): Promise<FoundClasses> {
  const here = await listImageFiles(folder, places.ignore)
  const images =
    places.images ?? here.folders.find((name) => imageFolders.includes(name.toLowerCase()))
  const root = resolve(folder, images ?? '.')
  const table = places.truth ?? (await labelTable(folder, places.ignore))
  if (table !== undefined && isTable(table))
    return fromTable(folder, root, resolve(folder, table), places)
  if (places.truth === undefined) {
    const found = await fromFolders(folder, root, places)
    if (found !== null) return found
  }
  throw new TouchstoneError(
    'dataset-invalid',
    `${folder} does not say the class of its images. Put a table labels.csv with the columns image and class beside them, sort the images into folders named like the classes, or write a dataset.yaml.`,
  )
}

async function labelTable(folder: string, ignore: readonly string[]): Promise<string | undefined> {
  const tables = (await listTables(folder, { ignore })).map((path) => basename(path))
  return tableStems.flatMap(
    (stem) => tables.find((name) => name.toLowerCase().replace(/\.[a-z]+$/, '') === stem) ?? [],
  )[0]
}

/** Images below `root`, also one folder deeper: a table may say `plate1/a.tif`. */
async function imagesOf(root: string, ignore: readonly string[]): Promise<readonly string[]> {
  const { images, folders } = await listImageFiles(root, ignore)
  const below = await Promise.all(folders.map((name) => listImageFiles(join(root, name), ignore)))
  return [...images, ...below.flatMap((listing) => listing.images)]
}

async function fromTable(
  folder: string,
  root: string,
  table: string,
  { ignore }: PairPlaces,
): Promise<FoundClasses> {
  const { classes, samples } = await readTrueClasses(table)
  const files = await imagesOf(root, ignore)
  const find = indexByImageName([...classes.keys()])
  const claims = new Map<string, string[]>()
  const unpaired: Unpaired[] = []
  for (const image of files) {
    const found = find(image)
    const [name] = found
    const reason =
      name === undefined
        ? `${basename(table)} has no row for it`
        : found.length > 1
          ? `several rows of ${basename(table)} fit: ${found.join(' and ')}`
          : null
    if (reason !== null) unpaired.push({ path: image, side: 'image', reason })
    else claims.set(name!, [...(claims.get(name!) ?? []), image])
  }
  const images: ClassifiedImage[] = []
  for (const [name, trueClass] of classes) {
    const [image, ...others] = claims.get(name) ?? []
    if (image !== undefined && others.length === 0) {
      images.push({ image, truth: table, trueClass, sample: samples.get(name) ?? null })
      continue
    }
    const reason =
      image === undefined
        ? `no image in ${root} is named ${name}`
        : `${name} fits ${[image, ...others].map((path) => relative(root, path)).join(' and ')}`
    unpaired.push({ path: `${table}: ${name}`, side: 'truth', reason })
  }
  return {
    pairedBy: `classes from ${relative(folder, table).replaceAll('\\', '/')}`,
    images: images.sort((a, b) => (a.image < b.image ? -1 : 1)),
    unpaired,
  }
}

/** One class may be all there is; then it is found out by the checks. */
async function fromFolders(
  folder: string,
  root: string,
  { ignore }: PairPlaces,
): Promise<FoundClasses | null> {
  const { folders, images: loose } = await listImageFiles(root, ignore)
  const listings = await Promise.all(
    folders.map(async (name) => ({
      name,
      images: (await listImageFiles(join(root, name), ignore)).images,
    })),
  )
  const classes = listings.filter(({ images }) => images.length > 0)
  if (classes.length === 0) return null
  const where = relative(folder, root).replaceAll('\\', '/')
  return {
    pairedBy: `classes from the folders of ${where === '' ? 'the dataset' : `${where}/`}: ${classes.map(({ name }) => name).join(', ')}`,
    images: classes.flatMap(({ name, images }) =>
      images.map((image) => ({ image, truth: image, trueClass: name, sample: null })),
    ),
    unpaired: loose.map((path) => ({
      path,
      side: 'image' as const,
      reason: 'it lies in no folder that names its class',
    })),
  }
}
