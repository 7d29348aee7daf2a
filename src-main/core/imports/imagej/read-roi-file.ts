/** Regions of ImageJ and Fiji: one `.roi`, or the zip of many that the ROI Manager saves. */
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { counted } from '../../counted.ts'
import { TouchstoneError } from '../../errors.ts'
import { openZip } from '../../images/zip/open-zip.ts'
import type { Outline, OutlineFile } from '../outlines.ts'
import { readRoi, type Roi } from './roi.ts'

/** A region is a few kilobytes; a traced one of a whole slide some hundred. */
const largestRoiBytes = 16 * 2 ** 20

/** In the order of the file. Throws `format-corrupt`, `file-too-large`, and `dataset-invalid` without any area. */
export async function readRoiFile(path: string): Promise<OutlineFile> {
  const rois = path.toLowerCase().endsWith('.zip') ? await readZip(path) : [await readOne(path)]
  const outlines: Outline[] = []
  const others = new Map<string, number>()
  for (const roi of rois) {
    if (roi.kind === 'area') outlines.push(roi.outline)
    else {
      const what = roi.kind === 'points' ? 'point' : roi.what
      others.set(what, (others.get(what) ?? 0) + 1)
    }
  }
  const told = [...others].map(([what, count]) => `${counted(count, 'region')} of type ${what}`)
  if (outlines.length === 0 && rois.length > 0)
    throw new TouchstoneError(
      'not-a-label-image',
      `${path} holds ${told.join(', ')} and no area, so there are no objects in it.`,
      { path },
    )
  const notes = told.map((what) => `${basename(path)}: ${what} left out, which encloses no area.`)
  return { path, format: 'ImageJ regions', outlines, notes }
}

async function readOne(path: string): Promise<Roi> {
  const { size } = await stat(path)
  if (size > largestRoiBytes)
    throw new TouchstoneError(
      'file-too-large',
      `${path} has ${size} bytes; a region of ImageJ has ${largestRoiBytes} at most.`,
    )
  return readRoi(await readFile(path), path, basename(path).replace(/\.roi$/i, ''))
}

async function readZip(path: string): Promise<Roi[]> {
  const zip = await openZip(path)
  try {
    const rois: Roi[] = []
    for (const name of zip.names()) {
      if (!name.toLowerCase().endsWith('.roi')) continue
      const bytes = await zip.read(zip.find(name)!, largestRoiBytes)
      rois.push(readRoi(bytes, `${path} (${name})`, basename(name).replace(/\.roi$/i, '')))
    }
    return rois
  } finally {
    await zip.close()
  }
}
