/** The shipped examples: which there are, and the evaluations a new workspace starts with. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { evaluationOrderSchema, type EvaluationOrder } from '../../contract/evaluations.ts'
import type { Workspace } from '../../contract/routes.ts'

/** Names of the example folders as a person should read them. */
const titles: Readonly<Record<string, string>> = {
  nuclei: 'Synthetic fluorescence nuclei (instances)',
  denoising: 'Synthetic fluorescence nuclei (denoising)',
  'nuclei-unet': 'Nuclei U-Net, foreground and boundary',
  denoiser: 'Nuclei denoiser',
}

export async function listExamples(resourcesDir: string): Promise<Workspace['examples']> {
  const examples = join(resourcesDir, 'examples')
  const models = join(examples, 'models')
  const foldersWith = async (
    parent: string,
    file: string,
  ): Promise<{ name: string; folder: string }[]> => {
    const found: { name: string; folder: string }[] = []
    for (const entry of await entriesOf(parent))
      if ((await entriesOf(join(parent, entry))).includes(file))
        found.push({ name: titles[entry] ?? entry, folder: join(parent, entry) })
    return found
  }
  return {
    datasets: await foldersWith(examples, 'dataset.yaml'),
    models: await foldersWith(models, 'rdf.yaml'),
  }
}

export function exampleOrders(resourcesDir: string): readonly EvaluationOrder[] {
  const examples = join(resourcesDir, 'examples')
  return [
    evaluationOrderSchema.parse({
      name: 'Example: finding nuclei',
      dataset: { folder: join(examples, 'nuclei') },
      tools: [
        { reference: join(examples, 'models', 'nuclei-unet') },
        // Smoothed first, which these noisy images need: a weak baseline flatters the network.
        { reference: 'baseline:otsu-watershed', settings: { parameters: { imageSigmaPx: 1 } } },
        { reference: 'baseline:otsu', settings: { parameters: { imageSigmaPx: 1 } } },
      ],
    }),
    evaluationOrderSchema.parse({
      name: 'Example: denoising',
      dataset: { folder: join(examples, 'denoising') },
      tools: [
        { reference: join(examples, 'models', 'denoiser') },
        // The best of four widths on these images, so that the network is set against a strong filter.
        { reference: 'baseline:gaussian', settings: { parameters: { sigmaPx: 0.75 } } },
        { reference: 'baseline:median' },
      ],
    }),
  ]
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
}
