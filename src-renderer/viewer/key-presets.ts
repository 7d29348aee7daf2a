/**
 * The keys of the viewers in the habit of three programs: action -> keys -> words. What the keys do and what the
 * sheet of keys says are both read from here. Sources: ImageJ's menus; QuPath's documentation (docs/reference/shortcuts,
 * docs/starting/viewing); napari's defaults (napari/utils/shortcuts). Where a program has no key, the choice is ours.
 */

export const presetNames = ['fiji', 'qupath', 'napari'] as const
export type KeyPreset = (typeof presetNames)[number]
export const presetTitles: Readonly<Record<KeyPreset, string>> = {
  fiji: 'Fiji (ImageJ)',
  qupath: 'QuPath',
  napari: 'napari',
}

/** Where an action works: on every page, wherever an image is shown, or only with a case. */
export type KeyPlace = 'everywhere' | 'image' | 'case'

interface Described {
  readonly place: KeyPlace
  /** Completes "this key: ...". */
  readonly words: string
}

export const keyActions = {
  keys: { place: 'everywhere', words: 'these keys' },
  commands: {
    place: 'everywhere',
    words: 'find any command, page or dataset (⌘ for Ctrl on a Mac)',
  },
  zoomIn: { place: 'image', words: 'zoom in (also the wheel)' },
  zoomOut: { place: 'image', words: 'zoom out' },
  fit: { place: 'image', words: 'fit the image' },
  full: { place: 'image', words: '100 %' },
  previousPlane: { place: 'image', words: 'previous plane in z (or time, where there is no z)' },
  nextPlane: { place: 'image', words: 'next plane' },
  play: { place: 'image', words: 'play the planes; again: stop' },
  nextChannel: { place: 'image', words: 'next channel' },
  previousChannel: { place: 'image', words: 'previous channel' },
  moveLeft: { place: 'image', words: 'look further left (also: drag)' },
  moveRight: { place: 'image', words: 'look further right' },
  moveUp: { place: 'image', words: 'look further up' },
  moveDown: { place: 'image', words: 'look further down' },
  hand: { place: 'image', words: 'held: the hand, which moves the image wherever it is dragged' },
  channel: { place: 'case', words: 'go to that channel; on and off where channels are mixed' },
  nextError: { place: 'case', words: 'next object in error' },
  previousError: { place: 'case', words: 'previous object in error' },
  labels: { place: 'case', words: 'labels on, off' },
  fill: { place: 'case', words: 'labels filled or as outlines' },
  shuffle: { place: 'case', words: 'other label colours' },
  contrast: { place: 'case', words: 'contrast anew by its rule' },
  display: { place: 'case', words: 'colours, channels, gamma' },
  errors: { place: 'case', words: 'error layer on, off' },
  mode: { place: 'case', words: 'show panes as grid, filmstrip, swipe, blink, onion skin' },
  blink: { place: 'case', words: 'held, with blink: the second image while it is down' },
  difference: { place: 'case', words: 'difference pane on, off (restoration)' },
  profile: { place: 'case', words: 'line profile: values along a line in every pane' },
  picture: { place: 'case', words: 'copy the view as a picture' },
  previousCase: { place: 'case', words: 'previous case' },
  nextCase: { place: 'case', words: 'next case' },
} as const satisfies Readonly<Record<string, Described>>

export type ViewerAction = keyof typeof keyActions
/** Keys as `spelledKey` writes them. */
type Bindings = Readonly<Record<ViewerAction, readonly string[]>>

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

const fiji: Bindings = {
  keys: ['?', 'h'],
  // Firefox keeps the first for itself.
  commands: ['Ctrl+Shift+P', 'Ctrl+K'],
  zoomIn: ['+', '='],
  zoomOut: ['-'],
  fit: ['4', 'Ctrl+R'],
  full: ['5'],
  previousPlane: ['<', 'ArrowLeft'],
  nextPlane: ['>', 'ArrowRight'],
  play: ['\\'],
  nextChannel: ['ArrowUp'],
  previousChannel: ['ArrowDown'],
  moveLeft: ['Shift+ArrowLeft'],
  moveRight: ['Shift+ArrowRight'],
  moveUp: ['Shift+ArrowUp'],
  moveDown: ['Shift+ArrowDown'],
  hand: ['Space'],
  channel: digits.map((digit) => `Alt+${digit}`),
  nextError: ['n'],
  previousError: ['p'],
  labels: ['o', 'a'],
  fill: ['f'],
  shuffle: ['s'],
  contrast: ['c'],
  display: ['Shift+C', 'Shift+Z'],
  errors: ['e'],
  mode: ['v'],
  blink: ['b'],
  difference: ['d'],
  profile: ['l'],
  picture: ['Shift+F'],
  previousCase: ['['],
  nextCase: [']'],
}

