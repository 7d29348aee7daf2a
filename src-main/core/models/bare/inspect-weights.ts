/**
 * Weights without a description, looked at for the form that a person fills in: the graph, what a container
 * or a tool file says, what a short trial shows; each suggestion with its origin, and what nothing tells.
 */
import { basename } from 'node:path'
import type { BareModel } from '../../../contract/bare-model.ts'
import { toolFileSchema, type Decoding } from '../../../contract/tool-file.ts'
import { readStatedFile } from '../../datasets/read-stated-file.ts'
import { isTouchstoneError } from '../../errors.ts'
import { openSession, type Session } from '../../inference/session.ts'
import { toolFileBeside } from '../bare-onnx.ts'
import type { Graph } from '../fit-graph.ts'
import {
  czannDecoding,
  czannSettings,
  rangeSentence,
  whyTypeNotRunnable,
} from '../packages/czann-manifest.ts'
import { sessionWithOutput } from './choose-output.ts'
import { imageOutput, listOf, whyNoImage } from './image-output.ts'
import { locateWeights, type LocatedWeights } from './locate-weights.ts'
import { type AxesSuggestion, suggestAxes, suggestOutputAxes } from './suggest-axes.ts'
import { suggestMeaning } from './suggest-meaning.ts'
import { trySizes, type Trial } from './try-sizes.ts'

type Settings = BareModel['suggestion']

interface Findings {
  readonly suggestion: Settings
  readonly origins: Record<string, string>
  readonly open: string[]
  decoding: Decoding | null
}

const threads = 2

/**
 * What cannot run is an answer with the reason, not an error.
 * @throws TouchstoneError 'file-not-found', 'tool-invalid' where the path names no bare weights
 */
export async function inspectWeights(path: string, cacheDir: string): Promise<BareModel> {
  const located = await locateWeights(path, cacheDir)
  const { container } = located
  const head = {
    path,
    format: container ? ('czann' as const) : ('onnx' as const),
    name:
      container?.manifest.ModelName?.trim() || basename(path).replace(/\.(onnx|ort|czann)$/i, ''),
    version: container?.manifest.Version?.toString() ?? null,
    licence: null,
  }
  const reason = located.problem ?? (container ? typeProblem(path, container.manifest) : null)
  if (reason !== null) return { ...head, ...nothing, cannotRun: reason }
  let session: Session
  try {
    session = await openSession(located.weights, { threads })
  } catch (error) {
    if (!isTouchstoneError(error)) throw error
    return {
      ...head,
      ...nothing,
      cannotRun: error.message.replaceAll('model.model', basename(path)),
    }
  }
  try {
    const graph = { inputs: session.inputs.map(onWire), outputs: session.outputs.map(onWire) }
    const cannotRun = whyNoImage(path, session)
    if (cannotRun !== null) return { ...head, ...nothing, ...graph, cannotRun }
    return { ...head, ...graph, ...(await findings(located, session)), cannotRun: null }
  } finally {
    await session.close()
  }
}

const nothing = {
  inputs: [],
  outputs: [],
  suggestion: {},
  decoding: null,
  origins: {},
  open: [],
} satisfies Partial<BareModel>

async function findings(located: LocatedWeights, session: Session): Promise<Findings> {
  const found: Findings = { suggestion: {}, origins: {}, open: [], decoding: null }
  const stated = await statedSettings(located)
  const said = stated.findLast(({ settings }) => typeof settings['output'] === 'number')
  const index = Math.min(
    Number(said?.settings['output'] ?? imageOutput(session)),
    session.outputs.length - 1,
  )
  const axes = await axesAndTrial(sessionWithOutput(session, index), stated)
  if (index > 0) suggest(found, { output: index }, 'the first output that may be an image')
  suggest(found, { inputAxes: axes.input.axes }, axes.input.origin)
  if (axes.output.axes !== axes.input.axes)
    suggest(found, { outputAxes: axes.output.axes }, axes.output.origin)
  if (axes.trial) addTrial(found, axes.trial)
  else found.open.push('A trial with small images did not run; try sizes with an image of yours.')
  for (const { settings, origin } of stated) suggest(found, settings, origin)
  addMeaning(found, stated, axes)
  const isByFormat =
    located.container !== null &&
    stated.every(({ settings }) => (settings['normalisation'] ?? 'type-range') === 'type-range')
  if (isByFormat) found.open.push(rangeSentence)
  addNormalisation(found, session)
  addOtherOutputs(found, session, index)
  return found
}

interface Stated {
  readonly settings: Settings
  readonly decoding: Decoding | null
  readonly origin: string
}

