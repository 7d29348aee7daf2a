/**
 * Which panes there are and what lies in each: input, predictions, truth; for restoration also differences.
 * Label tasks show the labels over the input. Pure.
 */
import type { ErrorMapKind, ObjectErrors } from '../../src-main/contract/images.ts'
import type { PlaneIndex } from '../api/images.ts'
import type { CaseImages, CaseTool, Loaded } from './case-images.ts'
import { buildClassTable } from './class-table.ts'
import type { ClassTable } from './class-table.ts'
import { differencePlane, storedPlane } from './plane-source.ts'
import type { PlaneSource, ViewerImage } from './plane-source.ts'
import { marksOfPrediction, marksOfTruth } from './point-list.ts'
import type { PointMark } from './point-list.ts'
import type { ErrorLayer, ScenePane } from './scene.ts'
import type { TileCache } from './tile-cache.ts'

export interface PaneContent extends Omit<ScenePane, 'rect'> {
  readonly title: string
  /** Which tool's marker stands in the title; null for input and truth. */
  readonly tool: CaseTool | null
  /** Read for the status line: the pane's own plane. */
  readonly readout: PlaneSource | null
  /** Why nothing, or not all, is drawn. */
  readonly message: string | null
  /** Drawn over the image; null where there are none to draw. */
  readonly points: readonly PointMark[] | null
}

export interface PaneChoices {
  readonly labels: boolean
  readonly errors: boolean
  readonly difference: boolean
  readonly errorMap?: ErrorMapKind | null
  /** Error classes in a pane of their own beside each tool's labels. */
  readonly errorPanes?: boolean
  /** Points of all planes, where planes are projected. */
  readonly allPlanes?: boolean
  /** Ids of panes; a tool's also hides what is made from it. */
  readonly hidden: ReadonlySet<string>
}

export function panesOf(
  images: CaseImages,
  plane: PlaneIndex,
  choices: PaneChoices,
  cache: TileCache,
): PaneContent[] {
  const shown = images.tools.filter((tool) => !choices.hidden.has(tool.key))
  const panes = allPanes(images, plane, choices, shown, cache)
  return panes.filter(({ id }) => !choices.hidden.has(id))
}

function allPanes(
  images: CaseImages,
  plane: PlaneIndex,
  choices: PaneChoices,
  shown: readonly CaseTool[],
  cache: TileCache,
): PaneContent[] {
  switch (images.task) {
    case 'restoration':
      return restorationPanes(images, plane, choices, shown, cache)
    case 'detection':
      return pointPanes(images, plane, choices, shown)
    case 'classification':
      return [inputPane(images, plane)]
    default:
      return labelPanes(images, plane, choices, shown)
  }
}

function inputPane({ input }: CaseImages, plane: PlaneIndex): PaneContent {
  const source = input.value && storedPlane(input.value, plane, 'intensity')
  const image = source && ({ source, mode: modeOf(source) } as const)
  return pane('input', 'Input', null, { image, readout: source, message: input.problem })
}

/** Points lie over the input, in every pane. */
function pointPanes(
  images: CaseImages,
  plane: PlaneIndex,
  choices: PaneChoices,
  shown: readonly CaseTool[],
): PaneContent[] {
  const input = inputPane(images, plane)
  const under = { image: input.image, readout: input.readout }
  const z = choices.allPlanes ? null : plane.z
  const predictions = shown.map((tool) => {
    const { value = null, problem = null } = images.points.get(tool.key) ?? {}
    const points = value && marksOfPrediction(value, z, choices.errors)
    return pane(tool.key, tool.name, tool, { ...under, points, message: tool.failure ?? problem })
  })
  const known = [...images.points.values()].find(({ value }) => value !== null)?.value
  const isLost = images.tools.length > 0 && images.tools.every(({ failure }) => failure !== null)
  const truth = pane('truth', 'Truth', null, {
    ...under,
    points: known ? marksOfTruth(known, z) : null,
    message: isLost ? 'The true points are shown once a tool has an answer.' : null,
  })
  return [input, ...predictions, truth]
}

