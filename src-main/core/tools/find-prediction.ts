/** Imported predictions: which file of a folder belongs to an image. */
import { counted } from '../counted.ts'
import { basename } from 'node:path'
import { predictionSuffixList, stemOf, withoutPredictionSuffix } from '../datasets/file-stem.ts'
import { listImageFiles } from '../datasets/list-image-files.ts'
import { indexByStem } from '../datasets/match-stems.ts'
import { TouchstoneError } from '../errors.ts'

/** Cell Tracking Challenge: the result of `t012.tif` is `mask012.tif`, its reference `man_seg012.tif`. */
function challengeNames(stem: string): readonly string[] {
  const number = /^t(\d{3,})$/.exec(stem)?.[1]
  return number === undefined ? [] : [`mask${number}`, `man_seg${number}`, `man_track${number}`]
}

/** Absolute path. Throws `prediction-missing`; `tool-invalid` where several files fit. */
export async function findPrediction(
  folder: string,
  caseId: string,
  image: string,
): Promise<string> {
  const { images, unreadable } = await listImageFiles(folder)
  const stem = stemOf(image)
  const fitting = indexByStem(images, withoutPredictionSuffix)
  const own = fitting(stem)
  const found = own.length > 0 ? own : challengeNames(stem).flatMap((name) => [...fitting(name)])
  const [path] = found
  if (path !== undefined && found.length === 1) return path
  if (found.length > 1) {
    throw new TouchstoneError(
      'tool-invalid',
      `Case ${caseId}: several predictions in ${folder} fit ${basename(image)}: ${found.map((each) => basename(each)).join(' and ')}. Keep one of them.`,
    )
  }
  const [foreign] = indexByStem(unreadable, withoutPredictionSuffix)(stem)
  const hint = foreign
    ? ` ${basename(foreign)} is there, but files of its type cannot be read yet.`
    : ''
  throw new TouchstoneError(
    'prediction-missing',
    `Case ${caseId} has no prediction in ${folder}: looked for ${stem}, alone or with ${predictionSuffixList}, as .tif, .ome.tif, .png, .npy, .zarr or .h5 among ${counted(images.length, 'image file')}.${hint}`,
    { case: caseId, folder, stem },
  )
}
