/**
 * Draws a scene into one canvas: a scissored viewport per pane, three passes each. Draws when told to and
 * never by itself; asks for missing tiles while drawing. Knows no Vue.
 */
import { tileSidePx } from '../../src-main/contract/images.ts'
import type { ClassTable } from './class-table.ts'
import { linkProgram } from './gl-program.ts'
import type { GlProgram } from './gl-program.ts'
import type { PlaneSource } from './plane-source.ts'
import { tileKey } from './plane-source.ts'
import { createPlaneTextures } from './plane-textures.ts'
import type { PreparedPlane } from './plane-textures.ts'
import { uploadUnit } from './plane-textures.ts'
import type { ErrorLayer, Scene, ScenePane } from './scene.ts'
import {
  imageShader,
  labelShader,
  objectErrorShader,
  pixelErrorShader,
  vertexShader,
} from './shaders.ts'
import { isIntegerFormat } from './texture-data.ts'
import type { TileCache } from './tile-cache.ts'
import { visibleTiles } from './tile-grid.ts'
import type { PixelBox, TileIndex } from './tile-grid.ts'

/** Planes on the graphics card; what is in sight is always kept. */
const textureCapacityBytes = 512 * 2 ** 20

export interface Renderer {
  /** Draws; gives what kept panes from being drawn, by pane id. */
  readonly draw: (scene: Scene, devicePx: number) => ReadonlyMap<string, string>
  readonly largestSidePx: number
  readonly dispose: () => void
}

/** Null where the browser has no WebGL2. */
export function createRenderer(canvas: HTMLCanvasElement, cache: TileCache): Renderer | null {
  const gl = canvas.getContext('webgl2', { antialias: false, alpha: false, depth: false })
  if (!gl) return null
  const programs = {
    integers: linkProgram(gl, vertexShader, imageShader('usampler2D')),
    floats: linkProgram(gl, vertexShader, imageShader('sampler2D')),
    labels: linkProgram(gl, vertexShader, labelShader),
    objects: linkProgram(gl, vertexShader, objectErrorShader),
    pixels: linkProgram(gl, vertexShader, pixelErrorShader),
  }
  const textures = createPlaneTextures(gl, cache, textureCapacityBytes)
  const tables = createTables(gl)
  gl.bindVertexArray(gl.createVertexArray())
  gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE)

  function draw(scene: Scene, devicePx: number): ReadonlyMap<string, string> {
    const problems = new Map<string, string>()
    if (!gl || gl.isContextLost()) return problems
    const wanted = new Set<string>()
    gl.enable(gl.SCISSOR_TEST)
    clear(gl, scene, canvas)
    for (const pane of scene.panes) {
      const problem = drawPane(gl, scene, pane, devicePx, wanted)
      if (problem) problems.set(pane.id, problem)
    }
    cache.keepOnly(wanted)
    return problems
  }

  function drawPane(
    context: WebGL2RenderingContext,
    scene: Scene,
    pane: ScenePane,
    devicePx: number,
    wanted: Set<string>,
  ): string | null {
    const { left, top, width, height } = pane.rect
    const x = Math.round(left * devicePx)
    const w = Math.round(width * devicePx)
    const h = Math.round(height * devicePx)
    const y = canvas.height - Math.round(top * devicePx) - h
    context.viewport(x, y, w, h)
    context.scissor(x, y, w, h)

    let problem: string | null = null
    /** Tiles in sight of one plane, on the card as far as they are here. */
    const prepare = (source: PlaneSource): PreparedPlane => {
      const tiles = tilesInSight(scene, pane, source)
      want(wanted, source, tiles)
      const prepared = textures.prepare(source, tiles)
      problem ??= prepared.problem
      return prepared
    }
    const use = (program: GlProgram): void => {
      context.useProgram(program.program)
      const { camera } = scene
      context.uniform3f(program.at('camera'), camera.x, camera.y, camera.zoom * devicePx)
      context.uniform2f(program.at('pane'), w, h)
      context.uniform1f(program.at('unit'), 1 / camera.zoom)
      context.uniform1f(program.at('devicePx'), devicePx)
      context.uniform3fv(program.at('classColors'), scene.classColors)
    }
    const bind = (program: GlProgram, unit: number, name: string, texture: WebGLTexture): void => {
      context.activeTexture(context.TEXTURE0 + unit)
      context.bindTexture(context.TEXTURE_2D, texture)
      context.uniform1i(program.at(name), unit)
    }
    /** Boxes in the plane's own pixels, laid over the scene's extent. */
    const fill = (program: GlProgram, source: PlaneSource, boxes: readonly PixelBox[]): void => {
      const fx = scene.extent.width / source.width
      const fy = scene.extent.height / source.height
      for (const box of boxes) {
        context.uniform4f(program.at('box'), box.x0 * fx, box.y0 * fy, box.x1 * fx, box.y1 * fy)
        context.drawArrays(context.TRIANGLE_STRIP, 0, 4)
      }
    }

    drawImage()
    context.enable(context.BLEND)
    drawLabels()
    if (pane.errors) drawErrors(pane.errors)
    context.disable(context.BLEND)
    return problem

    function drawImage(): void {
      if (!pane.image) return
      const { source, mode } = pane.image
      const { texture, boxes } = prepare(source)
      const program = isIntegerFormat(source.format) ? programs.integers : programs.floats
      use(program)
      bind(program, 0, 'image', texture)
      const sx = source.width / scene.extent.width
      const sy = source.height / scene.extent.height
      context.uniform2f(program.at('scale'), sx, sy)
      context.uniform1f(program.at('texels'), sx / (scene.camera.zoom * devicePx))
      context.uniform1i(program.at('mode'), { gray: 0, colour: 1, difference: 2 }[mode])
      if (mode === 'difference') context.uniform2f(program.at('limits'), 0, scene.differenceLimit)
      else context.uniform2f(program.at('limits'), scene.limits.lower, scene.limits.upper)
      fill(program, source, boxes)
    }

    function drawLabels(): void {
      if (!pane.labels) return
      const { texture, boxes } = prepare(pane.labels)
      use(programs.labels)
      bind(programs.labels, 0, 'labels', texture)
      bind(programs.labels, 1, 'palette', tables.palette(scene.palette))
      context.uniform1f(programs.labels.at('opacity'), scene.labelOpacity)
      context.uniform1i(programs.labels.at('filled'), scene.labelsFilled ? 1 : 0)
      fill(programs.labels, pane.labels, boxes)
    }

    function drawErrors(errors: ErrorLayer): void {
      if (errors.kind === 'pixels') {
        const truth = prepare(errors.truth)
        const prediction = prepare(errors.prediction)
        use(programs.pixels)
        bind(programs.pixels, 0, 'truthLabels', truth.texture)
        bind(programs.pixels, 1, 'labels', prediction.texture)
        fill(programs.pixels, errors.truth, inBoth(truth.boxes, prediction.boxes))
        return
      }
      const own = prepare(errors.labels)
      const missed = errors.missed ?? errors
      const other = prepare(missed.labels)
      use(programs.objects)
      bind(programs.objects, 0, 'labels', own.texture)
      bind(programs.objects, 1, 'classes', tables.classes(errors.classes))
      bind(programs.objects, 2, 'missedLabels', other.texture)
      bind(programs.objects, 3, 'missedClasses', tables.classes(missed.classes))
      context.uniform1i(programs.objects.at('classesWalk'), errors.classes.longestWalk)
      context.uniform1i(programs.objects.at('missedWalk'), missed.classes.longestWalk)
      context.uniform1i(programs.objects.at('withMissed'), errors.missed ? 1 : 0)
      fill(programs.objects, errors.labels, inBoth(own.boxes, other.boxes))
    }
  }

  return {
    draw,
    largestSidePx: gl.getParameter(gl.MAX_TEXTURE_SIZE) as number,
    dispose: () => {
      textures.dispose()
      gl.getExtension('WEBGL_lose_context')?.loseContext()
    },
  }
}

