/** Which commands a person means by what is typed: every word has to be found, in any order, even in part. Pure. */

export type CommandGroup = 'Here' | 'Go to' | 'Open' | 'Anywhere'

export interface Command {
  /** What is done, as a button would say it. */
  readonly words: string
  /** What it is of, beside the words: "dataset". */
  readonly detail?: string
  /** Found by these words as well, which are not shown. */
  readonly also?: string
  /** The keys that do the same, as a keyboard names them. */
  readonly keys?: readonly string[]
  readonly run: () => void
}
export interface ListedCommand extends Command {
  readonly group: CommandGroup
}

/** Further ones are reached by typing more. */
const mostOfGroup = 40

/** Groups by their best command, commands by how well they fit; equal ones, and all of an empty search, stay. */
export function findCommands(commands: readonly ListedCommand[], typed: string): ListedCommand[] {
  const wanted = wordsOf(typed)
  const groups = new Map<CommandGroup, { command: ListedCommand; fit: number }[]>()
  for (const command of commands) {
    const fit = fitOf(command, wanted)
    if (fit === 0) continue
    const group = groups.get(command.group) ?? []
    groups.set(command.group, group)
    group.push({ command, fit })
  }
  return [...groups.values()]
    .map((group) => group.sort((a, b) => b.fit - a.fit).slice(0, mostOfGroup))
    .sort((a, b) => (b[0]?.fit ?? 0) - (a[0]?.fit ?? 0))
    .flatMap((group) => group.map(({ command }) => command))
}

/** 0: not meant. The start of a word counts most, then its inside, then letters of it in their order. */
function fitOf({ words, detail, also }: ListedCommand, wanted: readonly string[]): number {
  const shown = wordsOf(words)
  const hidden = wordsOf(`${detail ?? ''} ${also ?? ''}`)
  let sum = 1
  for (const typed of wanted) {
    const best = Math.max(
      ...shown.map((word) => 2 * fitOfWord(word, typed)),
      ...hidden.map((word) => fitOfWord(word, typed)),
      0,
    )
    if (best === 0) return 0
    sum += best
  }
  return sum
}

function fitOfWord(word: string, typed: string): number {
  if (word === typed) return 4
  if (word.startsWith(typed)) return 3
  if (word.includes(typed)) return 2
  return typed.length > 2 && word[0] === typed[0] && hasInOrder(word, typed) ? 1 : 0
}

function hasInOrder(word: string, letters: string): boolean {
  let at = -1
  return [...letters].every((letter) => (at = word.indexOf(letter, at + 1)) >= 0)
}

/** Small letters without their marks: "Zürich" is found by "zurich". */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}%]+/u)
    .filter((word) => word !== '')
}
