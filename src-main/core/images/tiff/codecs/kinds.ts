/** Which TIFF compression codes belong to which family. */

/** Compression 6 of TIFF 6.0, section 22; read where a strip holds a whole JPEG stream. */
export const oldJpegCode = 6
const jpegCodes: readonly number[] = [oldJpegCode, 7, 34892]
export const lercCode = 34887
const webpCodes: readonly number[] = [34927, 50001]

export function isJpegCompression(code: number): boolean {
  return jpegCodes.includes(code)
}

export function isWebpCompression(code: number): boolean {
  return webpCodes.includes(code)
}

/** Compressions whose decoders give pixels, not bytes. */
export function isPixelCodec(code: number): boolean {
  return isJpegCompression(code) || isWebpCompression(code) || code === lercCode
}

export function faxKind(code: number): 'huffman' | 'group3' | 'group4' | undefined {
  return ({ 2: 'huffman', 3: 'group3', 4: 'group4' } as const)[code]
}
