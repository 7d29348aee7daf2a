/**
 * Descriptions of formats 0.1 to 0.3 as one of format 0.4: fields that were renamed, moved or written as
 * plain text. What 0.4 has no place for (language, framework, source code of the network) is left out.
 * Source: the changelog of bioimage-io/spec-bioimage-io, sections 0.3.0 to 0.4.0.
 */

type Fields = Readonly<Record<string, unknown>>

/** Weights formats that were renamed. */
const renamedWeights: Readonly<Record<string, string>> = {
  pytorch_script: 'torchscript',
  tensorflow_saved_model: 'tensorflow_saved_model_bundle',
}

/** A new document; values of unexpected types are passed on, so that the rules of 0.4 name them. */
export function convertTo04(document: unknown): unknown {
  if (!isFields(document)) return document
  const recent = 'prediction' in document ? from01(document) : document
  return {
    ...withoutKeys(recent, ['language', 'framework', 'source', 'kwargs', 'sha256']),
    authors: listOf(recent['authors'], named),
    inputs: listOf(recent['inputs'], tensor),
    outputs: listOf(recent['outputs'], tensor),
    weights: weights(recent['weights']),
  }
}

/** Format 0.1 keeps what later formats ask for under `config.future`, one entry per later version. */
function from01(document: Fields): Fields {
  const { prediction, test_input, test_output } = document
  const later = futureOf(document)
  const format = textOr(later['weights_format'], 'pytorch_state_dict')
  const own = isFields(prediction) && isFields(prediction['weights']) ? prediction['weights'] : {}
  const { hash, ...weightsFields } = own
  const sha256 = isFields(hash) ? hash['sha256'] : undefined
  const authors = isFields(later['weights']) ? later['weights']['authors'] : undefined
  const others = isFields(later['additional_weights']) ? later['additional_weights'] : {}
  return {
    ...withoutKeys(document, obsolete01),
    ...withoutKeys(later, ['weights_format', 'weights', 'additional_weights', 'inputs', 'outputs']),
    inputs: joined(document['inputs'], later['inputs']),
    outputs: joined(document['outputs'], later['outputs']),
    test_inputs: test_input === undefined ? undefined : [test_input],
    test_outputs: test_output === undefined ? undefined : [test_output],
    weights: {
      [format]: {
        ...weightsFields,
        ...(sha256 === undefined ? {} : { sha256 }),
        ...(authors === undefined ? {} : { authors }),
      },
      ...others,
    },
  }
}

const obsolete01 = ['prediction', 'test_input', 'test_output', 'hash', 'optional_kwargs']

function futureOf({ config }: Fields): Fields {
  const future = isFields(config) ? config['future'] : undefined
  if (!isFields(future)) return {}
  const first = Object.keys(future).toSorted()[0]
  const fields = first === undefined ? undefined : future[first]
  return isFields(fields) ? fields : {}
}

/** The n-th tensor with the fields that the later version adds to it. */
function joined(tensors: unknown, additions: unknown): unknown {
  if (!Array.isArray(tensors)) return tensors
  return tensors.map((one: unknown, index) => {
    const added: unknown = Array.isArray(additions) ? additions[index] : undefined
    return isFields(one) && isFields(added) ? { ...one, ...added } : one
  })
}

function tensor(written: unknown): unknown {
  if (!isFields(written) || !isFields(written['shape'])) return written
  const { reference_input, ...shape } = written['shape']
  return reference_input === undefined
    ? written
    : { ...written, shape: { reference_tensor: reference_input, ...shape } }
}

/** Until 0.3.1 people were plain names. */
function named(author: unknown): unknown {
  return typeof author === 'string' ? { name: author } : author
}

/** Entries under their new names; a parent given by its file becomes the entry that holds the file. */
function weights(written: unknown): unknown {
  if (!isFields(written)) return written
  const entries = Object.entries(written).map(
    ([format, entry]) => [renamedWeights[format] ?? format, entry] as const,
  )
  const formatOfSource = new Map(
    entries.map(([format, entry]) => [isFields(entry) ? entry['source'] : undefined, format]),
  )
  return Object.fromEntries(
    entries.map(([format, entry]) => {
      if (!isFields(entry)) return [format, entry]
      const { parent, ...fields } = entry
      const authors = 'authors' in fields ? { authors: listOf(fields['authors'], named) } : {}
      if (typeof parent !== 'string') return [format, { ...entry, ...authors }]
      const known = formatOfSource.get(parent) ?? renamedWeights[parent] ?? parent
      return [format, { ...fields, ...authors, parent: known }]
    }),
  )
}

function listOf(value: unknown, convert: (one: unknown) => unknown): unknown {
  return Array.isArray(value) ? value.map((one: unknown) => convert(one)) : value
}

function withoutKeys(fields: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)))
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
