/** Read-outs of tables: the number of points, and the share of each class among the images. */
import type { Readout } from '../../../contract/readouts.ts'

export function pointReadouts(truth: number, prediction: number): readonly Readout[] {
  return [{ id: 'count', name: 'Number of points', unit: 'objects', truth, prediction }]
}

/** `truth` and `prediction`: places in `classes`, one per image. */
export function shareReadouts(
  classes: readonly string[],
  truth: readonly number[],
  prediction: readonly number[],
): readonly Readout[] {
  const share = (side: readonly number[], place: number): number | null =>
    side.length === 0 ? null : side.filter((one) => one === place).length / side.length
  return classes.map((name, place) => ({
    id: `share:${name}`,
    name: `Share of ${name}`,
    unit: '',
    truth: share(truth, place),
    prediction: share(prediction, place),
  }))
}
