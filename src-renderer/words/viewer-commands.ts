/** The keys of a viewer as commands: the same actions under their words. Pure. */
import { keyActions, keyPresets, keyWords } from '../viewer/key-presets.ts'
import type { KeyPreset, ViewerAction } from '../viewer/key-presets.ts'
import type { Command } from './find-commands.ts'

type Act = (event: KeyboardEvent) => void

/** In the order of the sheet of keys. `isPossible`: an action that has nothing to act on is left out. */
export function viewerCommands(
  preset: KeyPreset,
  actions: Partial<Readonly<Record<ViewerAction, Act>>>,
  isPossible: (action: ViewerAction) => boolean,
): Command[] {
  return (Object.keys(keyActions) as ViewerAction[]).filter(isPossible).flatMap((name) => {
    const act = actions[name]
    if (!act) return []
    const keys = keyPresets[preset][name]
    // Each digit is a channel of its own.
    const ways = name === 'channel' ? keys : keys.slice(0, 1)
    return ways.map((key, index) => ({
      words: name === 'channel' ? `Channel ${index + 1}` : spokenWords(name),
      also: keyActions[name].words,
      keys: (name === 'channel' ? [key] : keys).map(keyWords),
      run: () => act(new KeyboardEvent('keydown', { key: key.split('+').at(-1) || key })),
    }))
  })
}

/** "labels on, off" -> "Labels on, off"; what stands in brackets is about the key. */
export function spokenWords(action: ViewerAction): string {
  const words = keyActions[action].words.replace(/ \([^)]*\)/g, '')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The keys of one action, for a list of commands. */
export function commandKeys(preset: KeyPreset, action: ViewerAction): readonly string[] {
  return keyPresets[preset][action].map(keyWords)
}
