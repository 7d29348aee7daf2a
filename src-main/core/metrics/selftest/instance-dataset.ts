/** Values for reference cases of kind `instance_dataset`: several images pooled or averaged. */
import type { Json } from '../../../contract/words.ts'
import { TouchstoneError } from '../../errors.ts'
import { seg } from '../ctc.ts'
import { averagedMatchingTable, pooledMatchingTable } from '../matching-table.ts'
import { averagePrecision, tableOf } from './instance.ts'
import { relatedCases, type ReferenceArrays, type ReferenceCase } from './reference-case.ts'
import { askedFor, jsonOfScore, numbersOf } from './reference-values.ts'

const usualThresholds = [0.5, 0.75, 0.9]

export function instanceDatasetCase(
  _arrays: ReferenceArrays,
  reference: ReferenceCase,
  related: Readonly<Record<string, ReferenceArrays>>,
): Record<string, Json> {
  const { expected } = reference
  const tables = relatedCases(reference).map((id) => {
    const arrays = related[id]
    if (arrays === undefined)
      throw new TouchstoneError('bad-request', `${reference.id} needs the arrays of case ${id}.`)
    return tableOf(arrays)
  })
  const thresholds = (name: string, key: string) =>
    numbersOf(expected[name]?.kwargs?.[key], usualThresholds)
  return askedFor(
    {
      stardist_matching_dataset_by_image_False: () =>
        pooledMatchingTable(
          tables,
          thresholds('stardist_matching_dataset_by_image_False', 'thresh'),
        ),
      stardist_matching_dataset_by_image_True: () =>
        averagedMatchingTable(
          tables,
          thresholds('stardist_matching_dataset_by_image_True', 'thresh'),
        ),
      cellpose_ap_per_image: () => {
        const asked = thresholds('cellpose_ap_per_image', 'threshold')
        const rows = tables.map((table) => averagePrecision(table, asked))
        return {
          threshold: asked,
          ap: rows.map(({ ap }) => ap),
          tp: rows.map(({ tp }) => tp),
          fp: rows.map(({ fp }) => fp),
          fn: rows.map(({ fn }) => fn),
        }
      },
      ctc_seg_pooled: () => jsonOfScore(seg(tables)),
    },
    expected,
  )
}
