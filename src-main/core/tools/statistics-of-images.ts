/** Statistics of all images of a run, for a network that normalises by those of the dataset. */
import type { ToolSettings } from '../../contract/tool-file.ts'
import type { DatasetStatistics } from '../engine-port.ts'
import { TouchstoneError } from '../errors.ts'
import { openImage } from '../images/open-image.ts'
import { datasetStatistics, needsDatasetStatistics } from '../models/dataset-statistics.ts'
import { planChannels } from './channel-mapping.ts'
import { imageReader } from './image-reader.ts'
import { openModels } from './open-models.ts'
import { resolveTool } from './resolve-tool.ts'

export interface StatisticsOrder {
  readonly reference: string
  readonly settings: ToolSettings
  readonly images: readonly string[]
  readonly cacheDir: string
  readonly threads: number
  readonly provider?: string | undefined
}

/** A sample is what the network sees at once: a plane, or a stack for networks with a z axis. */
interface Sample {
  readonly image: string
  readonly z: number | 'all'
}

/**
 * Null where the tool is no network or asks for no such statistics. Throws what opening the model and
 * reading any of the images throws: with one image missing the numbers would be those of another dataset.
 */
export async function statisticsOfImages(
  { reference, settings, images, cacheDir, threads, provider }: StatisticsOrder,
  signal?: AbortSignal,
): Promise<DatasetStatistics | null> {
  const tool = await resolveTool(reference)
  if (tool.kind !== 'model') return null
  const key = { path: tool.path, threads, cacheDir, provider, parameters: settings.parameters }
  return openModels.withModel(key, async ({ description, imageInput }) => {
    if (!needsDatasetStatistics(description)) return null
    const { tensor, channels, isVolume } = imageInput
    const axes = tensor.axes.map(({ id }) => id)
    const samples = await samplesOf(images, isVolume)
    return datasetStatistics(description, {
      count: samples.length,
      async withSample(index, use) {
        if (signal?.aborted) throw new TouchstoneError('cancelled', 'The run was cancelled.')
        const sample = samples[index]!
        const image = await openImage(sample.image)
        try {
          const plan = planChannels(sample.image, image.info, settings.channel, channels)
          const part = { t: 0, z: sample.z, signal }
          return await use([imageReader(image, plan, axes, tensor.dtype, part)])
        } finally {
          await image.close()
        }
      },
    })
  })
}

async function samplesOf(images: readonly string[], isVolume: boolean): Promise<Sample[]> {
  const samples: Sample[] = []
  for (const path of images) {
    if (isVolume) {
      samples.push({ image: path, z: 'all' })
      continue
    }
    const image = await openImage(path)
    await image.close()
    for (let z = 0; z < image.info.size.z; z++) samples.push({ image: path, z })
  }
  return samples
}
