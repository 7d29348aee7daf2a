/**
 * The passes that draw one pane: image, labels, error layer. Each draws pieces of planes, whatever level
 * they come from, under the shared camera.
 */
import { colorTableBytes } from './color-tables.ts'
import { shownLimits, type Limits } from './contrast.ts'
import { linkProgram } from './gl-program.ts'
import type { GlProgram } from './gl-program.ts'
import { createLookupTables } from './lookup-tables.ts'
import type { PlaneSource } from './plane-source.ts'
import type { DrawnPiece, PreparedPlane } from './plane-textures.ts'
import type { ErrorLayer, Scene, ScenePane, Viewport } from './scene.ts'
import {
  imageShader,
  labelShader,
  mostTexelsAlone,
  objectErrorShader,
  pixelErrorShader,
  vertexShader,
  type ImageProgram,
} from './shaders.ts'
import { isIntegerFormat } from './texture-data.ts'
import { createVeil } from './veil.ts'
import type { PixelBox } from './tile-grid.ts'

export interface PassFrame {
  readonly scene: Scene
  readonly viewport: Viewport
  /** The part of the viewport that is drawn. */
  readonly clip: Viewport
  /** Over what stands in the viewport already. */
  readonly opacity: number
  readonly devicePx: number
  readonly prepared: (source: PlaneSource) => PreparedPlane
}

/** A piece in px of the scene's extent. */
interface PlacedPiece {
  readonly piece: DrawnPiece
  readonly box: PixelBox
}

