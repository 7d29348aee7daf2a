/** The objects of one case as a file that Fiji or QuPath opens: errors by name and colour, or all of them. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { objectErrorsSchema } from '../../contract/images.ts'
import { TouchstoneError } from '../errors.ts'
import { readLabelImage } from '../images/read-label-image.ts'
import { geojsonText } from './geojson-text.ts'
import { namedOutlines } from './named-outlines.ts'
import { roiBytes } from './roi-bytes.ts'
import { zipBytes } from './zip-bytes.ts'

export interface ExportObjectsInput {
  readonly truth: string
  readonly prediction: string
  /** The error class of every object, as scoring wrote it. */
  readonly objects: string
  readonly format: 'imagej' | 'geojson'
  /** The correct objects too. */
  readonly isWhole: boolean
  /** Replaced where it exists. */
  readonly output: string
}

/** How many outlines were written. Throws what reading the two images throws. */
export async function exportObjects(input: ExportObjectsInput): Promise<{ outlines: number }> {
  const [truth, prediction] = await Promise.all([
    readLabelImage(input.truth),
    readLabelImage(input.prediction, { allowIntegralFloat: true }),
  ])
  const objects = objectErrorsSchema.safeParse(await readObjects(input.objects))
  if (!objects.success)
    throw new TouchstoneError('format-corrupt', `${input.objects} holds no classes of objects.`)
  const outlines = namedOutlines({ truth, prediction, objects: objects.data }, input.isWhole)
  await mkdir(dirname(input.output), { recursive: true })
  if (input.format === 'geojson') await writeFile(input.output, geojsonText(outlines))
  else {
    // objects of a stack have one region per plane, and no two entries one name
    const entries = outlines.map((one, index) => {
      const name = `${String(index + 1).padStart(5, '0')}-${one.name.replace(' ', '-')}.roi`
      return [name, roiBytes(one)] as const
    })
    await writeFile(input.output, zipBytes(entries))
  }
  return { outlines: outlines.length }
}

async function readObjects(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new TouchstoneError('file-not-found', `The file ${path} is no longer there.`, { path })
  })
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
