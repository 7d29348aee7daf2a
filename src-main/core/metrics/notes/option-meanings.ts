/** What the options of metrics mean, in a line each. */
const meanings: Readonly<Record<string, string>> = {
  comparison: 'A pair matches at an IoU of at least the threshold (>=) or above it (>).',
  borderObjects: 'Objects that touch the edge of the image: keep, or drop on both sides.',
  borderWidthPx: 'How many outermost rows, columns and planes count as the edge.',
  criterion:
    'What the threshold is held against: IoU, or the intersection over truth (iot) or prediction (iop).',
  border:
    'Border pixels have a neighbour outside along an axis; outside the image counts as outside.',
  percentile: 'Percentiles are interpolated linearly between the two nearest values (R-7).',
  skeleton: 'Centre lines by Zhang and Suen in planes and by Lee in stacks.',
  minimumAreaPx: 'Objects with fewer pixels are left out on both sides.',
  classes:
    'Labels of a class map that are scored as classes, each against the rest; empty: a mask of two values.',
  objectClasses:
    'Classes of objects that are scored each alone; the tables beside the label images say which object is what.',
  ignoreLabel: 'Pixels with this label in the truth leave both sides; empty: none.',
  dataRange:
    'L of PSNR and SSIM: truth-range, truth-percentiles (99.9 minus 0.1), larger-range (of both images), dtype-range, or a number.',
  stackWindow: 'SSIM of a stack: by windows of the whole volume, or plane by plane.',
  frcWindow: 'What the images fade with before the transform: hann, hamming or none.',
  frcThreshold: '1/7, half-bit, one-bit or 3-sigma, by the Fourier pixels of a ring.',
  squirrelRegistration:
    'Whether the prediction is moved onto the input first: none, or by the peak of their cross-correlation.',
  fittedOn: 'Gain and offsets are those of this pair, or of all images of a run.',
  gate: 'Largest distance of a pair of points, in the distance unit.',
  distanceUnit: 'px, or um where the pixel size is known.',
  pixelSizeUm: 'Size of a pixel in micrometres; empty: as the files state it.',
  positiveClass:
    'Which of two classes is the positive one; empty: 1, true, yes or positive where the other is its contrary, else it is not known.',
  bins: 'Number of bins of equal width.',
}

export function optionMeaning(name: string): string {
  return Object.hasOwn(meanings, name) ? meanings[name]! : ''
}
