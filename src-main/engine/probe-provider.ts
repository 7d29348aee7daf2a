/**
 * Tries one execution provider for real, in a process of its own: an absent one throws, is dropped without
 * a word, or takes the process with it. `engine probe <provider>` prints one line of JSON and ends.
 */
import { fork } from 'node:child_process'

export interface ProviderTrial {
  readonly provider: string
  readonly works: boolean
  /** Why not, in the runtime's words. */
  readonly reason: string | null
}

/** Providers that onnxruntime may offer on this platform, fastest first; the CPU is always there. */
const candidates: Readonly<Record<string, readonly string[]>> = {
  linux: ['cuda', 'webgpu', 'cpu'],
  win32: ['dml', 'webgpu', 'cpu'],
  darwin: ['coreml', 'webgpu', 'cpu'],
}

const trialTimeoutMs = 60_000

/** An ONNX model of one node, y = Identity(x), x a vector of one float. */
const identityModel =
  'CAg6NwoQCgF4EgF5IghJZGVudGl0eRIBZ1oPCgF4EgoKCAgBEgQKAggBYg8KAXkSCgoICAESBAoCCAFCAhAN'

export async function tryProviders(enginePath: string): Promise<readonly ProviderTrial[]> {
  const trials: ProviderTrial[] = []
  for (const provider of candidates[process.platform] ?? ['cpu'])
    trials.push(await tryProvider(enginePath, provider))
  return trials
}

function tryProvider(enginePath: string, provider: string): Promise<ProviderTrial> {
  if (process.versions['electron'] !== undefined && provider !== 'cpu')
    return Promise.resolve({
      provider,
      works: false,
      reason: 'not tried in the desktop window; `touchstone doctor` tries it',
    })
  if (process.versions['electron'] !== undefined) return probe(provider)
  return new Promise((resolve) => {
    const child = fork(enginePath, ['probe', provider], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let answer: ProviderTrial | null = null
    let messages = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      messages = `${messages}${text}`.slice(-400)
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), trialTimeoutMs)
    child.on('message', (message) => {
      answer = message as ProviderTrial
    })
    child.on('exit', (code, signal) => {
      clearTimeout(timer)
      const ended = signal ? `signal ${signal}` : `exit code ${code ?? 'unknown'}`
      resolve(
        answer ?? {
          provider,
          works: false,
          reason: `the trial ended with ${ended} ${messages}`.trim(),
        },
      )
    })
  })
}

export async function probe(provider: string): Promise<ProviderTrial> {
  try {
    const runtime = await import('onnxruntime-node')
    const bundled = runtime.listSupportedBackends().map((backend) => backend.name)
    if (!bundled.includes(provider))
      return {
        provider,
        works: false,
        reason: `not part of this build of onnxruntime (it has ${bundled.join(', ')})`,
      }
    const session = await runtime.InferenceSession.create(Buffer.from(identityModel, 'base64'), {
      executionProviders: [provider],
    })
    const { y } = await session.run({ x: new runtime.Tensor('float32', [1.5], [1]) })
    const works = y?.data[0] === 1.5
    return { provider, works, reason: works ? null : 'the trial gave a wrong answer' }
  } catch (error) {
    return {
      provider,
      works: false,
      reason: readable(error),
    }
  }
}

/** The first line, without the place in the runtime's own sources. */
function readable(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  return line.replace(/^\S+\.cc:\d+ .* was false\. /, '')
}
