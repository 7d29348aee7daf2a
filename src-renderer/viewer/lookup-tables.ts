/** Small lookup textures for shaders, kept while the renderer lives: colours of labels, classes of objects. */
import type { ClassTable } from './class-table.ts'
import { uploadUnit } from './plane-textures.ts'

export interface LookupTables {
  readonly palette: (bytes: Uint8Array) => WebGLTexture
  readonly classes: (table: ClassTable) => WebGLTexture
}

export function createLookupTables(gl: WebGL2RenderingContext): LookupTables {
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