function restorationPanes(
  images: CaseImages,
  plane: PlaneIndex,
  choices: PaneChoices,
  shown: readonly CaseTool[],
  cache: TileCache,
): PaneContent[] {
  const whole = (id: string, title: string, tool: CaseTool | null, loaded: Loaded<ViewerImage>) => {
    const source = loaded.value && storedPlane(loaded.value, plane, 'intensity')
    return pane(id, title, tool, {
      image: source && { source, mode: modeOf(source) },
      readout: source,
      message: tool?.failure ?? loaded.problem ?? sizeNote(loaded, images),
    })
  }
  const truth = whole('truth', 'Truth', null, images.truth)
  const predictions = shown.flatMap((tool) => {
    const loaded = images.predictions.get(tool.key) ?? { value: null, problem: null }
    const prediction = whole(tool.key, tool.name, tool, loaded)
    return [
      prediction,
      ...(choices.difference ? [differencePane(tool, truth, prediction, cache)] : []),
      ...(choices.errorMap ? [errorMapPane(tool, images, choices.errorMap, plane)] : []),
    ]
  })
  return [whole('input', 'Input', null, images.input), ...predictions, truth]
}

const mapNames: Readonly<Record<ErrorMapKind, string>> = {
  ssim: 'SSIM',
  'squared-error': 'squared error',
  'difference-after-fit': 'truth − fitted',
  squirrel: 'input − blurred',
}

function errorMapPane(
  tool: CaseTool,
  { errorMaps }: CaseImages,
  kind: ErrorMapKind,
  plane: PlaneIndex,
): PaneContent {
  const title = `${tool.name}: ${mapNames[kind]}`
  const { value = null, problem = null } = errorMaps?.get(tool.key) ?? {}
  const source = value && storedPlane(value, plane, 'intensity')
  const isMade = value !== null || problem !== null || tool.failure !== null
  return pane(`map ${tool.key}`, title, tool, {
    image: source && { source, ...lookOf(kind, source) },
    readout: source,
    message: tool.failure ?? problem ?? (isMade ? null : 'The map is being made.'),
  })
}

function lookOf(kind: ErrorMapKind, { samples }: PlaneSource) {
  if (samples > 1) return { mode: 'colour' } as const
  if (kind === 'ssim') return { mode: 'gray', scale: 'unit' } as const
  if (kind === 'squared-error') return { mode: 'gray', scale: 'squared' } as const
  return { mode: 'difference' } as const
}

function differencePane(
  tool: CaseTool,
  truth: PaneContent,
  prediction: PaneContent,
  cache: TileCache,
): PaneContent {
  const id = `difference ${tool.key}`
  const title = `${tool.name} − truth`
  const a = truth.readout
  const b = prediction.readout
  if (!a || !b) return pane(id, title, tool, { message: prediction.message })
  if (a.width !== b.width || a.height !== b.height)
    return pane(id, title, tool, {
      message: `No difference: the prediction is ${b.width} × ${b.height}, the truth ${a.width} × ${a.height}.`,
    })
  if (a.samples > 1 || b.samples > 1)
    return pane(id, title, tool, { message: 'No difference is drawn for colour images yet.' })
  const source = differencePlane(a, b, cache)
  return pane(id, title, tool, { image: { source, mode: 'difference' }, readout: source })
}

