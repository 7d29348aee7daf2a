/** Who made a model, from what, under which licence, and whether it can be run and tried. */
import { isSpdx } from './licences.ts'
import { absent, judge, type Judged, quoteOf, substance } from './judge-value.ts'

type Fields = Readonly<Record<string, unknown>>

/** `isThere`: a file of the package. */
export function factFields(
  fields: Fields,
  isThere: (source: string) => boolean,
): Record<string, Judged> {
  return {
    name: judge(fields['name'], 'of several words', (name) => /\S\s+\S/.test(String(name))),
    description: judge(fields['description'], 'more than its name', (text) => {
      return String(text).length >= 40 && text !== fields['name']
    }),
    authors: judge(fields['authors'], 'with a valid ORCID', (all) => listOf(all).some(hasOrcid)),
    uploader: judge(fields['uploader'], 'can be reached', (one) => 'email' in mapOf(one)),
    maintainers: judge(fields['maintainers'], 'can be reached', (all) =>
      listOf(all).some(isReached),
    ),
    packaged_by: judge(fields['packaged_by'], 'can be reached', (all) =>
      listOf(all).some(isReached),
    ),
    version: judge(fields['version'], 'a version number', (one) =>
      /^v?\d+(\.\d+)*/.test(String(one)),
    ),
    version_comment: judge(fields['version_comment'], 'in a sentence', (text) => {
      return String(text).length >= 20
    }),
    timestamp: judge(
      fields['timestamp'],
      'a date',
      (one) => !Number.isNaN(Date.parse(String(one))),
    ),
    tags: judge(fields['tags'], 'three or more', (all) => new Set(listOf(all)).size >= 3),
    covers: judge(fields['covers'], 'the files are there', (all) => filesOf(all).every(isThere)),
    cite: judge(fields['cite'], 'with a DOI', (all) => listOf(all).some(hasDoi)),
    // whether an address leads somewhere is not tried: nothing is fetched
    git_repo: judge(fields['git_repo'], '', () => false),
    parent: judge(fields['parent'], 'with its version', (one) => {
      const { id, version, version_number: number, sha256 } = mapOf(one)
      return id !== undefined && (version ?? number ?? sha256) !== undefined
    }),
    training_data: judge(fields['training_data'], 'with its licence', (one) => {
      return isSpdx(String(mapOf(one)['license']))
    }),
    attachments: judge(attachmentsOf(fields['attachments']), 'the files are there', (all) => {
      return filesOf(all).every(isThere)
    }),
    license: judge(fields['license'], 'a licence of the SPDX list', (one) => isSpdx(String(one))),
    run_mode: runMode(fields['run_mode']),
    weights: weights(fields['weights']),
    test_tensor: tensors(fields, 'test_tensor', ['test_inputs', 'test_outputs'], () => false),
    sample_tensor: tensors(fields, 'sample_tensor', ['sample_inputs', 'sample_outputs'], isThere),
    scale: scale(fields),
  }
}

/** Not set is what is good here. */
function runMode(value: unknown): Judged {
  const kept = substance(value)
  return kept === null
    ? { points: 2, quote: '', note: 'needs no program of its own' }
    : { points: 0, quote: quoteOf(kept), note: 'needs a program of its own' }
}

/** Formats that more than one program runs; `pytorch_state_dict` needs the code it was written in. */
const openFormats = [
  'onnx',
  'torchscript',
  'keras_hdf5',
  'keras_v3',
  'tensorflow_saved_model_bundle',
]

function weights(value: unknown): Judged {
  const open = Object.entries(mapOf(substance(value))).filter(([format]) =>
    openFormats.includes(format),
  )
  if (open.length === 0) return { ...absent, note: 'no weights in an open format' }
  const hashed = open.filter(([, entry]) => /^[0-9a-f]{64}$/i.test(String(mapOf(entry)['sha256'])))
  return {
    points: hashed.length > 0 ? 2 : 1,
    quote: open.map(([format]) => format).join(', '),
    note: hashed.length > 0 ? 'with a hash' : 'without a hash',
  }
}

/** All of the inputs and outputs of 0.5, or the lists of 0.4. */
function tensors(
  fields: Fields,
  name: string,
  older: readonly string[],
  isChecked: (source: string) => boolean,
): Judged {
  const lists = older.map((field) => listOf(fields[field]))
  const ends = [...listOf(fields['inputs']), ...listOf(fields['outputs'])].map(
    (end) => mapOf(end)[name],
  )
  const isOlder = lists.some((list) => list.length > 0)
  const found = isOlder ? lists.flat() : ends
  const isWhole = isOlder
    ? lists.every((list) => list.length > 0)
    : found.every((one) => substance(one) !== null)
  if (found.length === 0 || found.every((one) => substance(one) === null)) return absent
  const sources = filesOf(found)
  const points = !isWhole ? 1 : sources.length > 0 && sources.every(isChecked) ? 2 : 1
  return {
    points,
    quote: quoteOf(sources.join(', ')),
    note:
      points === 2 ? 'the files are there' : isWhole ? 'stated' : 'not of every input and output',
  }
}

/** Axes of space with a unit; checked: each of the first input has one, with a scale. */
function scale(fields: Fields): Judged {
  const [input] = listOf(fields['inputs'])
  const axes = listOf(mapOf(input)['axes'])
    .map(mapOf)
    .filter(({ type }) => type === 'space')
  const stated = axes.filter(({ unit }) => substance(unit) !== null)
  if (stated.length === 0) return absent
  const scaled = stated.filter((axis) => typeof axis['scale'] === 'number')
  return {
    points: scaled.length === axes.length ? 2 : 1,
    quote: stated
      .map(
        ({ id, scale: size, unit }) =>
          `${String(id)}: ${typeof size === 'number' ? String(size) : '?'} ${String(unit)}`,
      )
      .join(', '),
    note: scaled.length === axes.length ? 'of every axis, with its unit' : 'without numbers',
  }
}

/** Until 0.4 `{files: [...]}`. */
function attachmentsOf(value: unknown): unknown {
  return Array.isArray(value) ? value : (mapOf(value)['files'] ?? value)
}

function filesOf(value: unknown): string[] {
  return listOf(value).flatMap((one) => {
    const source = typeof one === 'string' ? one : mapOf(one)['source']
    return typeof source === 'string' ? [source] : []
  })
}

function hasDoi(citation: unknown): boolean {
  return /^(https?:\/\/(dx\.)?doi\.org\/)?10\.\d{4,9}\/\S+$/.test(String(mapOf(citation)['doi']))
}

function isReached(person: unknown): boolean {
  const { email, github_user: user } = mapOf(person)
  return email !== undefined || user !== undefined || hasOrcid(person)
}

/** With its check digit, ISO 7064 mod 11-2. */
function hasOrcid(person: unknown): boolean {
  const orcid = mapOf(person)['orcid']
  if (typeof orcid !== 'string') return false
  const digits = orcid.replace(/^https?:\/\/orcid\.org\//, '').replaceAll('-', '')
  if (!/^\d{15}[\dX]$/.test(digits)) return false
  let sum = 0
  for (const digit of digits.slice(0, 15)) sum = (sum + Number(digit)) * 2
  const check = (12 - (sum % 11)) % 11
  return digits.at(-1) === (check === 10 ? 'X' : String(check))
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}

function mapOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {}
}
