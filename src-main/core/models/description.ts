/**
 * A model package's description as the program uses it, whatever format version it was written in:
 * axes with sizes, operations with resolved axes, files with their hashes.
 */
import type { Decoding } from '../../contract/tool-file.ts'
import type { TensorType } from '../inference/tensor.ts'
import type { TensorSpec } from '../inference/tensor-spec.ts'
import type { Operation } from './processing/operation.ts'

/** A file of the package: a path relative to the description, or a web address. */
export interface FileReference {
  readonly source: string
  /** 64 hexadecimal digits, where stated. */
  readonly sha256: string | null
}

/** What the values of a tensor are: numbers of a stated range, or one of a list of values. */
export type DataDescription =
  | {
      readonly kind: 'measured'
      /** From, to; null is open. */
      readonly range: readonly [number | null, number | null]
      /** `arbitrary unit`, `micrometer` ...; null where none is stated. */
      readonly unit: string | null
      /** The measured quantity is `value * scale + offset`. */
      readonly scale: number
      readonly offset: number | null
    }
  | { readonly kind: 'listed'; readonly values: readonly (number | string | boolean)[] }

export interface ModelTensor extends TensorSpec {
  readonly description: string
  /** Element type as described, before preprocessing or after postprocessing. */
  readonly dtype: TensorType
  /** One for all values, or one per channel; empty where nothing is stated. */
  readonly data: readonly DataDescription[]
  /** Axes along which an input may be cut into blocks that are put together again. */
  readonly concatenable: readonly string[]
  /** Preprocessing of an input, postprocessing of an output, in order, casts included. */
  readonly operations: readonly Operation[]
  /** How objects are made of an output, where its postprocessing says so; its axes are the network's own. */
  readonly decoding?: Decoding
  readonly optional: boolean
  readonly testTensor: FileReference | null
  readonly sampleTensor: FileReference | null
}

export interface WeightsEntry extends FileReference {
  /** `onnx`, `pytorch_state_dict`, `torchscript`, `tensorflow_saved_model_bundle` ... */
  readonly format: string
  readonly parent: string | null
  readonly comment: string | null
  readonly opsetVersion: number | null
  /** Second file with large tensors (0.5.6 and later). */
  readonly externalData: FileReference | null
}

export interface Person {
  readonly name: string | null
  readonly affiliation: string | null
  readonly email: string | null
  readonly githubUser: string | null
  readonly orcid: string | null
}

export interface Citation {
  readonly text: string
  readonly doi: string | null
  readonly url: string | null
}

/** Who made the package, from what, and what to cite. Null or empty where nothing is stated. */
export interface ModelAbout {
  readonly authors: readonly Person[]
  readonly maintainers: readonly Person[]
  readonly packagedBy: readonly Person[]
  readonly uploader: Person | null
  readonly cite: readonly Citation[]
  /** Pictures for people. */
  readonly covers: readonly FileReference[]
  readonly attachments: readonly FileReference[]
  readonly gitRepo: string | null
  /** The model this one was made from. */
  readonly parent: {
    readonly id: string | null
    readonly version: string | null
    readonly url: string | null
  } | null
  /** As written, ISO 8601. */
  readonly timestamp: string | null
  readonly versionComment: string | null
  /** Ids of tools that go with it. */
  readonly links: readonly string[]
  /** A file, an address or an emoji. */
  readonly icon: string | null
}

export interface ModelDescription {
  readonly formatVersion: string
  readonly name: string
  readonly summary: string
  readonly version: string | null
  readonly id: string | null
  /** Their names; more of them in `about`. */
  readonly authors: readonly string[]
  readonly about: ModelAbout
  readonly licence: string | null
  readonly documentation: string | null
  readonly tags: readonly string[]
  /** Not null: the package needs another program's steps. */
  readonly runMode: string | null
  readonly inputs: readonly ModelTensor[]
  readonly outputs: readonly ModelTensor[]
  readonly weights: readonly WeightsEntry[]
  /** As written: an id or a dataset description. */
  readonly trainingData: unknown
  readonly config: unknown
}

/** Why a description is not valid. */
export interface DescriptionError {
  /** Path into the document, for instance `inputs.0.axes.2.size`. */
  readonly field: string
  readonly message: string
  readonly code: 'model-invalid' | 'model-unknown-operation' | 'format-not-supported'
}

/** What a person should know of a valid description. */
export interface DescriptionWarning {
  readonly code: string
  readonly message: string
}
