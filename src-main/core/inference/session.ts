/**
 * One opened ONNX file. `run` blocks the event loop for its whole duration, so sessions live in the
 * engine's process only. The runtime is loaded when the first session opens.
 */
import { basename } from 'node:path'
import type { InferenceSession } from 'onnxruntime-node'
import { TouchstoneError, messageOf } from '../errors.ts'
import { isDeviceLost, isOutOfMemory } from './out-of-memory.ts'
import { fromOrt, isTensorType, toOrt, type GraphValue, type OrtModule } from './ort-tensor.ts'
import { providerReason, readableReason } from './provider-reason.ts'
import type { Tensor } from './tensor.ts'
import { requireHash, requireOnnxFile, sha256OfFile } from './weights-file.ts'

export interface SessionOptions {
  /** Threads within one operator; stated and recorded, because it decides the speed. */
  readonly threads: number
  /** Execution providers in order of preference; one is tried after another. */
  readonly providers?: readonly string[]
  /** The description's hash of the file, hexadecimal; refused where it differs. */
  readonly expectedSha256?: string | null
  /** ONNX Runtime itself; ours where absent. */
  readonly runtime?: () => Promise<OrtModule>
}

export interface Session {
  readonly inputs: readonly GraphValue[]
  readonly outputs: readonly GraphValue[]
  /** The execution provider that was opened. */
  readonly provider: string
  /** Why preferred providers were passed over. */
  readonly notes: readonly string[]
  readonly threads: number
  /** Hexadecimal SHA-256 of the weights file. */
  readonly sha256: string
  /** Tensors in the order of `inputs`; results in the order of `outputs`, as many as `outputAxes` names. */
  run(inputs: readonly Tensor[], outputAxes: readonly (readonly string[])[]): Promise<Tensor[]>
  close(): Promise<void>
}

/**
 * Opens weights for inference.
 * @throws TouchstoneError weights-missing, model-git-lfs-pointer, weights-hash-mismatch, model-invalid,
 * model-not-runnable (custom operators, types we cannot feed), provider-unavailable, out-of-memory.
 */
export async function openSession(path: string, options: SessionOptions): Promise<Session> {
  await requireOnnxFile(path)
  const sha256 = await sha256OfFile(path)
  if (options.expectedSha256) requireHash(path, options.expectedSha256, sha256)
  const ort = await (options.runtime ?? (() => import('onnxruntime-node')))()
  const { session, provider, notes } = await openWithFirstProvider(ort, path, options)
  const inputs = session.inputMetadata.map((value) => graphValue(path, 'input', value))
  const outputs = session.outputMetadata.map((value) => graphValue(path, 'output', value))
  return {
    inputs,
    outputs,
    provider,
    notes,
    threads: options.threads,
    sha256,
    async run(tensors, outputAxes) {
      const feeds: Record<string, ReturnType<typeof toOrt>> = {}
      inputs.forEach((input, index) => {
        const tensor = tensors[index]
        if (!tensor) {
          throw new TouchstoneError(
            'model-not-runnable',
            `The network takes ${inputs.length} inputs, but ${tensors.length} were given; ${input.name} is missing.`,
          )
        }
        requireFits(input, tensor)
        feeds[input.name] = toOrt(ort, tensor, input.dtype)
      })
      const wanted = outputs.slice(0, outputAxes.length)
      const results = await runSession(
        session,
        { path, provider },
        feeds,
        wanted.map((output) => output.name),
      )
      return wanted.map((output, index) =>
        fromOrt(output.name, results[output.name]!, outputAxes[index]!),
      )
    },
    close: () => session.release(),
  }
}

async function openWithFirstProvider(
  ort: OrtModule,
  path: string,
  options: SessionOptions,
): Promise<{ session: InferenceSession; provider: string; notes: string[] }> {
  const notes: string[] = []
  const providers = options.providers ?? ['cpu']
  // names that the build does not know are dropped silently by the runtime, so they are sorted out here
  const known = ort.listSupportedBackends().map((backend) => backend.name)
  for (const provider of providers) {
    if (!known.includes(provider)) {
      notes.push(`The execution provider ${provider} does not exist here.`)
      continue
    }
    if (provider === 'cuda') requireFullPrecision()
    try {
      const { session, isWhole } = await openOn(ort, path, provider, options.threads)
      if (!isWhole)
        notes.push(
          `Operators of ${basename(path)} that ${provider} does not have are computed on the CPU.`,
        )
      return { session, provider, notes }
    } catch (error) {
      if (provider === providers.at(-1) && isOutOfMemory(error))
        throw memoryError(path, provider, 'to open')
      if (provider === 'cpu') throw openError(path, messageOf(error))
      notes.push(`The execution provider ${provider} failed: ${providerReason(messageOf(error))}.`)
    }
  }
  throw new TouchstoneError(
    'provider-unavailable',
    `None of the execution providers ${providers.join(', ')} works here. ${notes.join(' ')}`,
    { providers },
  )
}

