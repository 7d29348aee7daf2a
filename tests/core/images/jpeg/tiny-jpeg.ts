/** A JPEG of 8 x 16 pixels, 4:2:0, quality 80: red grows by 16 to the right, green by 30 downwards, blue is 128. */

import { jpegSegments } from '../../../../src-main/core/images/jpeg/jpeg-markers.ts'

const base64 =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsj' +
  'HBYWICwgIyYnKSopGR8tMC0oMCUoKSj/2wBDAQcHBwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgo' +
  'KCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCj/wAARCAAIABADASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAA' +
  'AAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAk' +
  'M2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKT' +
  'lJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QA' +
  'HwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdh' +
  'cRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hp' +
  'anN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk' +
  '5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwDkNJ+H/T9z+ldnpPw/+7+5/SiisMdmuJ/mODhXOsX7vvH/2Q=='

export const tinyJpeg = new Uint8Array(Buffer.from(base64, 'base64'))

/** The same picture as a progressive JPEG of ten scans. */
export const progressiveJpeg = new Uint8Array(
  Buffer.from(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYW' +
      'ICwgIyYnKSopGR8tMC0oMCUoKSj/2wBDAQcHBwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgo' +
      'KCgoKCgoKCgoKCgoKCgoKCgoKCj/wgARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAVAQEB' +
      'AAAAAAAAAAAAAAAAAAADBP/aAAwDAQACEAMQAAABj2g5/wD/xAAWEAADAAAAAAAAAAAAAAAAAAAAAwX/2gAIAQEAAQUC' +
      'VPFTz//EABgRAAIDAAAAAAAAAAAAAAAAAAAhAwQF/9oACAEDAQE/Acq7Kmf/xAAXEQEAAwAAAAAAAAAAAAAAAAADAARR' +
      '/9oACAECAQE/AXtJs//EABUQAQEAAAAAAAAAAAAAAAAAAAAx/9oACAEBAAY/Aoj/xAAVEAEBAAAAAAAAAAAAAAAAAAAA' +
      'Mf/aAAgBAQABPyFZP//aAAwDAQACAAMAAAAQj//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQMBAT8QE//EABQRAQAA' +
      'AAAAAAAAAAAAAAAAAAD/2gAIAQIBAT8QN//EABcQAQADAAAAAAAAAAAAAAAAAAAxwfH/2gAIAQEAAT8QgowH/9k=',
    'base64',
  ),
)

/** The same red, green and blue as cyan, magenta and yellow with 255 - red as black; full resolution, Adobe transform 0. */
export const cmykJpeg = new Uint8Array(
  Buffer.from(
    '/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAGBAUGBQQGBgUGBwcGCAoQCgoJCQoUDg8MEBcUGBgXFBYWGh0lHxobIxwWFiAs' +
      'ICMmJykqKRkfLTAtKDAlKCko/8AAFAgACAAQBEMRAE0RAFkRAEsRAP/EABgAAAMBAQAAAAAAAAAAAAAAAAAHCAEF/8QA' +
      'GhAAAgIDAAAAAAAAAAAAAAAAAAdDgRdkov/aAA4EQwBNAFkASwAAPwBvsmWzu5t2ujBPraKiVGTLYZt2ugKrW0VH/9k=',
    'base64',
  ),
)

/** The first picture with 12 bits: the same coefficients, all quantisation factors times 16. */
export function twelveBitJpeg(): Uint8Array {
  const out: number[] = [0xff, 0xd8]
  for (const { marker, at, end } of jpegSegments(tinyJpeg)) {
    const body = [...tinyJpeg.subarray(at + 4, end)]
    if (marker === 0xdb) {
      const wide = body.slice(1).flatMap((factor) => [(16 * factor) >> 8, (16 * factor) & 255])
      out.push(0xff, marker, 0, 131, 0x10 | body[0]!, ...wide)
    } else if (marker === 0xc0) {
      body[0] = 12
      out.push(0xff, 0xc1, 0, body.length + 2, ...body)
    } else out.push(...tinyJpeg.subarray(at, end))
  }
  const scan = jpegSegments(tinyJpeg).at(-1)!
  return Uint8Array.of(...out, ...tinyJpeg.subarray(scan.end))
}
