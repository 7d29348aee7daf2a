/**
 * Tries one execution provider for real with a network of one node: an absent one throws, is dropped without
 * a word, or takes the process with it. So this runs in a process that is thrown away afterwards.
 */
import type { ProviderTrial } from '../contract/execution.ts'
import { messageOf } from '../core/errors.ts'
import type { OrtModule } from '../core/inference/ort-tensor.ts'
import { providerReason } from '../core/inference/provider-reason.ts'

/** An ONNX model of one node, y = Identity(x), x a vector of one float. */
const identityModel =
  'CAg6NwoQCgF4EgF5IghJZGVudGl0eRIBZ1oPCgF4EgoKCAgBEgQKAggBYg8KAXkSCgoICAESBAoCCAFCAhAN'

export async function probeProvider(
  provider: string,
  runtime: () => Promise<OrtModule> = () => import('onnxruntime-node'),
): Promise<ProviderTrial> {
  const no = (reason: string): ProviderTrial => ({ provider, works: false, reason })
  try {
    const ort = await runtime()
    const known = ort.listSupportedBackends()
    if (!known.some(({ name }) => name === provider))
      return no(
        `not part of this build of ONNX Runtime (it has ${known.map(({ name }) => name).join(', ')})`,
      )
    const session = await ort.InferenceSession.create(Buffer.from(identityModel, 'base64'), {
      executionProviders: [provider],
      logSeverityLevel: 4,
    })
    const { y } = await session.run({ x: new ort.Tensor('float32', [1.5], [1]) })
    return y?.data[0] === 1.5 ? { provider, works: true, reason: null } : no('a wrong answer')
  } catch (error) {
    return no(providerReason(messageOf(error)))
  }
}
