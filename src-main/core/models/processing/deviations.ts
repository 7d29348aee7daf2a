/**
 * Where other programs compute a step otherwise than the specification says, for diagnosis: test tensors in
 * packages were made by such a program, so that a difference can be named instead of called an error.
 * Source: `domain/model-packages.md`, section 6 (bioimageio.core 0.9.6 and JDLL, read from their code).
 */

export const deviations = [
  'eps-fixed',
  'std-plus-eps',
  'statistics-at-entry',
  'statistics-over-everything',
  'percentile-floor-rank',
  'binarize-inclusive',
  'integers-floored',
] as const
export type Deviation = (typeof deviations)[number]

/** What happens instead, as the end of a sentence. */
export const deviationWords: Readonly<Record<Deviation, string>> = {
  'eps-fixed': 'eps is taken as 1e-6 whatever the description says',
  'std-plus-eps': 'a stated standard deviation gets 1e-6 added before it divides',
  'statistics-at-entry':
    'statistics are taken of the tensor as it enters the chain, not at the step',
  'statistics-over-everything':
    'statistics are taken over all axes together, not over the stated ones',
  'percentile-floor-rank': 'percentiles are the value at place n·p, without interpolation',
  'binarize-inclusive': 'a value equal to the threshold counts as above it',
  'integers-floored': 'results on an integer tensor are rounded down',
}

/** All that one program does otherwise. */
export const programs: Readonly<Record<'core' | 'jdll', readonly Deviation[]>> = {
  core: ['eps-fixed', 'std-plus-eps', 'statistics-at-entry'],
  jdll: ['std-plus-eps', 'percentile-floor-rank', 'binarize-inclusive', 'integers-floored'],
}

export const programNames = { core: 'bioimageio.core', jdll: 'JDLL' } as const