function clear(gl: WebGL2RenderingContext, scene: Scene, canvas: HTMLCanvasElement): void {
  const [r, g, b] = scene.ground
  gl.viewport(0, 0, canvas.width, canvas.height)
  gl.scissor(0, 0, canvas.width, canvas.height)
  gl.disable(gl.BLEND)
  gl.clearColor(r, g, b, 1)
  gl.clear(gl.COLOR_BUFFER_BIT)
}

/** In the plane's own tiles: a plane of another size than the extent is seen under a scaled camera. */
function tilesInSight(scene: Scene, pane: ScenePane, source: PlaneSource): TileIndex[] {
  const factor = source.width / scene.extent.width
  const { x, y, zoom } = scene.camera
  const own = { x: x * factor, y: (y * source.height) / scene.extent.height, zoom: zoom / factor }
  return visibleTiles(own, pane.rect, source, tileSidePx)
}

function want(wanted: Set<string>, source: PlaneSource, tiles: readonly TileIndex[]): void {
  for (const plane of [source, ...source.parts])
    for (const tile of tiles) wanted.add(tileKey(plane, tile))
}

/** Boxes that both planes hold, so that nothing is called an error before both sides are here. */
function inBoth(a: readonly PixelBox[], b: readonly PixelBox[]): readonly PixelBox[] {
  return a.filter((box) => b.some((other) => other.x0 === box.x0 && other.y0 === box.y0))
}

/** Small lookup textures, kept while the renderer lives. */
function createTables(gl: WebGL2RenderingContext) {
  const known = new WeakMap<object, WebGLTexture>()

  function keep(key: object, upload: () => void): WebGLTexture {
    const old = known.get(key)
    if (old) return old
    const texture = gl.createTexture()
    gl.activeTexture(gl.TEXTURE0 + uploadUnit)
    gl.bindTexture(gl.TEXTURE_2D, texture)
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1)
    upload()
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST)
    known.set(key, texture)
    return texture
  }

  return {
    palette: (bytes: Uint8Array) =>
      keep(bytes, () => {
        const width = bytes.length / 4
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, width, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, bytes)
      }),
    classes: (table: ClassTable) =>
      keep(table, () => {
        const { side, data } = table
        const format = gl.RG_INTEGER
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RG32UI, side, side, 0, format, gl.UNSIGNED_INT, data)
      }),
  }
}
