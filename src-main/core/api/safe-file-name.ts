/** A file's name as it came from outside, made fit for every file system; its ending stays. */

const mostCharacters = 120

export function safeFileName(name: string): string {
  const plain = name
    .normalize('NFC')
    // Separators, what Windows refuses, and characters that print as nothing.
    .replaceAll(/[\\/:*?"<>|\p{C}]+/gu, '_')
    .replace(/^[\s.]+/, '')
    .replace(/[\s.]+$/, '')
  const isReserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain)
  const safe = plain === '' ? 'image' : isReserved ? `_${plain}` : plain
  const characters = [...safe]
  if (characters.length <= mostCharacters) return safe
  const ending = /(\.[a-z0-9]{1,8}){1,2}$/i.exec(safe)?.[0] ?? ''
  return characters.slice(0, mostCharacters - ending.length).join('') + ending
}
