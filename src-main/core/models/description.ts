/**
 * A model package's description as the program uses it, whatever format version it was written in:
 * axes with sizes, operations with resolved axes, files with their hashes.
 */
import type { TensorType } from '../inference/tensor.ts'
import type { TensorSpec } from '../inference/tensor-spec.ts'
import type { Operation } from './processing/operation.ts'

/** A file of the package: a path relative to the description, or a web address. */
export interface FileReference {
  readonly source: string
  /** 64 hexadecimal digits, where stated. */
  readonly sha256: string | null
}

export interface ModelTensor extends TensorSpec {
  readonly description: string
  /** Element type as described, before preprocessing or after postprocessing. */
  readonly dtype: TensorType
  /** Preprocessing of an input, postprocessing of an output, in order, casts included. */
  readonly operations: readonly Operation[]
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

export interface ModelDescription {
  readonly formatVersion: string
  readonly name: string
  readonly summary: string
  readonly version: string | null
  readonly id: string | null
  readonly authors: readonly string[]
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
