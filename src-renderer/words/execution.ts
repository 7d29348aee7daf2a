/** Execution providers and how models run, in the words of the pages. Pure. */
import type { Execution, Fallback } from '../../src-main/contract/execution.ts'

const providerNames: Readonly<Record<string, string>> = {
  cpu: 'CPU',
  cuda: 'CUDA (NVIDIA card)',
  dml: 'DirectML (graphics card)',
  coreml: 'CoreML (Apple)',
  webgpu: 'WebGPU (graphics card)',
}

/** Also of several with commas, as a run has them where the provider changed on the way. */
export function providerName(provider: string): string {
  return provider
    .split(', ')
    .map((one) => providerNames[one] ?? one)
    .join(', then ')
}

export const executionWords: Readonly<Record<Execution, string>> = {
  fastest: 'Fastest that agrees with the CPU',
  repeatable: 'Repeatable (CPU)',
}

export const executionHelp: Readonly<Record<Execution, string>> = {
  fastest:
    'Each model is tried on every graphics provider of this machine with one tile; the fastest whose result agrees with the CPU within the model’s tolerance runs.',
  repeatable:
    'Every model runs on the CPU, the reference for repeating a run on another machine. Slower where there is a graphics card.',
}

/** For instance `Not CUDA (NVIDIA card): its libraries are not installed here.` */
export function fallbackSentence({ provider, reason }: Fallback): string {
  return `${isLate(reason) ? '' : 'Not '}${providerName(provider)}${isLate(reason) ? ' ' : ': '}${reason.replace(/\.$/, '')}.`
}

/** It was taken, and failed on the way. */
function isLate(reason: string): boolean {
  return reason.startsWith('failed at case ')
}
