/** Our values for the reference cases of kinds `decode_stardist`, `decode_stardist3d` and `decode_cellpose`. */
import type { Json } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import type { LabelImage, RealImage } from '../images/types.ts'
import { matchObjects } from '../metrics/matching.ts'
import { overlapTable } from '../metrics/overlap-table.ts'
import type {
  ReferenceArray,
  ReferenceArrays,
  ReferenceCase,
  SelftestKind,
} from '../metrics/selftest/reference-case.ts'
import { labelImageOf } from '../metrics/selftest/reference-values.ts'
import { cellPixels, decodeCellpose, type CellposeOptions } from './cellpose/decode-cellpose.ts'
import { flowErrors } from './cellpose/flow-errors.ts'
import { followFlows } from './cellpose/follow-flows.ts'
import { requireFinite } from './require-finite.ts'
import { decodeStardist2d, type StarObjects } from './stardist/decode-stardist-2d.ts'
import { decodeStardist3d } from './stardist/decode-stardist-3d.ts'
import { goldenSpiral } from './stardist/golden-spiral.ts'
import { starChannels } from './stardist/star-channels.ts'

export const decodingKinds: Readonly<Record<string, SelftestKind>> = {
  decode_stardist: stardistCase,
  decode_stardist3d: stardist3dCase,
  decode_cellpose: cellposeCase,
}

function stardistCase(arrays: ReferenceArrays, reference: ReferenceCase): Record<string, Json> {
  const { probability, distances } = starInput(arrays, 2)
  const objects = decodeStardist2d(probability, distances, {
    ...starOptions(reference),
    grid: numbers(reference.kwargs['grid'], [1, 1]) as [number, number],
    shape: labelShape(arrays, reference),
  })
  return starValues(objects, arrays)
}

function stardist3dCase(arrays: ReferenceArrays, reference: ReferenceCase): Record<string, Json> {
  const { probability, distances } = starInput(arrays, 3)
  const anisotropy = numbers(reference.kwargs['anisotropy'], [1, 1, 1]) as [number, number, number]
  const objects = decodeStardist3d(probability, distances, {
    ...starOptions(reference),
    grid: numbers(reference.kwargs['grid'], [1, 1, 1]) as [number, number, number],
    anisotropy,
    shape: labelShape(arrays, reference),
  })
  const rays = goldenSpiral(distances.length, anisotropy)
  return {
    ...starValues(objects, arrays),
    rays_vertices: rows([...rays.directions], 3),
    rays_faces: rays.faces.map((face) => [...face]),
  }
}

function cellposeCase(arrays: ReferenceArrays, reference: ReferenceCase): Record<string, Json> {
  const { shape, data } = arrayNamed(arrays, 'flows_cellprob')
  const plane = shape.slice(1)
  const length = plane.reduce((product, side) => product * side, 1)
  const all = Float32Array.from(data as ArrayLike<number>)
  requireFinite(all, 'flows and cell probability')
  const [flowY, flowX, cellProbability] = [0, 1, 2].map((channel): RealImage => {
    return { shape: plane, data: all.subarray(channel * length, (channel + 1) * length) }
  }) as [RealImage, RealImage, RealImage]
  const options = (name: string): CellposeOptions => {
    const kwargs = { ...reference.kwargs, ...reference.expected[name]?.kwargs }
    return {
      cellProbabilityThreshold: number(kwargs['cellprob_threshold'], 0),
      flowThreshold: number(kwargs['flow_threshold'], 0.4),
      steps: number(kwargs['niter'], 200),
      minimumAreaPx: Math.max(0, number(kwargs['min_size'], -1)),
      largestFraction: number(kwargs['max_size_fraction'], 0.4),
    }
  }
  const decoded = (name: string): LabelImage =>
    decodeCellpose(flowY, flowX, cellProbability, options(name))
  const values: Record<string, Json> = {}
  for (const name of Object.keys(reference.expected)) {
    const [, labelsName] = /^(labels.*?)(?:_against_truth@.*)?$/.exec(name) ?? []
    if (labelsName !== undefined) {
      const labels = decoded(labelsName)
      values[name] = labelsName === name ? nested(labels) : agreement(arrays, labels)
    } else if (/^n(_|$)/.test(name)) {
      values[name] = decoded(`labels${name.slice(1)}`).data.reduce((a, b) => Math.max(a, b), 0)
    }
  }
  const { cellProbabilityThreshold, steps } = options('final_positions')
  const ends = followFlows(
    flowY,
    flowX,
    cellPixels(cellProbability, cellProbabilityThreshold),
    steps,
  )
  values['final_positions'] = [[...ends.y], [...ends.x]]
  values['flow_errors_no_check'] = [...flowErrors(decoded('labels_no_flow_check'), flowY, flowX)]
  return values
}

