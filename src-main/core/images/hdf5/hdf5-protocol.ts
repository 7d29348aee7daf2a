/** What the reading side asks of the thread that runs the HDF5 library, and what comes back: plain data. */

/** The type of an attribute or dataset as the library tells it. */
export interface Hdf5Type {
  /** H5T_class_t: 0 integer, 1 float, 3 string, 4 bit field, 6 compound, 8 enumeration. */
  readonly classNumber: number
  /** Bytes of one value. */
  readonly size: number
  readonly isSigned: boolean
  readonly isLittleEndian: boolean
  /** Of an enumeration: its names with their values. */
  readonly members?: Readonly<Record<string, number>>
}

export interface Hdf5Dataset extends Hdf5Type {
  readonly shape: readonly number[]
  /** Null where the values lie in one piece. */
  readonly chunks: readonly number[] | null
  /** Number and name of each filter, in the order of writing. */
  readonly filters: readonly { readonly id: number; readonly name: string }[]
  /** The values are those of datasets in other files. */
  readonly isVirtual: boolean
}

export interface Hdf5Child {
  readonly name: string
  readonly kind: 'group' | 'dataset' | 'link' | 'other'
}

export type AttributeValue = string | number | readonly string[] | readonly number[]
export type Attributes = Readonly<Record<string, AttributeValue>>

export type Hdf5Question =
  | { readonly kind: 'children'; readonly group: string }
  | { readonly kind: 'attributes'; readonly object: string }
  | { readonly kind: 'dataset'; readonly dataset: string }
  | {
      readonly kind: 'read'
      readonly dataset: string
      readonly offset: readonly number[]
      readonly count: readonly number[]
      /** Of the whole answer. */
      readonly bytes: number
    }
  | { readonly kind: 'close' }

export interface Hdf5Answers {
  /** `total` may be more than what is listed. */
  readonly children: { readonly children: readonly Hdf5Child[]; readonly total: number }
  readonly attributes: Attributes
  readonly dataset: Hdf5Dataset
  /** Little-endian values in C order, except of enumerations, which keep the file's byte order. */
  readonly read: ArrayBuffer
  readonly close: null
}

export interface Hdf5Message {
  readonly path: string
  readonly question: Hdf5Question
}

/** `trace` is what the library wrote about a failure; where the library is broken, a new thread is needed. */
export type Hdf5Reply =
  | { readonly answer: Hdf5Answers[keyof Hdf5Answers] }
  | { readonly trace: string; readonly isBroken: boolean }
