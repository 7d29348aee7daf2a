/**
 * What can be measured of a tool beside its scores: the same images again, in another order, on another
 * provider, images without anything; time and memory. It runs in a process that did nothing before.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ToolCheckResult } from '../../../contract/tool-check.ts'
import type { CheckToolInput, JobOptions, PredictOutput } from '../../engine-port.ts'
import { TouchstoneError } from '../../errors.ts'
import { openImage } from '../../images/open-image.ts'
import type { ImageInfo } from '../../images/types.ts'
import { predictCase } from '../predict.ts'
import { resolveTool } from '../resolve-tool.ts'
import { statisticsOfImages } from '../statistics-of-images.ts'
import { checkFields } from './check-fields.ts'
import { checkProviders } from './check-providers.ts'
import { checkRepeats } from './check-repeats.ts'
import { checkSeams } from './check-seams.ts'
import { checkSpeed } from './check-speed.ts'
import { drawSpots } from './draw-images.ts'
import { createAsker, type Predict } from './ask-tool.ts'

export interface CheckedTool {
  readonly cases: readonly string[]
  readonly provider: string | null
  readonly checks: readonly ToolCheckResult[]
}

/**
 * A check that cannot be done is unknown with its reason; TouchstoneError `tool-invalid` for predictions made
 * elsewhere, `cancelled`. `predict` is another only in tests.
 */
export async function checkTool(
  input: CheckToolInput,
  options: JobOptions = {},
  predict: Predict = predictCase,
): Promise<CheckedTool> {
  const { signal } = options
  const tool = predict === predictCase ? await resolveTool(input.reference) : null
  if (tool?.kind === 'predictions')
    throw new TouchstoneError(
      'tool-invalid',
      `${input.reference} names results that were made elsewhere: the tool does not run here, so it cannot be checked; a person can state what is known.`,
    )
  if (tool?.kind === 'command' && tool.tool.stated.per !== 'case')
    throw new TouchstoneError(
      'tool-invalid',
      `${input.reference} runs once for all cases (per: dataset); only tools that can be run for one image (per: case) can be checked.`,
    )
  await mkdir(input.cacheDir, { recursive: true })
  const folder = await mkdtemp(join(input.cacheDir, 'check-tool-'))
  const tell = (fraction: number, message: string): void => {
    if (signal?.aborted === true)
      throw new TouchstoneError('cancelled', 'The checks were cancelled; nothing was recorded.')
    options.onProgress?.({ fraction, message })
  }
  try {
    tell(0, 'the images')
    const cases =
      input.cases.length > 0
        ? input.cases
        : (await drawSpots(join(folder, 'drawn'), input.drawn)).map((image, i) => ({
            ...{ id: `drawn-${String(i + 1)}`, image },
          }))
    const first = await infoOf(cases[0]!.image)
    const images = cases.map(({ image }) => image)
    // opens a model: the first result had to wait for that
    const opening = performance.now()
    const statistics =
      tool?.kind === 'model' ? await statisticsOfImages({ ...input, images }, signal) : null
    const openingSeconds = (performance.now() - opening) / 1000
    const ask = createAsker(input, { folder, statistics, options, predict })
    tell(0.05, 'the cases')
    const repeats = await checkRepeats(ask, input.task, cases, tell)
    const speed = await checkSpeed({ ...repeats, openingSeconds }, cases, tool?.kind ?? 'model')
    tell(0.6, 'the processor against the graphics card')
    const providers = await checkProviders(ask, input, cases, repeats, tool?.kind ?? 'model')
    tell(0.7, 'images of one value')
    const fields = await checkFields(ask, input.task, { folder, first }, tell)
    tell(0.9, 'the seams between tiles')
    const seam = await checkSeams(input, tool, input.cases[0]?.image ?? images[0]!, signal)
    const provider = providerOf(repeats.outputs)
    return {
      cases: cases.map(({ id }) => id),
      provider,
      checks: [...repeats.checks, providers, ...fields, seam, ...speed],
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function infoOf(path: string): Promise<ImageInfo> {
  const image = await openImage(path)
  try {
    return image.info
  } finally {
    await image.close()
  }
}

function providerOf(outputs: readonly (PredictOutput | null)[]): string | null {
  return outputs.find((output) => output !== null)?.provider ?? null
}
