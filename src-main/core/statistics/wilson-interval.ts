/** Interval of a proportion by inverting the score test (Wilson 1927): never empty, never outside [0, 1]. */
import { TouchstoneError } from '../errors.ts'
import { normalQuantile } from './normal.ts'

/** `successes` of `trials` independent ones; 0 <= successes <= trials, trials >= 1. */
export function wilsonInterval(
  successes: number,
  trials: number,
  level = 0.95,
): { readonly share: number; readonly lower: number; readonly upper: number } {
  if (!(trials >= 1 && successes >= 0 && successes <= trials)) {
    throw new TouchstoneError(
      'bad-options',
      `A proportion needs 0 to n successes of at least one trial, not ${successes} of ${trials}.`,
    )
  }
  const share = successes / trials
  const z2 = normalQuantile((1 + level) / 2) ** 2
  const centre = (share + z2 / (2 * trials)) / (1 + z2 / trials)
  const half =
    Math.sqrt(z2 * ((share * (1 - share)) / trials + z2 / (4 * trials * trials))) /
    (1 + z2 / trials)
  // exact at the ends, where centre and half are equal but for rounding
  return {
    share,
    lower: successes === 0 ? 0 : centre - half,
    upper: successes === trials ? 1 : centre + half,
  }
}