/** There the arrows scroll, H and A hide objects, digits switch channels, and Shift+F fills. */
const qupath: Bindings = {
  ...fiji,
  keys: ['?'],
  zoomIn: ['+', '=', 'Shift+ArrowUp'],
  zoomOut: ['-', 'Shift+ArrowDown'],
  fit: ['z'],
  full: ['x'],
  previousPlane: ['<', 'Shift+ArrowLeft'],
  nextPlane: ['>', 'Shift+ArrowRight'],
  nextChannel: ['PageUp'],
  previousChannel: ['PageDown'],
  moveLeft: ['ArrowLeft'],
  moveRight: ['ArrowRight'],
  moveUp: ['ArrowUp'],
  moveDown: ['ArrowDown'],
  channel: digits,
  labels: ['h', 'a'],
  fill: ['f', 'Shift+F'],
  display: ['Shift+C'],
  picture: ['Shift+P'],
}

/** There V shows and hides, Ctrl+R resets the view, and Ctrl+G makes a grid. */
const napari: Bindings = {
  ...fiji,
  keys: ['?', 'Ctrl+Alt+/'],
  fit: ['Ctrl+R', '4'],
  labels: ['v'],
  display: ['Shift+C'],
  mode: ['Ctrl+G'],
}

export const keyPresets: Readonly<Record<KeyPreset, Bindings>> = { fiji, qupath, napari }

/**
 * What was pressed, as the presets write it: modifiers in the order Ctrl, Alt, Shift. A letter is small where
 * it stands alone; a sign already says whether Shift was needed, and AltGr only reaches it. Pure.
 */
export function spelledKey(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & {
    readonly getModifierState?: (name: string) => boolean
  },
): string {
  const isAltGr = event.getModifierState?.('AltGraph') === true
  const ctrl = (event.ctrlKey || event.metaKey) && !isAltGr
  const alt = event.altKey && !isAltGr
  // With Alt the digits of some layouts become signs.
  const digit = alt ? /^Digit(\d)$/.exec(event.code)?.[1] : undefined
  const key = event.key === ' ' ? 'Space' : (digit ?? event.key)
  const isLetter = key.length === 1 && key.toLowerCase() !== key.toUpperCase()
  const shift = event.shiftKey && (isLetter || key.length > 1)
  const isAlone = !ctrl && !alt && !shift
  const name = isLetter ? (isAlone ? key.toLowerCase() : key.toUpperCase()) : key
  return [
    ...(ctrl ? ['Ctrl'] : []),
    ...(alt ? ['Alt'] : []),
    ...(shift ? ['Shift'] : []),
    name,
  ].join('+')
}

/** Key -> what it does, for those actions that a page offers. Pure. */
export function boundKeys<Action>(
  preset: KeyPreset,
  actions: Partial<Readonly<Record<ViewerAction, Action>>>,
): Record<string, Action> {
  const bound: Record<string, Action> = {}
  for (const [name, action] of Object.entries(actions))
    for (const key of keyPresets[preset][name as ViewerAction]) bound[key] = action
  return bound
}

export interface KeyRow {
  readonly keys: readonly string[]
  readonly words: string
}

/** The rows of the sheet for one place, in the order of the table. Pure. */
export function keyRows(preset: KeyPreset, place: KeyPlace): readonly KeyRow[] {
  return (Object.keys(keyActions) as ViewerAction[])
    .filter((name) => keyActions[name].place === place)
    .map((name) => ({
      keys: inShort(keyPresets[preset][name]),
      words: keyActions[name].words,
    }))
}

const signs: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  '-': '−',
}

/** A key in the words of a keyboard: "Shift + ←". Pure. */
export function keyWords(key: string): string {
  return key
    .split(/(?<=.)\+(?=.)/)
    .map((part) => signs[part] ?? part)
    .join(' + ')
}

/** The keys of one action, for a tooltip: "o, a". Pure. */
export function keysInWords(preset: KeyPreset, action: ViewerAction): string {
  return inShort(keyPresets[preset][action]).join(', ')
}

/** All nine digits are one entry. */
function inShort(keys: readonly string[]): readonly string[] {
  const [first, last] = [keys[0], keys.at(-1)]
  if (keys.length !== digits.length || !first || !last) return keys.map(keyWords)
  return [`${keyWords(first)} … ${last.at(-1)}`]
}
