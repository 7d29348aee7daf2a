/**
 * `model.json` of a ZEISS `.czann` container, as the package czmodel (versions 1 to 6) documents it. Shapes
 * are channels-last without the batch; values go in and, of images, come out between 0 and 1.
 */
import { z } from 'zod'
import { decodingSchema, type Decoding } from '../../../contract/tool-file.ts'

const shapeSchema = z.array(z.number().int().positive().max(65_536)).min(3).max(4)

/** Unknown fields are other programs' business. */
export const czannManifestSchema = z.object({
  Id: z.string().min(1),
  /** `Regression`, `SingleClassSemanticSegmentation` and six more. */
  Type: z.string().min(1),
  /** `[height, width, channels]` or `[z, height, width, channels]`. */
  InputShape: shapeSchema,
  OutputShape: shapeSchema,
  /** Of neighbouring tiles per spatial dimension, px; twice the border that is cut from each tile. */
  MinOverlap: z.array(z.number().int().nonnegative().max(65_536)).min(1).max(3).nullish(),
  /** One name per output channel. */
  Classes: z.array(z.string()).nullish(),
  ModelName: z.string().nullish(),
  Version: z.union([z.string(), z.number()]).nullish(),
  /** Extent of a pixel along x and y in metres; 1 where nobody stated any. */
  Scaling: z.array(z.number()).nullish(),
})
export type CzannManifest = z.infer<typeof czannManifestSchema>

const regression = 'Regression'
const semantic = ['SingleClassSemanticSegmentation', 'MultiClassSemanticSegmentation']

function isRegression({ Type }: CzannManifest): boolean {
  return Type === regression
}

function isSemantic({ Type }: CzannManifest): boolean {
  return semantic.includes(Type)
}

/** A sentence where networks of this type give no image that can be evaluated here, else null. */
export function whyTypeNotRunnable(manifest: CzannManifest): string | null {
  if (isRegression(manifest) || isSemantic(manifest)) return null
  return `it is of the type ${manifest.Type}, and only ${[regression, ...semantic].join(', ')} give an image that can be evaluated here`
}

/**
 * The settings that the manifest states, by the names of `bareOnnxSchema`. The border is half the overlap;
 * colour images are blue, green, red.
 */
export function czannSettings(manifest: CzannManifest): Record<string, number | string | boolean> {
  const { InputShape, OutputShape, MinOverlap, Classes } = manifest
  const isVolume = InputShape.length === 4
  const overlaps = MinOverlap ?? []
  const planeOverlap = Math.max(0, ...(isVolume ? overlaps.slice(-2) : overlaps.slice(0, 2)))
  const zOverlap = overlaps.length === 3 ? overlaps[0]! : planeOverlap
  const channels = InputShape.at(-1)!
  const names = (Classes ?? []).map((name) => name.replaceAll(',', ' ').trim())
  return {
    inputAxes: isVolume ? 'bzyxc' : 'byxc',
    outputAxes: OutputShape.length === 4 ? 'bzyxc' : 'byxc',
    normalisation: 'type-range',
    haloPx: Math.ceil(planeOverlap / 2),
    ...(isVolume ? { haloZ: Math.ceil(zOverlap / 2) } : {}),
    ...(channels === 3 || channels === 4 ? { reverseChannels: true } : {}),
    ...(isRegression(manifest) ? { restoreRange: true } : {}),
    ...(names.length === OutputShape.at(-1) && names.every((name) => name !== '')
      ? { outputChannels: names.join(', ') }
      : {}),
  }
}

/** What nobody can see in the container: of four published ones, two want standardised images. */
export const rangeSentence =
  'A .czann network is given values from 0 to 1 of the image’s type, as its format says. Some were trained on standardised images all the same; where the prediction makes no sense, try zero-mean-unit-variance.'

/** Of a restoring network, or a semantic one with one class beside the background; else a person decides. */
export function czannDecoding(manifest: CzannManifest): Decoding | null {
  if (isRegression(manifest)) return { method: 'none' }
  const channels = manifest.OutputShape.at(-1)!
  if (!isSemantic(manifest) || channels > 2) return null
  const names = manifest.Classes ?? []
  const background = names.findIndex((name) => /^back\s*ground$/i.test(name.trim()))
  const channel = channels === 1 || background === 1 ? 0 : 1
  return decodingSchema.parse({ method: 'threshold-components', channel, threshold: 0.5 })
}
