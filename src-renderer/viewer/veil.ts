/**
 * What stands in a viewport, kept and laid over what is drawn there afterwards: a whole pane, with its labels
 * and errors, shows through another.
 */
import { linkProgram } from './gl-program.ts'
import type { GlProgram } from './gl-program.ts'
import { uploadUnit } from './plane-textures.ts'
import type { Viewport } from './scene.ts'
import { veilShader, wholeViewportShader } from './shaders.ts'

export interface Veil {
  /** Copies the viewport's pixels. */
  readonly keep: (viewport: Viewport) => Viewport
  /** Draws the copy with an opacity; blending is on. */
  readonly lay: (viewport: Viewport, opacity: number) => void
}

/** Its program and texture are made when first needed. */
export function createVeil(gl: WebGL2RenderingContext): Veil {
  let made: { program: GlProgram; texture: WebGLTexture } | null = null

  function make() {
    const texture = gl.createTexture()
    const program = linkProgram(gl, wholeViewportShader, veilShader)
    return { program, texture }
  }
  function bind(): { program: GlProgram; texture: WebGLTexture } {
    made ??= make()
    gl.activeTexture(gl.TEXTURE0 + uploadUnit)
    gl.bindTexture(gl.TEXTURE_2D, made.texture)
    return made
  }

  return {
    keep: (viewport) => {
      bind()
      const { x, y, width, height } = viewport
      gl.copyTexImage2D(gl.TEXTURE_2D, 0, gl.RGB, x, y, width, height, 0)
      for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
        gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST)
      return viewport
    },
    lay: (viewport, opacity) => {
      const { program } = bind()
      gl.useProgram(program.program)
      gl.uniform1i(program.at('kept'), uploadUnit)
      gl.uniform2i(program.at('corner'), viewport.x, viewport.y)
      gl.uniform1f(program.at('opacity'), opacity)
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4)
    },
  }
}
