/** Objects in error with a name and a colour that say what is wrong, for other programs' lists of regions. */
import type { ObjectErrors } from '../../contract/images.ts'
import { traceOutlines } from './trace-outlines.ts'
import type { LabelImage } from '../images/types.ts'
import type { Ring } from '../imports/outlines.ts'

export interface NamedOutline {
  /** For instance `missed 12`: the error and the object's label. */
  readonly name: string
  readonly className: string
  /** 24 bits, red first. */
  readonly color: number
  readonly z: number
  readonly rings: readonly Ring[]
}

/** The colours of the pages, told apart by the colour-blind too (Okabe and Ito). */
const colors: Readonly<Record<string, number>> = {
  correct: 0x009e73,
  missed: 0xd55e00,
  extra: 0x56b4e9,
  split: 0xcc79a7,
  merged: 0xcc79a7,
}

export interface ExportedSides {
  readonly truth: LabelImage
  readonly prediction: LabelImage
  readonly objects: ObjectErrors
}

/**
 * Missed and split objects as the truth has them, extra and merged ones as they were predicted; with
 * `isWhole` every predicted object, the correct ones too.
 */
export function namedOutlines(
  { truth, prediction, objects }: ExportedSides,
  isWhole: boolean,
): readonly NamedOutline[] {
  const wanted = isWhole
    ? { truth: ['missed'], prediction: ['correct', 'extra', 'split', 'merged'] }
    : { truth: ['missed', 'split'], prediction: ['extra', 'merged'] }
  return [
    ...sideOf(truth, objects.truth, wanted.truth),
    ...sideOf(prediction, objects.prediction, wanted.prediction),
  ]
}

function sideOf(
  image: LabelImage,
  errors: ObjectErrors['truth'],
  wanted: readonly string[],
): NamedOutline[] {
  const classes = new Map(errors.map((one) => [one.label, one.class as string]))
  return traceOutlines(image).flatMap(({ label, z, rings }) => {
    const className = classes.get(label)
    if (className === undefined || !wanted.includes(className)) return []
    return [
      { name: `${className} ${label}`, className, color: colors[className] ?? 0xffffff, z, rings },
    ]
  })
}
