/** How a program ended, in words that complete a sentence. */
import type { CommandTool } from './command-line.ts'
import type { ProgramResult } from './run-program.ts'

/** 128 and the signal 9. */
const killedCode = 137

/** Of Docker and Podman themselves. */
const engineCodes: Readonly<Record<number, string>> = {
  125: 'was not started by ENGINE',
  126: 'cannot be run in the image',
  127: 'was not found in the image',
}

/** Complete after the name of the program. */
export function badEnd(
  { limits, exitCodes, container }: CommandTool['stated'],
  { end, seconds }: Pick<ProgramResult, 'end' | 'seconds'>,
): string {
  switch (end.kind) {
    case 'exit':
      if (container && end.code === killedCode && limits.memoryMb !== null)
        return `was killed (exit code ${killedCode}), as a container is that needs more than its limit of memory, ${limits.memoryMb} MB`
      if (container && end.code in engineCodes)
        return `${engineCodes[end.code]!.replace('ENGINE', container.engine)} (exit code ${end.code})${end.code === 125 ? pullText(container) : ''}`
      return `ended with exit code ${end.code}, and ${exitCodes.join(' or ')} is expected`
    case 'signal':
      return `was ended by the signal ${end.signal} after ${seconds.toFixed(1)} s`
    case 'not-started':
      return end.reason === 'ENOENT'
        ? 'was not found; install it, or give its path'
        : `could not be started (${end.reason})`
    case 'stopped':
      return {
        time: `was stopped with all that it started after ${limits.seconds} s, its limit of time`,
        memory: `was stopped with all that it started when it used more than ${limits.memoryMb} MB, its limit of memory`,
        output: `was stopped with all that it started when it wrote more than ${limits.outputMb} MB, its limit of output`,
        cancelled: 'was stopped with all that it started',
      }[end.by]
  }
}

/** Complete after how long it took. */
export function memoryText({ peakMemoryBytes }: ProgramResult): string {
  return peakMemoryBytes === null
    ? ''
    : ` and used ${Math.ceil(peakMemoryBytes / 2 ** 20)} MB at most`
}

export function lastWordsText(lastWords: string): string {
  const last = lastWords.split('\n').filter(Boolean).slice(-12).join(' | ').slice(-800)
  return last === '' ? ' It said nothing.' : ` Its last words: ${last}`
}

function pullText({ engine, image }: NonNullable<CommandTool['stated']['container']>): string {
  return `; if the image is not on this machine, fetch it with: ${engine} pull ${image}`
}