function labelPanes(
  images: CaseImages,
  plane: PlaneIndex,
  choices: PaneChoices,
  shown: readonly CaseTool[],
): PaneContent[] {
  const { input } = images
  const base = input.value && storedPlane(input.value, plane, 'intensity')
  const image = base && ({ source: base, mode: modeOf(base) } as const)
  const layer = (loaded: Loaded<ViewerImage>) => labelLayer(loaded, images.input, plane)
  const truth = layer(images.truth)

  const predictions = shown.flatMap((tool) => {
    const own = layer(images.predictions.get(tool.key) ?? { value: null, problem: null })
    const objects = images.objects.get(tool.key)
    const errors = choices.errors
      ? errorLayer(images, own.source, truth.source, objects?.value)
      : null
    const message = tool.failure ?? own.message
    const errorMessage = message ?? (choices.errors ? (objects?.problem ?? null) : null)
    const under = { image, readout: own.source }
    if (!choices.errors || !choices.errorPanes) {
      const labels = choices.labels ? own.source : null
      return [pane(tool.key, tool.name, tool, { ...under, labels, errors, message: errorMessage })]
    }
    return [
      pane(tool.key, tool.name, tool, { ...under, labels: own.source, message }),
      pane(`errors ${tool.key}`, `${tool.name}: errors`, tool, {
        ...{ ...under, errors, message: errorMessage },
      }),
    ]
  })
  return [
    inputPane(images, plane),
    ...predictions,
    pane('truth', 'Truth', null, {
      image,
      // Errors lie in the predictions' panes; the truth always shows its own outlines.
      labels: truth.source,
      readout: truth.source,
      message: truth.message,
    }),
  ]
}

function errorLayer(
  images: CaseImages,
  own: PlaneSource | null,
  truth: PlaneSource | null,
  objects: ObjectErrors | null | undefined,
): ErrorLayer | null {
  if (!own || !truth) return null
  if (images.task === 'semantic') return { kind: 'pixels', truth, prediction: own }
  if (!objects) return null
  const { prediction: classes, truth: missed } = classTables(objects)
  return { kind: 'objects', labels: own, classes, missed: { labels: truth, classes: missed } }
}

const tables = new WeakMap<ObjectErrors, { truth: ClassTable; prediction: ClassTable }>()

/** Built once per list of objects, so that the renderer uploads them once. */
function classTables(objects: ObjectErrors): { truth: ClassTable; prediction: ClassTable } {
  const known = tables.get(objects)
  if (known) return known
  const built = {
    truth: buildClassTable(objects.truth),
    prediction: buildClassTable(objects.prediction),
  }
  tables.set(objects, built)
  return built
}

/** Labels lie over the input only where both have the same size. */
function labelLayer(
  loaded: Loaded<ViewerImage>,
  input: Loaded<ViewerImage>,
  plane: PlaneIndex,
): { source: PlaneSource | null; message: string | null } {
  if (!loaded.value) return { source: null, message: loaded.problem }
  const own = loaded.value.description.size
  const under = input.value?.description.size
  if (under && (under.width !== own.width || under.height !== own.height)) {
    const message = `Not laid over the input: these labels are ${own.width} × ${own.height}, the input ${under.width} × ${under.height}.`
    return { source: null, message }
  }
  return { source: storedPlane(loaded.value, plane, 'labels'), message: null }
}

/** Restoration may change the size (super-resolution): all panes are laid over the truth's extent. */
function sizeNote(loaded: Loaded<ViewerImage>, images: CaseImages): string | null {
  const own = loaded.value?.description.size
  const extent = images.truth.value?.description.size
  if (!own || !extent || (own.width === extent.width && own.height === extent.height)) return null
  return `${own.width} × ${own.height}, drawn over the truth's ${extent.width} × ${extent.height}`
}

/** One image by itself: as it is, or as labels where its ids mean objects. */
export function imagePane(
  image: ViewerImage | null,
  plane: PlaneIndex,
  asLabels: boolean,
): PaneContent {
  const source = image && storedPlane(image, plane, asLabels ? 'labels' : 'intensity')
  return pane('image', '', null, {
    image: source && !asLabels ? { source, mode: modeOf(source) } : null,
    labels: asLabels ? source : null,
    readout: source,
  })
}

function modeOf(source: PlaneSource): 'gray' | 'colour' {
  return source.samples >= 3 ? 'colour' : 'gray'
}

function pane(
  id: string,
  title: string,
  tool: CaseTool | null,
  content: Partial<PaneContent>,
): PaneContent {
  const empty = { image: null, labels: null, errors: null, readout: null, message: null }
  return { id, title, tool, ...empty, points: null, ...content }
}
