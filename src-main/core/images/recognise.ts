/** What a file seems to be when it is no image that is read, and which export of it is: for a message that helps. */

export interface UnsupportedKind {
  /** What a person would call the file, with its article. */
  readonly name: string
  /** What to do about it, as a sentence. */
  readonly advice: string
  /** Whether Bio-Formats reads it, so that its programs can convert it. */
  readonly isConvertible: boolean
}

type Matches = (head: Buffer, path: string) => boolean

const starts =
  (text: string): Matches =>
  (head) =>
    head.toString('latin1', 0, text.length) === text
const holds =
  (text: string, at: number): Matches =>
  (head) =>
    head.toString('latin1', at, at + text.length) === text
const named =
  (pattern: RegExp): Matches =>
  (_head, path) =>
    pattern.test(path)
const either =
  (...all: readonly Matches[]): Matches =>
  (head, path) =>
    all.some((matches) => matches(head, path))
const both =
  (...all: readonly Matches[]): Matches =>
  (head, path) =>
    all.every((matches) => matches(head, path))

const anyway = 'Export it as OME-TIFF.'
const fiji = 'Open it in Fiji (Bio-Formats) and save it as OME-TIFF.'
const compound = starts('\xd0\xcf\x11\xe0')

/** Formats of microscopes and scanners, with the export that works. First match wins. */
const microscopes: readonly (readonly [name: string, matches: Matches, advice: string])[] = [
  [
    'a Zeiss CZI file',
    either(starts('ZISRAWFILE'), named(/\.czi$/i)),
    'In ZEN choose File > Export/Import > Export > OME-TIFF, or open it in Fiji (Bio-Formats) and save it as OME-TIFF.',
  ],
  [
    'a Nikon ND2 file',
    either(starts('\xda\xce\xbe\x0a'), named(/\.nd2$/i)),
    'In NIS-Elements choose File > Import/Export > Export ND2 Document and take TIFF, or open it in Fiji (Bio-Formats) and save it as OME-TIFF.',
  ],
  [
    'a Leica LIF file',
    either(
      (head) => starts('\x70\0\0\0')(head, '') && head[8] === 0x2a,
      named(/\.(lif|lof|xlef)$/i),
    ),
    'In LAS X export the images as OME-TIFF, or open it in Fiji (Bio-Formats) and save it as OME-TIFF.',
  ],
  [
    'an Olympus VSI file (its pixels lie in the .ets files of the folder beside it)',
    either(named(/\.vsi$/i), starts('SIS\0')),
    'In cellSens or OlyVIA export it as TIFF, or open the .vsi in Fiji (Bio-Formats) and save it as OME-TIFF.',
  ],
  [
    'an Olympus OIR file',
    either(starts('OLYMPUSRAWFORMAT'), named(/\.oir$/i)),
    'In FV31S or cellSens export it as OME-TIFF, or open it in Fiji (Bio-Formats) and save it as OME-TIFF.',
  ],
  [
    'an Olympus FluoView file (OIB or OIF)',
    either(both(compound, named(/\.oib$/i)), named(/\.oi[bf]$/i)),
    'In FluoView export it as TIFF, or open it in Fiji (Bio-Formats) and save it as OME-TIFF.',
  ],
  [
    'an old Zeiss AxioVision file (ZVI)',
    named(/\.zvi$/i),
    'In AxioVision or ZEN export it as TIFF, or open it in Fiji (Bio-Formats) and save it as OME-TIFF.',
  ],
  ['a compound document (Olympus OIB, Zeiss ZVI and others)', compound, fiji],
  [
    'a Gatan DM3 or DM4 file',
    named(/\.dm[34]$/i),
    'In DigitalMicrograph save it as TIFF, or open it in Fiji and save it as TIFF.',
  ],
  ['an MRC volume', either(holds('MAP ', 208), named(/\.(mrc|mrcs|map|st|ali|rec)$/i)), fiji],
  [
    'a NIfTI volume',
    either(holds('n+1\0', 344), holds('ni1\0', 344), named(/\.nii(\.gz)?$/i)),
    fiji,
  ],
  ['a DICOM image', either(holds('DICM', 128), named(/\.(dcm|dicom)$/i)), fiji],
  ['a DeltaVision file', either(holds('\xa0\xc0', 96), named(/\.(dv|r3d)$/i)), fiji],
  ['an ICS image', either(starts('ics_version'), named(/\.(ics|ids)$/i)), fiji],
  ['an NRRD volume', either(starts('NRRD'), named(/\.(nrrd|nhdr)$/i)), fiji],
  ['a MetaImage volume', named(/\.(mha|mhd)$/i), fiji],
  ['an Andor SIF file', starts('Andor Technology Multi-Channel File'), fiji],
  ['an Imspector file', either(starts('OMAS_BF'), named(/\.(msr|obf)$/i)), fiji],
  ['a SlideBook file', named(/\.(sld|sldy)$/i), 'In SlideBook export it as OME-TIFF.'],
  ['an Amira or Avizo volume', starts('# Amira'), fiji],
  ['a 3DHISTECH slide (MRXS)', named(/\.mrxs$/i), fiji],
]

