/** Metrics for images: the input itself is always scored beside the tools. */
import { metricDefinitions } from '../definitions.ts'
import { createWishList, type Situation, type WishList } from './wish-list.ts'

export function proposeForRestoration({ answers }: Situation): WishList {
  const list = createWishList()
  const kind = answers['answer-kind']
  if (kind === 'artificial-labelling') {
    list.lead(
      'pearson',
      'A predicted stain has no gray scale of its own: what counts is what is bright where.',
    )
    list.want('ssim-wang', 'Local structure, in the gray values of the truth.')
    list.want('nrmse-euclidean', 'The error in gray values, for what is measured on the stain.')
    list.want(
      ['nrmse-euclidean-after-fit', 'ssim-wang-after-fit'],
      'The same after gain and offset were fitted, kept apart: what a common scale of gray values would leave.',
    )
  } else {
    list.lead(
      'ssim-wang',
      'Local structure in the definition of its authors; the range of values is that of the truth.',
    )
    list.want(
      'psnr',
      kind === 'super-resolution'
        ? 'The error in gray values; fine structure hardly changes it, so read it last.'
        : 'The error in gray values, in dB; it prefers smooth images.',
    )
    list.want('pearson', 'Blind to gain and offset: what is left of the error without them.')
    list.want('nrmse-euclidean', 'The error in gray values as a share of the signal.')
    list.want(
      ['gain-minus-one', 'offset'],
      'The gain and offset that would fit the prediction to the truth: 0 and 0 where gray values stay quantitative.',
    )
  }
  if (kind === 'super-resolution' && isInCatalogue('squirrel-rsp'))
    list.want(
      ['squirrel-rsp', 'squirrel-rse'],
      'Detail beyond the truth cannot be compared with it: brought back to the resolution of the input, it must agree with the input.',
    )
  if (kind === 'super-resolution')
    list.want('ms-ssim', 'Structure at several scales. Planes with sides above 160 px only.')
  if (answers.area === 'yes')
    list.wantNext(
      'nrmse-euclidean',
      'Gray values will be measured: this is the error that reaches the measurement.',
    )
  if (answers['truth-doubts'] === 'yes')
    list.want('frc', 'The noise of both is independent, so that common detail shows resolution.')
  if (kind !== 'artificial-labelling')
    list.option(
      'dataRange',
      'truth-range',
      "The largest minus the smallest gray value of each truth: the same for all tools, and independent of the file's type.",
    )
  return list
}

function isInCatalogue(id: string): boolean {
  return metricDefinitions.some((metric) => metric.id === id)
}
