/** Why a score has no value, in words that follow a dash. Every named reason of the metrics stands here. */

const words: Readonly<Record<string, string>> = {
  'both-empty': 'nothing to find, and nothing was predicted',
  'truth-empty': 'the ground truth has nothing to find',
  'prediction-empty': 'nothing was predicted',
  'no-matches': 'nothing predicted matches the ground truth',
  'single-class': 'the ground truth, or what was named, has one class only',
  'no-background': 'the ground truth has no background',
  'constant-image': 'an image has one gray value only',
  'constant-truth': 'the ground truth has one gray value only',
  'constant-prediction': 'the prediction has one gray value only',
  'zero-range': 'the range of gray values is zero',
  'zero-truth': 'the ground truth is zero everywhere',
  'no-finite-pixels': 'no pixel has a finite value on both sides',
  'image-too-small': 'the image is smaller than the window of the metric',
  'empty-skeleton': 'a mask has no centre line',
  'no-pixel-pairs': 'no pixel takes part on both sides',
  'no-scores': 'the predictions have no scores',
  'no-probabilities': 'the predictions have no probabilities',
  'no-positive-class': 'it is not said which class is the positive one',
  'several-classes': 'it is defined for two classes, and there are more',
  'no-crossing': 'the curve never falls below its threshold',
  'not-a-plane': 'it is defined for planes, and this is a stack',
  'no-peak': 'the curve has no peak',
  'no-input-image': 'the input image is needed beside the prediction',
  'non-finite-pixels': 'there are pixels without a finite value',
  'zero-data-range': 'the range of gray values is zero, and the images differ',
  'image-smaller-than-window': 'the image is smaller than the window',
  'no-object-classes': 'the predicted objects have no classes',
  'not-computed': 'not computed',
  'not-annotated': 'the person did not annotate this image',
}

/** A reason that is not known here is shown as it stands: one of a later version is no error. */
export function undefinedInWords(reason: string): string {
  return words[reason] ?? reason.replaceAll('-', ' ')
}

/** Whether the reason has words of its own. */
export function hasWords(reason: string): boolean {
  return Object.hasOwn(words, reason)
}