const others: readonly (readonly [name: string, matches: Matches, advice?: string])[] = [
  [
    'a Git LFS pointer (the real file was never downloaded)',
    starts('version https://git-lfs'),
    'Run `git lfs pull` in its folder.',
  ],
  ['a JPEG 2000 image', either(holds('jP  ', 4), starts('\xff\x4f\xff\x51'))],
  ['a GIF image', starts('GIF8')],
  ['a BMP image', both(starts('BM'), named(/\.(bmp|dib)$/i))],
  ['a WebP image', both(starts('RIFF'), holds('WEBP', 8))],
  ['an AVI film', both(starts('RIFF'), holds('AVI', 8))],
  [
    'a ZIP archive without a Zarr store (ImageJ ROIs, .npz or zipped files)',
    starts('PK\x03\x04'),
    'Unpack it and open the images inside.',
  ],
  ['a gzip archive', starts('\x1f\x8b'), 'Unpack it and open the images inside.'],
  ['a 7-Zip archive', starts('7z\xbc\xaf\x27\x1c'), 'Unpack it and open the images inside.'],
  ['a PDF document', starts('%PDF')],
  ['an SQLite database', starts('SQLite format 3')],
  ['a MATLAB file', starts('MATLAB 5.0'), 'Save it with -v7.3, or write the image as TIFF.'],
  [
    'a pickled Python object',
    (head, path) => head[0] === 0x80 && /\.(pkl|pickle|npy)$/i.test(path),
    'Save the array itself with numpy.save.',
  ],
  ['an ONNX model', named(/\.onnx$/i), 'Give it as a tool, not as an image.'],
  ['an XML document', starts('<?xml')],
  ['an HTML page', (head) => /^\s*<(!doctype html|html)/i.test(head.toString('latin1'))],
]

/** `head` is the first few hundred bytes. */
export function describeUnsupported(head: Uint8Array, path: string): UnsupportedKind {
  const bytes = Buffer.from(head)
  const pointer = others[0]!
  const microscope = pointer[1](bytes, path)
    ? undefined
    : microscopes.find(([, matches]) => matches(bytes, path))
  if (microscope !== undefined) {
    return { name: microscope[0], advice: microscope[2], isConvertible: true }
  }
  const other = others.find(([, matches]) => matches(bytes, path))
  if (other !== undefined) {
    return { name: other[0], advice: other[2] ?? anyway, isConvertible: false }
  }
  const start = bytes.toString('hex', 0, 8)
  const name =
    bytes.length > 0 && isText(bytes)
      ? 'a text file'
      : `a file of an unknown kind (it starts with the bytes ${start})`
  return { name, advice: anyway, isConvertible: false }
}

/** Files that look like a TIFF and hold a small preview only: opened as such they would show wrong pixels. */
export function isPreviewOnly(path: string): boolean {
  return /\.vsi$/i.test(path)
}

function isText(bytes: Buffer): boolean {
  return bytes.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13)
}
