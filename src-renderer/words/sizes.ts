/** Sizes of files as a file browser writes them: steps of 1000. Pure. */

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const

export function sizeWords(bytes: number): string {
  let value = bytes
  let step = 0
  while (value >= 999.5 && step < units.length - 1) {
    value /= 1000
    step++
  }
  const digits = step === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2
  return `${value.toFixed(digits)} ${units[step]!}`
}
