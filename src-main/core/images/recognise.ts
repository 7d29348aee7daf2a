/** What a file seems to be when it is no image that is read: for a message that helps. */

interface Known {
  readonly name: string
  readonly matches: (head: Buffer, path: string) => boolean
}

const starts =
  (text: string): Known['matches'] =>
  (head) =>
    head.toString('latin1', 0, text.length) === text
const holds =
  (text: string, at: number): Known['matches'] =>
  (head) =>
    head.toString('latin1', at, at + text.length) === text
const named =
  (pattern: RegExp): Known['matches'] =>
  (_head, path) =>
    pattern.test(path)

/** First match wins; names are what a person would call the file. */
const known: readonly Known[] = [
  {
    name: 'a Git LFS pointer (the real file was never downloaded: run `git lfs pull`)',
    matches: starts('version https://git-lfs'),
  },
  { name: 'a JPEG image', matches: starts('\xff\xd8\xff') },
  {
    name: 'a JPEG 2000 image',
    matches: (head) => holds('jP  ', 4)(head, '') || starts('\xff\x4f\xff\x51')(head, ''),
  },
  { name: 'a GIF image', matches: starts('GIF8') },
  {
    name: 'a BMP image',
    matches: (head, path) => starts('BM')(head, path) && /\.(bmp|dib)$/i.test(path),
  },
  {
    name: 'a WebP image',
    matches: (head, path) => starts('RIFF')(head, path) && holds('WEBP', 8)(head, path),
  },
  {
    name: 'an AVI film',
    matches: (head, path) => starts('RIFF')(head, path) && holds('AVI', 8)(head, path),
  },
  { name: 'a Zeiss CZI file', matches: starts('ZISRAWFILE') },
  { name: 'a Nikon ND2 file', matches: starts('\xda\xce\xbe\x0a') },
  {
    name: 'a Leica LIF file',
    matches: (head, path) => starts('\x70\0\0\0')(head, path) && head[8] === 0x2a,
  },
  { name: 'an HDF5 file (Imaris, ilastik, BigDataViewer)', matches: starts('\x89HDF\r\n\x1a\n') },
  { name: 'a compound document (Olympus OIB, old Zeiss ZVI)', matches: starts('\xd0\xcf\x11\xe0') },
  { name: 'a ZIP archive (ImageJ ROIs, .npz or a zipped folder)', matches: starts('PK\x03\x04') },
  { name: 'a gzip archive', matches: starts('\x1f\x8b') },
  { name: 'a 7-Zip archive', matches: starts('7z\xbc\xaf\x27\x1c') },
  { name: 'a PDF document', matches: starts('%PDF') },
  { name: 'a DICOM image', matches: holds('DICM', 128) },
  { name: 'an SQLite database', matches: starts('SQLite format 3') },
  { name: 'a MATLAB file', matches: starts('MATLAB 5.0') },
  {
    name: 'a pickled Python object',
    matches: (head, path) => head[0] === 0x80 && /\.(pkl|pickle|npy)$/i.test(path),
  },
  { name: 'an ONNX model', matches: named(/\.onnx$/i) },
  { name: 'a Gatan DM3 or DM4 file', matches: named(/\.dm[34]$/i) },
  { name: 'an MRC volume', matches: named(/\.(mrc|mrcs|map|st|ali|rec)$/i) },
  { name: 'a NIfTI volume', matches: named(/\.nii$/i) },
  { name: 'an ICS image', matches: named(/\.(ics|ids)$/i) },
  { name: 'an Olympus VSI or OIR file', matches: named(/\.(vsi|oir)$/i) },
  { name: 'an XML document', matches: starts('<?xml') },
  {
    name: 'an HTML page',
    matches: (head) => /^\s*<(!doctype html|html)/i.test(head.toString('latin1')),
  },
]

/** `head` is the first few hundred bytes. */
export function describeUnsupported(head: Uint8Array, path: string): string {
  const bytes = Buffer.from(head)
  const found = known.find(({ matches }) => matches(bytes, path))
  if (found !== undefined) return found.name
  if (bytes.length > 0 && isText(bytes)) return 'a text file'
  const start = bytes.toString('hex', 0, 8)
  return `a file of an unknown kind (it starts with the bytes ${start})`
}

function isText(bytes: Buffer): boolean {
  return bytes.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13)
}
