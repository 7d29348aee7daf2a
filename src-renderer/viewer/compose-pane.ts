/**
 * The colours of one pane without a graphics card: image, labels and error layer as the shaders draw them,
 * from samples on the screen's grid. Pure.
 */
import { classOf } from './class-table.ts'
import { colorTableBytes } from './color-tables.ts'
import { shownLimits } from './contrast.ts'
import type { Limits } from './contrast.ts'
import type { PlaneSource } from './plane-source.ts'
import type { PlaneSamples } from './plane-samples.ts'
import type { ErrorLayer, Scene, ScenePane } from './scene.ts'

/** How far lines look, screen px: the widest of `reaches`. */
export const composeMarginPx = 4
/** Hit, missed, extra, mixed: thickness of the line, whole screen px for lack of finer ones. */
const reaches = [0, 1, 3, 2, 2] as const
const straight = [1, 0, -1, 0, 0, 1, 0, -1] as const
const around = [...straight, 0.71, 0.71, -0.71, 0.71, 0.71, -0.71, -0.71, -0.71] as const

export type PaneLooks = Pick<
  Scene,
  'differenceLimit' | 'labelOpacity' | 'labelsFilled' | 'palette' | 'ground' | 'classColors'
>

/** RGBA bytes, width x height, opaque. `sampled` gives a plane on the pane's grid with `composeMarginPx`. */
export function composePane(
  pane: Pick<ScenePane, 'image' | 'labels' | 'errors'>,
  size: { readonly width: number; readonly height: number },
  looks: PaneLooks,
  limits: Limits,
  sampled: (source: PlaneSource) => PlaneSamples,
): Uint8ClampedArray<ArrayBuffer> {
  const { width, height } = size
  const out = new Uint8ClampedArray(width * height * 4)
  const ground = looks.ground.map((part) => part * 255)
  for (let at = 0; at < out.length; at += 4) {
    for (let k = 0; k < 3; k++) out[at + k] = ground[k]!
    out[at + 3] = 255
  }
  if (pane.image) drawImage(pane.image)
  if (pane.labels) drawLabels(sampled(pane.labels))
  if (pane.errors?.kind === 'pixels') drawPixelErrors(pane.errors)
  if (pane.errors?.kind === 'objects') drawObjectErrors(pane.errors)
  return out

  function drawImage(image: NonNullable<ScenePane['image']>): void {
    const { channels, gamma = 1, mode } = image
    const table = image.table ?? colorTableBytes('grays')
    const own = shownLimits(image, limits, looks.differenceLimit)
    if (!channels) return drawPlane(sampled(image.source), mode, own, table, gamma, false)
    for (const [index, one] of channels.entries())
      drawPlane(sampled(one.source), 'gray', one.limits, one.table, gamma, index > 0)
  }

  function drawPlane(
    { across, components, values, here }: PlaneSamples,
    mode: 'gray' | 'colour' | 'difference',
    { lower, upper }: Limits,
    table: Uint8Array,
    gamma: number,
    added: boolean,
  ): void {
    const seen = (value: number) => Math.min(1, Math.max(0, (value - lower) / (upper - lower)))
    eachPixel(across, here, (from, to, i, j) => {
      const value = values[from * components]!
      let [r, g, b] = [0, 0, 0]
      if (Number.isNaN(value)) r = g = b = ((Math.floor(i / 3) + Math.floor(j / 3)) % 2) * 255
      else if (mode === 'difference')
        [r, g, b] = diverging(Math.min(1, Math.max(-1, value / upper)))
      else if (mode === 'colour') {
        const last = components > 2 ? 1 : 0
        r = seen(value) * 255
        g = seen(values[from * components + last]!) * 255
        b = seen(values[from * components + 2 * last]!) * 255
      } else {
        const entry = Math.floor(seen(value) ** gamma * 255 + 0.5) * 4
        ;[r, g, b] = [table[entry]!, table[entry + 1]!, table[entry + 2]!]
      }
      out[to] = added ? out[to]! + r : r
      out[to + 1] = added ? out[to + 1]! + g : g
      out[to + 2] = added ? out[to + 2]! + b : b
    })
  }

  function drawLabels(samples: PlaneSamples): void {
    const { labelsFilled, labelOpacity, palette } = looks
    eachPixel(samples.across, samples.here, (from, to) => {
      const id = samples.values[from]!
      if (id === 0) return
      const edge = nearEdge(samples, from, id, 2, straight)
      if (!labelsFilled && !edge) return
      const entry = ((id - 1) % (palette.length / 4)) * 4
      const alpha = labelsFilled && !edge ? labelOpacity : Math.min(1, labelOpacity + 0.35)
      lay(to, palette[entry]!, palette[entry + 1]!, palette[entry + 2]!, alpha)
    })
  }

  function drawPixelErrors(errors: ErrorLayer & { kind: 'pixels' }): void {
    const [truth, prediction] = [sampled(errors.truth), sampled(errors.prediction)]
    eachPixel(truth.across, truth.here, (from, to, i, j) => {
      if (prediction.here[from] === 0) return
      const [a, b] = [truth.values[from]!, prediction.values[from]!]
      if (a === b) {
        if (a !== 0) paint(to, 1, nearEdge(prediction, from, b, reaches[1], straight) ? 1 : 0.15)
      } else if (b === 0) paint(to, 2, 0.8)
      else if (a === 0) paint(to, 3, isDash(i, j) ? 0.9 : 0.3)
      else paint(to, 4, isHatch(i, j) ? 0.95 : 0.3)
    })
  }

  function drawObjectErrors(errors: ErrorLayer & { kind: 'objects' }): void {
    const own = sampled(errors.labels)
    const missed = errors.missed ? sampled(errors.missed.labels) : null
    eachPixel(own.across, own.here, (from, to, i, j) => {
      if (missed?.here[from] === 0) return
      let [kind, alpha] = [0, 0]
      const lost = missed?.values[from] ?? 0
      if (missed && lost !== 0 && classOf(errors.missed!.classes, lost) === 2) {
        kind = 2
        alpha = markOf(missed, from, lost, 2, i, j)
      }
      const id = own.values[from]!
      const found = id === 0 ? 0 : classOf(errors.classes, id)
      const seen = found === 0 ? 0 : markOf(own, from, id, found, i, j)
      if (seen > alpha) [kind, alpha] = [found, seen]
      if (alpha > 0) paint(to, kind, alpha)
    })
  }

  /** Opacity of an object's mark at a pixel of it. */
  function markOf(
    samples: PlaneSamples,
    from: number,
    id: number,
    kind: number,
    i: number,
    j: number,
  ): number {
    const edge = nearEdge(samples, from, id, reaches[kind]!, kind === 2 ? around : straight)
    if (edge && (kind !== 3 || isDash(i, j))) return 1
    if (kind === 4) return isHatch(i, j) ? 0.85 : 0.1
    return kind === 1 ? 0.1 : 0.22
  }

  /** Screen pixels that are here: place in the samples, place in `out`, column, row. */
  function eachPixel(
    across: number,
    here: Uint8Array,
    visit: (from: number, to: number, i: number, j: number) => void,
  ): void {
    for (let j = 0; j < height; j++)
      for (let i = 0; i < width; i++) {
        const from = (j + composeMarginPx) * across + i + composeMarginPx
        if (here[from] === 1) visit(from, (j * width + i) * 4, i, j)
      }
  }

  function paint(to: number, kind: number, alpha: number): void {
    const { classColors } = looks
    const [r, g, b] = [0, 1, 2].map((k) => classColors[(kind - 1) * 3 + k]! * 255)
    lay(to, r!, g!, b!, alpha)
  }
  function lay(to: number, r: number, g: number, b: number, alpha: number): void {
    out[to] = r * alpha + out[to]! * (1 - alpha)
    out[to + 1] = g * alpha + out[to + 1]! * (1 - alpha)
    out[to + 2] = b * alpha + out[to + 2]! * (1 - alpha)
  }
}

function nearEdge(
  { across, values }: PlaneSamples,
  from: number,
  id: number,
  reach: number,
  directions: readonly number[],
): boolean {
  for (let k = 0; k < directions.length; k += 2) {
    const dx = Math.round(directions[k]! * reach)
    const dy = Math.round(directions[k + 1]! * reach)
    if (values[from + dy * across + dx] !== id) return true
  }
  return false
}

const isDash = (i: number, j: number): boolean => (i - j + 9e6) % 9 < 5.5
const isHatch = (i: number, j: number): boolean => (i + j) % 8 < 2.2

/** Dark blue, mid gray, light orange, as the shader mixes them. */
function diverging(d: number): [r: number, g: number, b: number] {
  const end = d < 0 ? [0.03, 0.19, 0.42] : [1, 0.8, 0.48]
  const [r, g, b] = end.map((part) => (0.5 + (part - 0.5) * Math.abs(d)) * 255)
  return [r!, g!, b!]
}
