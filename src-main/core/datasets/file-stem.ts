/** File names as pairing sees them: the stem without extension, and without what marks it as truth. */

/** Formats that are read today, as lower-case extensions. */
const readableExtensions = ['.tif', '.tiff', '.btf', '.tf2', '.tf8', '.png', '.npy']
/** Images that a person would expect to pair, but that cannot be read yet. */
const otherImageExtensions = [
  ...['.jpg', '.jpeg', '.bmp', '.gif', '.webp', '.jp2', '.czi', '.nd2', '.lif', '.lsm', '.oib'],
  ...['.oif', '.vsi', '.svs', '.h5', '.hdf5', '.ims', '.nrrd', '.mha', '.mhd', '.nii', '.dv'],
]
const truthSuffixes = [
  ...['_cp_masks', '_masks', '_mask', '_labels', '_label', '_gt', '_truth', '_seg'],
]
const predictionSuffixes = [
  ...['_cp_masks', '_masks', '_mask', '_labels', '_label'],
  ...['_predictions', '_prediction', '_preds', '_pred'],
]

export type FileSort = 'image' | 'unreadable-image' | 'other'

/** What a file is by its name; hidden files are `other`. */
export function sortOfFile(name: string): FileSort {
  if (name.startsWith('.')) return 'other'
  const extension = extensionOf(name)
  if (readableExtensions.includes(extension)) return 'image'
  return otherImageExtensions.includes(extension) ? 'unreadable-image' : 'other'
}

/** Name without folder and extension; `.ome.tif` is one extension. */
export function stemOf(path: string): string {
  const name = path.split(/[\\/]/).at(-1) ?? path
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

export const truthSuffixList = truthSuffixes.join(', ')
export const predictionSuffixList = predictionSuffixes.join(', ')

function withoutSuffix(stem: string, suffixes: readonly string[]): string | null {
  const lower = stem.toLowerCase()
  const suffix = suffixes.find((each) => lower.endsWith(each) && lower.length > each.length)
  return suffix === undefined ? null : stem.slice(0, -suffix.length)
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot).toLowerCase()
}
