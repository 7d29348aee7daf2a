/** An image inside an HDF5 file as the layouts (ilastik, Imaris, BigDataViewer, plain arrays) describe it. */
import type { PixelSizeUm } from '../../../contract/words.ts'
import type { ChannelInfo, ImageInfo, LevelInfo, PixelType, SeriesInfo } from '../types.ts'
import type { Hdf5Dataset } from './hdf5-protocol.ts'

/** What the list of images tells, and how to learn the rest. */
export interface Hdf5Candidate {
  readonly series: SeriesInfo
  open(): Promise<Hdf5Image>
}

export interface Hdf5Image {
  /** Of the whole image in stored order; the last ones are those of its datasets. */
  readonly axes: string
  readonly shape: readonly number[]
  /** How many of the first axes choose a dataset instead of a place inside one, for instance t and c. */
  readonly leadAxes: number
  readonly dtype: PixelType
  readonly pixelSizeUm: PixelSizeUm | 'uncalibrated'
  /** Where they have names or colours. */
  readonly channels?: readonly ChannelInfo[]
  readonly levels: readonly LevelInfo[]
  readonly facts: ImageInfo['facts']
  readonly warnings: readonly string[]
  /** The dataset with all pixels at these indices of the leading axes. */
  part(level: number, lead: readonly number[]): Promise<Hdf5Part>
}

export interface Hdf5Part {
  readonly name: string
  /** At least as large as the image; what goes beyond it is padding. */
  readonly dataset: Hdf5Dataset
}

export interface Hdf5Layout {
  /** As `ImageInfo.format`. */
  readonly format: string
  readonly candidates: readonly Hdf5Candidate[]
  readonly warnings: readonly string[]
}