/** What files say, the weightier last: the container, then the tool file beside it. */
async function statedSettings({ path, container }: LocatedWeights): Promise<Stated[]> {
  const stated: Stated[] = []
  if (container) {
    const { manifest } = container
    stated.push({
      settings: { ...czannSettings(manifest), ...blockOf(manifest.InputShape.slice(-3, -1)) },
      decoding: czannDecoding(manifest),
      origin: `model.json of the container (${manifest.Type})`,
    })
  }
  const file = toolFileBeside(path)
  try {
    const { settings } = await readStatedFile(file, toolFileSchema, 'tool-invalid')
    const { parameters, decoding } = settings
    stated.push({
      settings: parameters,
      decoding: decoding ?? null,
      origin: `${basename(file)} beside it`,
    })
  } catch (error) {
    if (!isTouchstoneError(error) || error.code !== 'file-not-found') throw error
  }
  return stated
}

/** Containers are cut into tiles of one size; the graph may leave it open. */
function blockOf([height, width]: readonly number[]): Settings {
  return height !== undefined && height === width ? { blockPx: height } : {}
}

interface Look {
  readonly input: AxesSuggestion
  readonly output: AxesSuggestion
  readonly trial: Trial | null
}

async function axesAndTrial(session: Session, stated: readonly Stated[]): Promise<Look> {
  const [input] = session.inputs
  const [output] = session.outputs
  const said = stated.findLast(({ settings }) => typeof settings['inputAxes'] === 'string')
  const choices = said
    ? [{ axes: String(said.settings['inputAxes']), origin: said.origin }]
    : suggestAxes(input!)
  const pairs = choices.map((choice) => {
    const saidOutput = said?.settings['outputAxes']
    const outputAxes =
      typeof saidOutput === 'string'
        ? { axes: saidOutput, origin: said!.origin }
        : suggestOutputAxes(output!, choice.axes)
    return { input: choice, output: outputAxes ?? choice }
  })
  for (const pair of pairs) {
    const trial = await trySizes(session, pair.input.axes, pair.output.axes)
    if (trial) return { ...pair, trial }
  }
  return { ...pairs[0]!, trial: null }
}

function addTrial(found: Findings, trial: Trial): void {
  const { taken, refused, multiple, relation, channels } = trial
  const tried =
    `a trial with sides of ${taken.join(', ')}` +
    (refused.length > 0 ? `; ${refused.join(', ')} were not taken` : '')
  if (multiple !== null) suggest(found, { sizeMultiple: multiple }, tried)
  if (relation !== null && relation.scale !== 1)
    suggest(found, { outputScale: relation.scale }, tried)
  if (relation !== null && relation.offsetPx !== 0)
    suggest(found, { outputOffsetPx: relation.offsetPx }, tried)
  if (channels > 1 && multiple !== null) suggest(found, { inputChannels: channels }, tried)
}

function addMeaning(found: Findings, stated: readonly Stated[], { output, trial }: Look): void {
  const said = stated.findLast(({ decoding }) => decoding !== null)
  if (said) {
    found.decoding = said.decoding
    found.origins['decoding'] = said.origin
    return
  }
  if (!trial) return
  const { decoding, origin, open } = suggestMeaning(trial, output.axes)
  found.open.push(...open)
  if (decoding === null || origin === null) return
  found.decoding = decoding
  found.origins['decoding'] = origin
}

function addNormalisation(found: Findings, session: Session): void {
  if (found.suggestion['normalisation'] !== undefined) return
  const dtype = session.inputs[0]!.dtype
  if (/^u?int/.test(dtype)) {
    suggest(found, { normalisation: 'none' }, `the network takes whole numbers (${dtype})`)
    return
  }
  found.open.unshift(
    'How images were normalised for training is not said in the file. Ask who made the model, or compare first predictions.',
  )
}

function addOtherOutputs({ open }: Findings, { outputs }: Graph, chosen: number): void {
  const others = outputs.filter((_, index) => index !== chosen)
  if (others.length === 0) return
  open.push(
    `The network has more outputs than ${outputs[chosen]!.name}, which is used: ${listOf(others)}. The setting output chooses another, counted from 0.`,
  )
}

function suggest(found: Findings, settings: Settings, origin: string): void {
  for (const [name, value] of Object.entries(settings)) {
    found.suggestion[name] = value
    found.origins[name] = origin
  }
}

function typeProblem(
  path: string,
  manifest: Parameters<typeof whyTypeNotRunnable>[0],
): string | null {
  const reason = whyTypeNotRunnable(manifest)
  return reason === null ? null : `${basename(path)} cannot be run here: ${reason}.`
}

function onWire({ name, dtype, shape }: Session['inputs'][number]): BareModel['inputs'][number] {
  return { name, dtype, shape: [...shape] }
}