export function createPanePasses(
  gl: WebGL2RenderingContext,
): (pane: ScenePane, frame: PassFrame) => void {
  const linked = new Map<string, GlProgram>()
  /** Made when first needed. */
  function program(name: string, shader: () => string): GlProgram {
    const found = linked.get(name) ?? linkProgram(gl, vertexShader, shader())
    linked.set(name, found)
    return found
  }
  const programs = {
    image: (of: ImageProgram) => program(JSON.stringify(of), () => imageShader(of)),
    labels: (wraps: boolean) => program(`labels ${wraps}`, () => labelShader(wraps)),
    objects: (wraps: boolean) => program(`objects ${wraps}`, () => objectErrorShader(wraps)),
    pixels: (wraps: boolean) => program(`pixels ${wraps}`, () => pixelErrorShader(wraps)),
  }
  const tables = createLookupTables(gl)
  const veil = createVeil(gl)

  return (pane, frame) => {
    const { scene, viewport, devicePx } = frame
    const { limits } = scene
    if (!limits) return
    const { x, y, width, height } = viewport
    const { clip, opacity } = frame
    if (clip.width <= 0 || opacity <= 0) return
    gl.viewport(x, y, width, height)
    gl.scissor(clip.x, clip.y, clip.width, clip.height)
    const under = opacity < 1 ? veil.keep(viewport) : null
    gl.clear(gl.COLOR_BUFFER_BIT)
    if (pane.image) drawImage(pane.image, limits)
    gl.enable(gl.BLEND)
    if (pane.labels) drawLabels(pane.labels)
    if (pane.errors?.kind === 'pixels') drawPixelErrors(pane.errors)
    if (pane.errors?.kind === 'objects') drawObjectErrors(pane.errors)
    if (under) veil.lay(under, 1 - opacity)
    gl.disable(gl.BLEND)

    function drawImage(image: NonNullable<ScenePane['image']>, limits: Limits): void {
      const { channels, gamma = 1 } = image
      const own = shownLimits(image, limits, scene.differenceLimit)
      const table = image.table ?? colorTableBytes('grays')
      if (!channels) return drawPlane(image.source, image.mode, own, table, gamma)
      for (const [index, { source, limits, table }] of channels.entries()) {
        if (index > 0) gl.enable(gl.BLEND)
        gl.blendFunc(gl.ONE, gl.ONE)
        drawPlane(source, 'gray', limits, table, gamma)
      }
      gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE)
    }

    function drawPlane(
      source: PlaneSource,
      mode: 'gray' | 'colour' | 'difference',
      { lower, upper }: Limits,
      table: Uint8Array,
      gamma: number,
    ): void {
      const sampler = isIntegerFormat(source.format) ? 'usampler2D' : 'sampler2D'
      const isPlain = mode === 'gray' && gamma === 1 && table === colorTableBytes('grays')
      const shown = isPlain ? 'plain' : mode
      let used: GlProgram | null = null
      for (const { piece, box } of placed(source)) {
        const texels = piece.levelWidth / scene.extent.width / (scene.camera.zoom * devicePx)
        const isReduced = texels > mostTexelsAlone
        const program = programs.image({ sampler, mode: shown, isReduced, wraps: piece.wraps })
        if (program !== used) {
          use(program)
          gl.uniform2f(program.at('limits'), lower, upper)
          if (shown === 'gray') {
            gl.uniform1f(program.at('gamma'), gamma)
            bind(program, 1, 'table', tables.palette(table))
          }
        }
        used = program
        bind(program, 0, 'image', piece.texture)
        level(program, piece, 'scale', 'size')
        gl.uniform1f(program.at('texels'), texels)
        fill(program, box)
      }
    }

    function drawLabels(source: PlaneSource): void {
      const pieces = placed(source)
      const program = programs.labels(pieces.some(({ piece }) => piece.wraps))
      use(program)
      bind(program, 1, 'palette', tables.palette(scene.palette))
      gl.uniform1f(program.at('opacity'), scene.labelOpacity)
      gl.uniform1i(program.at('filled'), scene.labelsFilled ? 1 : 0)
      for (const { piece, box } of pieces) {
        bind(program, 0, 'labels', piece.texture)
        level(program, piece, 'scale', 'size')
        fill(program, box)
      }
    }

    function drawPixelErrors({ truth, prediction }: ErrorLayer & { kind: 'pixels' }): void {
      const both = inBoth(placed(truth), placed(prediction))
      const program = programs.pixels(both.some(wrapsEither))
      use(program)
      for (const { a, b, box } of both) {
        bind(program, 0, 'truthLabels', a.texture)
        level(program, a, 'scale', 'size')
        bind(program, 1, 'labels', b.texture)
        level(program, b, 'otherScale', 'otherSize')
        fill(program, box)
      }
    }

    function drawObjectErrors(errors: ErrorLayer & { kind: 'objects' }): void {
      const missed = errors.missed ?? errors
      const both = inBoth(placed(errors.labels), placed(missed.labels))
      const program = programs.objects(both.some(wrapsEither))
      use(program)
      bind(program, 1, 'classes', tables.classes(errors.classes))
      bind(program, 3, 'missedClasses', tables.classes(missed.classes))
      gl.uniform1i(program.at('classesWalk'), errors.classes.longestWalk)
      gl.uniform1i(program.at('missedWalk'), missed.classes.longestWalk)
      gl.uniform1ui(program.at('classesBits'), Math.log2(errors.classes.side))
      gl.uniform1ui(program.at('missedBits'), Math.log2(missed.classes.side))
      gl.uniform1i(program.at('withMissed'), errors.missed ? 1 : 0)
      for (const { a, b, box } of both) {
        bind(program, 0, 'labels', a.texture)
        level(program, a, 'scale', 'size')
        bind(program, 2, 'missedLabels', b.texture)
        level(program, b, 'otherScale', 'otherSize')
        fill(program, box)
      }
    }

    function use(program: GlProgram): void {
      const { camera } = scene
      gl.useProgram(program.program)
      gl.uniform3f(program.at('camera'), camera.x, camera.y, camera.zoom * devicePx)
      gl.uniform2f(program.at('pane'), width, height)
      gl.uniform1f(program.at('unit'), 1 / camera.zoom)
      gl.uniform1f(program.at('devicePx'), devicePx)
      gl.uniform3fv(program.at('classColors'), scene.classColors)
    }

    function bind(program: GlProgram, unit: number, name: string, texture: WebGLTexture): void {
      gl.activeTexture(gl.TEXTURE0 + unit)
      gl.bindTexture(gl.TEXTURE_2D, texture)
      gl.uniform1i(program.at(name), unit)
    }

    function level(program: GlProgram, piece: DrawnPiece, scale: string, size: string): void {
      const { levelWidth, levelHeight } = piece
      const { extent } = scene
      gl.uniform2f(program.at(scale), levelWidth / extent.width, levelHeight / extent.height)
      gl.uniform2f(program.at(size), levelWidth, levelHeight)
    }

    function fill(program: GlProgram, box: PixelBox): void {
      gl.uniform4f(program.at('box'), box.x0, box.y0, box.x1, box.y1)
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4)
    }

    /** A plane of another size than the extent is laid over the whole of it. */
    function placed(source: PlaneSource): PlacedPiece[] {
      const fx = scene.extent.width / source.width
      const fy = scene.extent.height / source.height
      return frame.prepared(source).pieces.map((piece) => {
        const { x0, y0, x1, y1 } = piece.box
        return { piece, box: { x0: x0 * fx, y0: y0 * fy, x1: x1 * fx, y1: y1 * fy } }
      })
    }
  }
}

const wrapsEither = ({ a, b }: { readonly a: DrawnPiece; readonly b: DrawnPiece }) =>
  a.wraps || b.wraps

/** Boxes that both planes hold, so that nothing is called an error before both sides are here. */
function inBoth(
  a: readonly PlacedPiece[],
  b: readonly PlacedPiece[],
): { a: DrawnPiece; b: DrawnPiece; box: PixelBox }[] {
  return a.flatMap((one) =>
    b.flatMap((other) => {
      const box = {
        x0: Math.max(one.box.x0, other.box.x0),
        y0: Math.max(one.box.y0, other.box.y0),
        x1: Math.min(one.box.x1, other.box.x1),
        y1: Math.min(one.box.y1, other.box.y1),
      }
      return box.x0 < box.x1 && box.y0 < box.y1 ? [{ a: one.piece, b: other.piece, box }] : []
    }),
  )
}
