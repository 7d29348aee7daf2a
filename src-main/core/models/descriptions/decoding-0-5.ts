/**
 * Steps of format 0.5 that make objects of a network's output (bioimageio.spec 0.5.9 and later):
 * `stardist_postprocessing` and `cellpose_flow_dynamics`. They are decodings of ours; what the description says
 * of the label image's channel and size is turned back into what the network itself gives.
 */
import { z } from 'zod'
import { type Decoding, decodingSchema } from '../../../contract/tool-file.ts'
import type { AxisSpec } from '../../inference/tensor-spec.ts'
import { addError, parseField, type Problems } from './problems.ts'

const grid = z.number().int().positive()
/** Pixels without centres at every edge, or from, to along each axis. */
const border = z.union([
  z.number().int().nonnegative(),
  z.array(z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()])).min(2),
])
const stardistShared = {
  prob_threshold: z.number(),
  nms_threshold: z.number().min(0).max(1),
  /** Left out by the first versions for planes. */
  n_rays: z.number().int().positive().nullish(),
  b: border.default(2),
}
const stardistSchema = z.union([
  z.strictObject({ ...stardistShared, grid: z.tuple([grid, grid]) }),
  z.strictObject({
    ...stardistShared,
    grid: z.tuple([grid, grid, grid]),
    anisotropy: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]),
    overlap_label: z.null().optional(),
  }),
])
const cellposeSchema = z.strictObject({
  cellprob_threshold: z.number().default(0),
  flow_threshold: z.number().nonnegative().default(0.4),
  do_3D: z.boolean().default(false),
  min_size: z.number().int().default(15),
  /** Labels are kept in 32 bits here. */
  output_dtype: z.enum(['uint16', 'uint32']).default('uint16'),
})
const stepSchema = z.looseObject({ id: z.string(), kwargs: z.unknown().optional() })

export interface ReadDecoding {
  readonly decoding: Decoding | null
  /** What stands before it, to be read as operations. */
  readonly before: unknown
}

const known = ['stardist_postprocessing', 'cellpose_flow_dynamics']

/** Of an output's postprocessing as written. Only casts may follow such a step. */
export function readDecoding05(problems: Problems, field: string, value: unknown): ReadDecoding {
  const steps = z.array(stepSchema).nullish().safeParse(value)
  const index = steps.data?.findIndex(({ id }) => known.includes(id)) ?? -1
  const step = steps.data?.[index]
  if (!steps.data || !step) return { decoding: null, before: value }
  const path = `${field}.${index}`
  const after = steps.data.slice(index + 1).find(({ id }) => id !== 'ensure_dtype')
  if (after) {
    addError(
      problems,
      `${field}.${steps.data.indexOf(after)}`,
      `the processing step "${after.id}" follows ${step.id}, which gives objects; it cannot be run as described`,
      'model-unknown-operation',
    )
  }
  const read = step.id === 'cellpose_flow_dynamics' ? readCellpose : readStardist
  return {
    decoding: read(problems, `${path}.kwargs`, step.kwargs ?? {}),
    before: steps.data.slice(0, index),
  }
}

function readStardist(problems: Problems, field: string, value: unknown): Decoding | null {
  const kwargs = parseField(problems, field, stardistSchema, value)
  if (!kwargs) return null
  const borders = typeof kwargs.b === 'number' ? [kwargs.b] : kwargs.b.flat()
  const [borderPx = 2] = borders
  if (borders.some((side) => side !== borderPx)) {
    addError(
      problems,
      `${field}.b`,
      `the border is ${JSON.stringify(kwargs.b)}, but only one that is the same at all edges can be run`,
      'model-unknown-operation',
    )
  }
  const [gridX = 1, gridY = 1, gridZ = 1] = kwargs.grid.toReversed()
  const shared = {
    rays: kwargs.n_rays ?? 0,
    probabilityThreshold: kwargs.prob_threshold,
    suppressionThreshold: kwargs.nms_threshold,
    gridY,
    gridX,
    borderPx,
  }
  if (!('anisotropy' in kwargs)) return decodingSchema.parse({ method: 'stardist', ...shared })
  const [anisotropyZ, anisotropyY, anisotropyX] = kwargs.anisotropy
  return decodingSchema.parse({
    method: 'stardist-3d',
    ...shared,
    gridZ,
    anisotropyZ,
    anisotropyY,
    anisotropyX,
  })
}

function readCellpose(problems: Problems, field: string, value: unknown): Decoding | null {
  const kwargs = parseField(problems, field, cellposeSchema, value)
  if (!kwargs) return null
  const shared = {
    cellProbabilityThreshold: kwargs.cellprob_threshold,
    minimumAreaPx: Math.max(0, kwargs.min_size),
  }
  return kwargs.do_3D
    ? decodingSchema.parse({ method: 'cellpose-3d', ...shared })
    : decodingSchema.parse({ method: 'cellpose', ...shared, flowThreshold: kwargs.flow_threshold })
}

/** Of the network's own output, from those of the labels: its channels, and a size divided by the grid. */
export function networkAxes(axes: readonly AxisSpec[], decoding: Decoding): AxisSpec[] {
  const channelNames = channelsOf(decoding)
  return axes.map((axis): AxisSpec => {
    if (axis.type === 'channel') {
      const size =
        channelNames.length > 0
          ? ({ kind: 'fixed', value: channelNames.length } as const)
          : ({ kind: 'any' } as const)
      return { ...axis, channelNames, size }
    }
    const step = gridAlong(axis.id, decoding)
    if (step === 1) return axis
    const halo = Math.ceil(axis.halo / step)
    const { size } = axis
    if (size.kind === 'reference') {
      const { factor, offset } = size
      return { ...axis, halo, size: { ...size, factor: factor / step, offset: offset / step } }
    }
    return size.kind === 'fixed'
      ? { ...axis, halo, size: { kind: 'fixed', value: Math.ceil(size.value / step) } }
      : { ...axis, halo }
  })
}

function gridAlong(axis: string, decoding: Decoding): number {
  if (axis === 'y' && 'gridY' in decoding) return decoding.gridY
  if (axis === 'x' && 'gridX' in decoding) return decoding.gridX
  return axis === 'z' && 'gridZ' in decoding ? decoding.gridZ : 1
}

/** Empty where their number is not stated. */
function channelsOf(decoding: Decoding): string[] {
  if (decoding.method === 'cellpose') return ['flow y', 'flow x', 'cell probability']
  if (decoding.method === 'cellpose-3d') return ['flow z', 'flow y', 'flow x', 'cell probability']
  if (!('rays' in decoding) || decoding.rays === 0) return []
  const distances = Array.from({ length: decoding.rays }, (_, ray) => `distance ${ray}`)
  return ['object probability', ...distances]
}
