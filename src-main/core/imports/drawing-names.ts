/**
 * Which files hold drawn objects, by their names alone: `nuclei.roi`, `nuclei_rois.zip`, `nuclei.geojson`,
 * `nuclei_seg.npy`, `nuclei_cp_outlines.txt`, `nuclei.txt` (YOLO), `nuclei_shapes.csv` (napari), and one COCO
 * file for a whole folder.
 */
import { basename } from 'node:path'

/** Longest first, so that the more special name is found. */
const endings = [
  '_cp_outlines.txt',
  '_roiset.zip',
  '_shapes.csv',
  '-shapes.csv',
  '_rois.zip',
  '-rois.zip',
  '_seg.npy',
  '.ome.tif.geojson',
  '.geojson',
  '.json',
  '.roi',
  '.zip',
  '.txt',
  '.csv',
] as const

/** The image's name that a drawing's name begins with; null for other files. */
export function stemOfDrawing(path: string): string | null {
  const name = basename(path)
  if (/\.classes\.csv$/i.test(name)) return null
  const ending = endings.find((one) => name.toLowerCase().endsWith(one))
  if (ending === undefined || name.length === ending.length) return null
  return name.slice(0, -ending.length)
}
