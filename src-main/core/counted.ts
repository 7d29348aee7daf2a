/** A number with its noun, as a person would say it: "1 image", "24 images". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