function starInput(
  arrays: ReferenceArrays,
  dimensions: 2 | 3,
): { probability: RealImage; distances: readonly RealImage[] } {
  const probability = realImage(arrayNamed(arrays, 'prob'))
  const { shape, data } = arrayNamed(arrays, 'dist')
  const rays = shape.at(-1) ?? 0
  const values = data as ArrayLike<number>
  const distances = Array.from({ length: rays }, (_, ray): RealImage => {
    const image = new Float32Array(values.length / rays)
    for (let pixel = 0; pixel < image.length; pixel++) image[pixel] = values[pixel * rays + ray]!
    return { shape: shape.slice(0, -1), data: image }
  })
  const choice = { probabilityChannel: 0, firstDistanceChannel: 1, rays: 0 }
  return starChannels([probability, ...distances], choice, dimensions)
}

function starOptions({ kwargs }: ReferenceCase): {
  probabilityThreshold: number
  suppressionThreshold: number
  border: number
} {
  return {
    probabilityThreshold: number(kwargs['prob_threshold'], 0.5),
    suppressionThreshold: number(kwargs['nms_threshold'], 0.5),
    border: number(kwargs['b'], 2),
  }
}

function starValues(objects: StarObjects, arrays: ReferenceArrays): Record<string, Json> {
  return {
    points: objects.points.map((point) => [...point]),
    prob: [...objects.probabilities],
    n: objects.points.length,
    labels: nested(objects.labels),
    ...(arrays['truth'] ? { 'labels_against_truth@0.5': agreement(arrays, objects.labels) } : {}),
  }
}

/** Of the truth, else as the expected labels state it. */
function labelShape(
  arrays: ReferenceArrays,
  { expected }: ReferenceCase,
): readonly number[] | undefined {
  const stated = expected['labels']?.kwargs?.['shape']
  return Array.isArray(stated) ? numbers(stated, []) : arrays['truth']?.shape
}

function agreement(arrays: ReferenceArrays, labels: LabelImage): Json {
  const table = overlapTable(labelImageOf(arrayNamed(arrays, 'truth')), labels)
  const matching = matchObjects(table, { threshold: 0.5 })
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn } = matching
  return { tp, fp, fn, f1: tp === 0 ? 0 : (2 * tp) / (2 * tp + fp + fn) }
}

function realImage({ shape, data }: ReferenceArray): RealImage {
  return { shape, data: Float32Array.from(data as ArrayLike<number>) }
}

function arrayNamed(arrays: ReferenceArrays, name: string): ReferenceArray {
  const array = arrays[name]
  if (array) return array
  throw new TouchstoneError('bad-request', `The reference case has no array named ${name}.`)
}

function nested({ shape, data }: LabelImage): Json {
  return shape
    .slice(1)
    .toReversed()
    .reduce<Json[]>((values, side) => rows(values, side), [...data])
}

function rows(values: readonly Json[], length: number): Json[] {
  return Array.from({ length: values.length / length }, (_, row) =>
    values.slice(row * length, (row + 1) * length),
  )
}

function number(value: unknown, usual: number): number {
  return typeof value === 'number' ? value : usual
}

function numbers(value: unknown, usual: readonly number[]): readonly number[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'number') ? value : usual
}
