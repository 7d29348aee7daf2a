/** What a file of another program was recognised as, in the words of those who make such files. Pure. */
import { basename, extname } from 'node:path'
import type { Task } from '../../../contract/words.ts'
import { stemOf } from '../../datasets/file-stem.ts'

const formats: Readonly<Record<string, string>> = {
  ...{ tiff: 'TIFF', 'ome-tiff': 'OME-TIFF', 'imagej-tiff': 'ImageJ TIFF' },
  ...{ png: 'PNG', jpeg: 'JPEG', npy: 'NumPy', hdf5: 'HDF5', 'bdv-hdf5': 'BigDataViewer HDF5' },
  ...{ imaris: 'Imaris', zarr: 'Zarr', 'ome-zarr': 'OME-Zarr' },
}

/** `format`: as `ImageInfo` has it. */
export function imageProfile(path: string, format: string, task: Task): string {
  const name = formats[format] ?? format
  if (/_cp_masks$/i.test(stemOf(path))) return `Cellpose masks, ${name}`
  if (/^(mask|man_seg|man_track)\d{3,}$/.test(stemOf(path)))
    return `Cell Tracking Challenge, ${name}`
  if (task === 'instances') return `label ${name}`
  return task === 'semantic' ? `mask or classes, ${name}` : name
}

/** Of points, by the file's name. */
export function tableProfile(path: string): string {
  const kind = extname(path).slice(1).toLowerCase()
  if (kind === 'npy') return 'NumPy points'
  if (kind === 'xml') return 'XML points'
  if (/[_-]allspots\./i.test(basename(path))) return 'TrackMate spots'
  return `${kind.toUpperCase()} points`
}
