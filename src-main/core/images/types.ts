/**
 * Images as the core sees them: what a file holds (`ImageInfo`), how planes are read from it on demand
 * (`ImageSource`), and arrays of pixels in memory (`PixelBlock`, `LabelImage`). No decoding here.
 */
import type { PixelSizeUm } from '../../contract/words.ts'

export type PixelType =
  | 'bool'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'float16'
  | 'float32'
  | 'float64'

/** bool is stored as Uint8Array of 0 and 1, float16 as Float32Array. */
export type PixelArray =
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Float32Array
  | Float64Array

/** Pixels in C order; `axes` has one letter per entry of `shape`: t c z y x, s interleaved samples, q unknown. */
export interface PixelBlock {
  readonly axes: string
  readonly shape: readonly number[]
  readonly dtype: PixelType
  readonly data: PixelArray
  /** Pixels that the file does not hold and that got its fill value (absent chunks), if there are any. */
  readonly filledPixels?: number
}

export interface ChannelInfo {
  readonly name: string
  /** `#rrggbb`, where the file states one. */
  readonly color?: string
}

export interface LevelInfo {
  /** Factor by which level 0 was reduced, per axis. */
  readonly downsample: number
  readonly height: number
  readonly width: number
  /** Planes along z at this level, where a level is reduced along z too. Regions count z at level 0 all the same. */
  readonly z?: number
}

/** One image of a file that holds several: a series, a field of a plate, a dataset, a label image. */
export interface SeriesInfo {
  readonly name: string
  readonly kind: 'image' | 'labels'
  /** Of a plate: row and column as the plate names them, field counted from 0. */
  readonly well?: { readonly row: string; readonly column: string; readonly field: number }
}

export interface ImageInfo {
  /** For instance `tiff`, `ome-tiff`, `imagej-tiff`, `ome-zarr`, `zarr`, `hdf5`, `png`, `jpeg`, `npy`. */
  readonly format: string
  /** Stored order, for instance `tzcyx`, `yxs`. */
  readonly axes: string
  readonly shape: readonly number[]
  readonly dtype: PixelType
  readonly pixelSizeUm: PixelSizeUm | 'uncalibrated'
  readonly channels: readonly ChannelInfo[]
  readonly levels: readonly LevelInfo[]
  /** Size of the plane-wise view: every image is t x c x z planes of height x width x samples. */
  readonly size: {
    readonly t: number
    readonly c: number
    readonly z: number
    readonly height: number
    readonly width: number
    /** Interleaved or planar colour samples of one pixel (RGB 3, RGBA 4), else 1. */
    readonly samples: number
  }
  /** All images of the file; `seriesIndex` is the one that this source reads. */
  readonly series: readonly SeriesInfo[]
  readonly seriesIndex: number
  /** What the file says of itself, in words for a person: `Compression` deflate, `Objective` 40x. */
  readonly facts: readonly { readonly name: string; readonly value: string }[]
  /** What a person should know: an ignored part of the file, an odd colour model. */
  readonly warnings: readonly string[]
}

/** One rectangle of one plane, in pixels of `level`. */
export interface Region {
  readonly level?: number
  readonly t?: number
  readonly c?: number
  readonly z?: number
  readonly y: number
  readonly x: number
  readonly height: number
  readonly width: number
}

export interface ReadOptions {
  /** Reading stops early where nobody waits any more; the promise rejects with 'cancelled'. */
  readonly signal?: AbortSignal | undefined
  /** Filled and given back as `data` where type and length fit, which saves allocating. */
  readonly target?: PixelArray | undefined
}

export interface ImageSource {
  readonly path: string
  readonly info: ImageInfo
  /** Whether the values are indices into a colour table, which `info.warnings` also says. */
  readonly isPalette?: boolean
  /** Whether the compression changed the values, so that they are no identities. */
  readonly isLossy?: boolean
  /** Whether several files belong to the image, or would by what the file says of itself. */
  readonly isOfSet?: boolean
  /** Pixels of one rectangle, axes `yx` or `yxs`; rectangles beyond the edge are an error. */
  readRegion(region: Region, options?: ReadOptions): Promise<PixelBlock>
  /** One whole plane at level 0, axes `yx` or `yxs`. */
  readPlane(
    plane?: { readonly t?: number; readonly c?: number; readonly z?: number },
    options?: ReadOptions,
  ): Promise<PixelBlock>
  /**
   * All pixels of level 0 in stored order, one plane after another (very large planes in pieces), for
   * hashing without holding them. An array may be overwritten once the next is asked for: copy what is kept.
   */
  readPlanesInStoredOrder(): AsyncIterable<PixelArray>
  /** The whole of level 0 in stored order. */
  readAll(): Promise<PixelBlock>
  /** Of formats that may lack chunks: how many of level 0 are absent. Every one is looked for, which takes time. */
  countMissingChunks?(): Promise<{ readonly missing: number; readonly total: number }>
  close(): Promise<void>
}

/** Instances: 0 is background, every other value one object. Shape `[y, x]` or `[z, y, x]`, C order. */
export interface LabelImage {
  readonly shape: readonly number[]
  readonly data: Uint32Array
}

/** Foreground where not 0. Shape `[y, x]` or `[z, y, x]`, C order. */
export interface Mask {
  readonly shape: readonly number[]
  readonly data: Uint8Array
}

/** Real-valued image for restoration metrics and network tensors, C order. */
export interface RealImage {
  readonly shape: readonly number[]
  readonly data: Float64Array | Float32Array
}
