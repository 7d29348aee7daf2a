/** What the options of metrics mean, in a line each. */
const meanings: Readonly<Record<string, string>> = {
  comparison: 'A pair matches at an IoU of at least the threshold (>=) or above it (>).',
  borderObjects: 'Objects that touch the edge of the image: keep, or drop on both sides.',
  minimumAreaPx: 'Objects with fewer pixels are left out on both sides.',
  dataRange: 'L of PSNR and SSIM: truth-range, dtype-range, or a number.',
  gate: 'Largest distance of a pair of points, in the distance unit.',
  distanceUnit: 'px, or um where the pixel size is known.',
  pixelSizeUm: 'Size of a pixel in micrometres; empty: as the files state it.',
  positiveClass: 'Which of two classes is the positive one; empty: the later of the two names.',
  bins: 'Number of bins of equal width.',
}

export function optionMeaning(name: string): string {
  return Object.hasOwn(meanings, name) ? meanings[name]! : ''
}
