/** One model of a collection as a person sees it: what it says of itself, and whether it runs here. */
import { stat } from 'node:fs/promises'
import type { CollectionEntry } from '../../../contract/shelf.ts'
import { isTouchstoneError, messageOf } from '../../errors.ts'
import { requireOnnxFile } from '../../inference/weights-file.ts'
import { openAddress } from '../download/open-address.ts'
import type { Reach } from '../download/address-reach.ts'
import type { WeightsEntry } from '../description.ts'
import { besideOf, type Place } from './beside.ts'
import { judgeDescription, type Judgement } from './judge-description.ts'
import { customDomains } from './onnx-domains.ts'
import { resourceFacts, type ResourceFacts } from './resource-facts.ts'

export interface DescribedModel {
  readonly id: string
  readonly facts: ResourceFacts
  /** The parsed description; null where it was not read. */
  readonly document: unknown
  /** Where the description lies, so that its weights can be found; null for one inside a zip. */
  readonly place: Place | null
  /** Unpacked sizes of the files beside it, of a zip. */
  readonly sizes: ReadonlyMap<string, number> | null
  readonly download: CollectionEntry['download']
  /** Why the description was not read, or must not be used. */
  readonly problem: { readonly runsHere: false | null; readonly reason: string } | null
}

export interface JudgeOptions {
  /** Weights larger than this are not installed. */
  readonly limitBytes: number
  readonly origin: Reach
  readonly readWeb: boolean
  readonly signal?: AbortSignal | undefined
}

const notTold =
  'The collection does not say which weights it has; that is found when it is installed.'

/** Never throws for what is wrong with one model: that is its reason. */
export async function collectionEntry(
  model: DescribedModel,
  options: JudgeOptions,
): Promise<CollectionEntry> {
  const told = model.document === null ? null : resourceFacts(model.document)
  const facts = told ?? model.facts
  const judged = await judge(model, options)
  return {
    id: model.id,
    name: facts.name ?? model.facts.name ?? model.id,
    version: facts.version ?? model.facts.version,
    description: facts.description || model.facts.description,
    licence: facts.licence ?? model.facts.licence,
    authors: [...(facts.authors.length > 0 ? facts.authors : model.facts.authors)],
    citations: [...(facts.citations.length > 0 ? facts.citations : model.facts.citations)],
    tags: [...(facts.tags.length > 0 ? facts.tags : model.facts.tags)],
    covers: [...(model.facts.covers.length > 0 ? model.facts.covers : facts.covers)],
    weights: judged.weights === null ? null : [...judged.weights],
    bytes: judged.bytes,
    runsHere: judged.runsHere,
    reason: judged.reason,
    download: model.download,
    installed: null,
  }
}

interface Judged extends Pick<Judgement, 'weights' | 'reason'> {
  readonly runsHere: boolean | null
  readonly bytes: number | null
}

async function judge(model: DescribedModel, options: JudgeOptions): Promise<Judged> {
  if (model.problem) return { weights: null, bytes: null, ...model.problem }
  if (model.document === null)
    return { weights: null, bytes: null, runsHere: null, reason: notTold }
  const judgement = judgeDescription(model.document)
  const { weights, reason, onnx } = judgement
  if (!judgement.runsHere || onnx === null) return { weights, reason, runsHere: false, bytes: null }
  try {
    const { bytes, refusal } = await lookAtWeights(model, onnx, options)
    if (refusal !== null) return { weights, bytes, runsHere: false, reason: refusal }
    if (bytes !== null && bytes > options.limitBytes) {
      const refused = `It is too large: its weights have ${megabytes(bytes)}, and at most ${megabytes(options.limitBytes)} can be installed here (8 GB, or nine tenths of the free disk space).`
      return { weights, bytes, runsHere: false, reason: refused }
    }
    return { weights, bytes, runsHere: true, reason: null }
  } catch (error) {
    if (!isTouchstoneError(error)) throw error
    return { weights, bytes: null, runsHere: false, reason: messageOf(error) }
  }
}

/** Size of the weights and, of a file on disk, whether the runtime has its operators. */
async function lookAtWeights(
  { place, sizes, facts, id }: DescribedModel,
  onnx: WeightsEntry,
  { origin, readWeb, signal }: JudgeOptions,
): Promise<{ readonly bytes: number | null; readonly refusal: string | null }> {
  const missing = `Its description names the weights ${onnx.source}, which are not there.`
  if (place === null) {
    const name = onnx.source.replace(/^\.\//, '')
    const bytes = sizes?.get(name) ?? null
    return { bytes, refusal: bytes === null && sizes !== null ? missing : null }
  }
  const beside = besideOf(place, onnx.source)
  if (beside.kind === 'web') {
    if (!readWeb) return { bytes: null, refusal: null }
    return { bytes: await sizeOnWeb(beside.address, origin, signal), refusal: null }
  }
  const bytes = await stat(beside.path).then(
    ({ size }) => size,
    () => null,
  )
  if (bytes === null) return { bytes, refusal: missing }
  await requireOnnxFile(beside.path)
  const domains = await customDomains(beside.path)
  const refusal =
    domains.length === 0
      ? null
      : `${facts.name ?? id} needs custom operators (${domains.join(', ')}), which ONNX Runtime does not have.`
  return { bytes, refusal }
}

/** Null where the server does not tell: then it is found while it is fetched. */
async function sizeOnWeb(
  address: string,
  origin: Reach,
  signal: AbortSignal | undefined,
): Promise<number | null> {
  try {
    const answer = await openAddress(address, { origin, signal, method: 'HEAD' })
    answer.body.destroy()
    return answer.sizeBytes
  } catch (error) {
    if (isTouchstoneError(error)) return null
    throw error
  }
}

function megabytes(bytes: number): string {
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}