/** `isWhole`: no operator is left to the CPU, which the runtime does without a word otherwise. */
async function openOn(
  ort: OrtModule,
  path: string,
  provider: string,
  threads: number,
): Promise<{ readonly session: InferenceSession; readonly isWhole: boolean }> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    // what goes wrong is thrown, and told by us; the runtime would print it too
    logSeverityLevel: 4,
  }
  if (provider !== 'cpu') {
    try {
      const extra = { session: { disable_cpu_ep_fallback: '1' } }
      const strict = { ...options, extra } as const
      return { session: await ort.InferenceSession.create(path, strict), isWhole: true }
    } catch (error) {
      if (!/fallback to CPU EP has been explicitly disabled/.test(messageOf(error))) throw error
    }
  }
  const session = await ort.InferenceSession.create(path, options)
  return { session, isWhole: provider === 'cpu' }
}

/**
 * CUDA's libraries may round float32 to 10 bits of mantissa (TF32), which differs from the CPU by more than
 * most models allow. They read this when they are loaded; what a person has set stays.
 */
function requireFullPrecision(): void {
  process.env['NVIDIA_TF32_OVERRIDE'] ??= '0'
}

/** The runtime's text as one of our errors; texts seen with onnxruntime-node 1.30. */
export function openError(path: string, text: string): TouchstoneError {
  const name = basename(path)
  const operator = /([\w.]+):([\w]+)\(-?\d+\) is not a registered function\/op/.exec(text)
  if (operator) {
    const [, domain, type] = operator
    return new TouchstoneError(
      'model-not-runnable',
      `${name} needs the operator ${type} of the domain ${domain}, which ONNX Runtime does not have. ` +
        `Export the model without custom operators, or import predictions made elsewhere.`,
      { domain, operator: type },
    )
  }
  const absent = /External data path does not exist: "([^"]+)"/.exec(text)?.[1]
  if (absent !== undefined) {
    return new TouchstoneError(
      'weights-missing',
      `${name} keeps a part of its weights in ${basename(absent)}, which does not exist. Put the file where the model expects it, ${absent}.`,
      { missing: absent },
    )
  }
  if (/External data path escapes|Absolute path not allowed for external data/i.test(text)) {
    return new TouchstoneError(
      'not-allowed',
      `${name} keeps a part of its weights in a file outside its own folder, which is not read. Export the model with its weights inside, or beside it.`,
    )
  }
  if (/protobuf parsing failed|ModelProto/i.test(text)) {
    return new TouchstoneError('model-invalid', `${name} is not an ONNX file (protobuf).`)
  }
  const reason = text.replaceAll(path, name).split('\n')[0]
  return new TouchstoneError('model-not-runnable', `ONNX Runtime cannot open ${name}: ${reason}`)
}

function graphValue(
  path: string,
  side: 'input' | 'output',
  value: InferenceSession.ValueMetadata,
): GraphValue {
  if (value.isTensor && isTensorType(value.type)) {
    const shape = value.shape.map((size) => (typeof size === 'number' && size >= 0 ? size : null))
    const symbols = value.shape.map((size) => (typeof size === 'string' ? size : null))
    const isNamed = symbols.some((symbol) => symbol !== null)
    return { name: value.name, dtype: value.type, shape, ...(isNamed ? { symbols } : {}) }
  }
  throw new TouchstoneError(
    'model-not-runnable',
    `The ${side} ${value.name} of ${basename(path)} is ${value.isTensor ? `a tensor of ${value.type}` : 'no tensor'}, which cannot be used here.`,
  )
}

function requireFits(input: GraphValue, tensor: Tensor): void {
  const fits =
    input.shape.length === tensor.shape.length &&
    input.shape.every((size, axis) => size === null || size === tensor.shape[axis])
  if (fits) return
  const wanted = input.shape.map((size) => size ?? 'any').join(' x ')
  throw new TouchstoneError(
    'shape-mismatch',
    `The network's input ${input.name} takes the shape ${wanted}, but the tensor has ${tensor.shape.join(' x ')} (${tensor.axes.join(', ')}).`,
  )
}

async function runSession(
  session: InferenceSession,
  { path, provider }: { readonly path: string; readonly provider: string },
  feeds: InferenceSession.FeedsType,
  outputs: readonly string[],
): Promise<InferenceSession.ReturnType> {
  try {
    return await session.run(feeds, outputs)
  } catch (error) {
    // a card that is lost for memory stays lost, and a smaller block would not reach it either
    if (isOutOfMemory(error) && !isDeviceLost(error)) throw memoryError(path, provider, 'to run')
    const reason = readableReason(messageOf(error))
    throw provider === 'cpu'
      ? new TouchstoneError(
          'model-not-runnable',
          `${basename(path)} failed while it ran: ${reason}`,
        )
      : new TouchstoneError(
          'provider-failed',
          `${basename(path)} failed while it ran on ${provider}: ${reason}. The CPU may run it.`,
          { provider, reason },
        )
  }
}

function memoryError(path: string, provider: string, what: string): TouchstoneError {
  const where = provider === 'cpu' ? 'main memory' : `memory of ${provider}`
  return new TouchstoneError(
    'out-of-memory',
    `There is not enough ${where} ${what} ${basename(path)}. Close other programs, or choose smaller tiles.`,
    { provider },
  )
}
