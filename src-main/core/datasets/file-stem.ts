/** File names as pairing sees them: the stem without extension, and without what marks it as truth. */
import { parseImageReference } from '../images/image-reference.ts'

/** Formats that are read, as lower-case extensions. */
const readableExtensions = [
  ...['.tif', '.tiff', '.btf', '.tf2', '.tf8', '.lsm', '.stk', '.svs', '.scn', '.png', '.npy'],
  ...['.jpg', '.jpeg', '.h5', '.hdf5', '.ims', '.ozx', '.zarr.zip', '.companion.ome'],
]
/** Folders that are one image. */
const imageFolderExtensions = ['.zarr']
/** Images that a person would expect to pair, but that cannot be read. */
const otherImageExtensions = [
  ...['.bmp', '.gif', '.webp', '.jp2', '.czi', '.nd2', '.lif', '.oib', '.oif', '.oir', '.vsi'],
  ...['.zvi', '.dm3', '.dm4', '.mrc', '.nrrd', '.mha', '.mhd', '.nii', '.dv'],
]
/** Extensions of several parts. */
const longExtensions = ['.zarr.zip', '.companion.ome']
const truthSuffixes = [
  ...['_cp_masks', '_masks', '_mask', '_labels', '_label', '_gt', '_truth', '_seg'],
]
const pointSuffixes = [
  ...['_points', '_point', '_spots', '_locations', '_annotations', '_gt', '_truth'],
  ...['_predictions', '_prediction', '_preds', '_pred', '_allspots', '_detections'],
]
const predictionSuffixes = [
  ...['_cp_masks', '_masks', '_mask', '_labels', '_label'],
  ...['_predictions', '_prediction', '_preds', '_pred'],
  // as pipelines of CellProfiler name the objects that they save
  ...['_objects', '_object', '_nuclei', '_cells', '_cytoplasm'],
]

export type FileSort = 'image' | 'unreadable-image' | 'other'

/** What a file is by its name; hidden files are `other`. */
export function sortOfFile(name: string): FileSort {
  if (name.startsWith('.')) return 'other'
  const extension = extensionOf(name)
  if (readableExtensions.includes(extension)) return 'image'
  return otherImageExtensions.includes(extension) ? 'unreadable-image' : 'other'
}

/** Whether a file is stored with loss: beside an exact one of the same stem it is a preview. */
export function isLossyFile(name: string): boolean {
  return ['.jpg', '.jpeg'].includes(extensionOf(name))
}

/** Whether a folder is one image by its name; hidden folders are none. */
export function isImageFolder(name: string): boolean {
  return !name.startsWith('.') && imageFolderExtensions.includes(extensionOf(name))
}

/**
 * Name without folder and extension, of a path or image reference; `.ome.tif` is one extension. A place
 * inside a store or HDF5 file is named after the store, a numbered series after what stands before the star.
 */
export function stemOf(reference: string): string {
  const { path } = parseImageReference(reference)
  const parts = path.split(/[\\/]/)
  const container = parts.findIndex((part) => /\.(zarr|zarr\.zip|ozx|h5|hdf5|ims)$/i.test(part))
  const given = parts.at(container) ?? path
  const unstarred = given.replaceAll(/[_\-. ]*\*/g, '')
  const name = unstarred === extensionOf(given) ? given : unstarred
  const withoutExtension = name.slice(0, name.length - extensionOf(name).length)
  const stem = withoutExtension === '' ? name : withoutExtension
  return /\.ome$/i.test(stem) && stem.length > 4 ? stem.slice(0, -4) : stem
}

/** Stem without a suffix such as `_mask` or `_labels` (any case), or null where there is none. */
export function withoutTruthSuffix(stem: string): string | null {
  return withoutSuffix(stem, truthSuffixes)
}

/** Stem without a suffix such as `_cp_masks` or `_pred` (any case), or null where there is none. */
export function withoutPredictionSuffix(stem: string): string | null {
  return withoutSuffix(stem, predictionSuffixes)
}

/** Stem of a table of points without a suffix such as `_points` (any case), or null where there is none. */
export function withoutPointSuffix(stem: string): string | null {
  return withoutSuffix(stem, pointSuffixes)
}

export const truthSuffixList = truthSuffixes.join(', ')
export const pointSuffixList = pointSuffixes.slice(0, 4).join(', ')
export const predictionSuffixList = predictionSuffixes.join(', ')

function withoutSuffix(stem: string, suffixes: readonly string[]): string | null {
  const lower = stem.toLowerCase()
  const suffix = suffixes.find((each) => lower.endsWith(each) && lower.length > each.length)
  return suffix === undefined ? null : stem.slice(0, -suffix.length)
}

function extensionOf(name: string): string {
  const lower = name.toLowerCase()
  const long = longExtensions.find((each) => lower.endsWith(each) && lower.length > each.length)
  if (long !== undefined) return long
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot).toLowerCase()
}
