/** Why an execution provider failed, from the runtime's text: in plain words where the text is a known one. */

const known: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/No supported adapters|Failed to get a WebGPU adapter/i, 'no graphics card that it can use'],
  [/no CUDA-capable device|CUDA (failure|error):? 100\b/i, 'no NVIDIA graphics card'],
  [
    /driver version is insufficient|CUDA (failure|error):? 35\b/i,
    'the graphics driver is older than it needs',
  ],
  [
    /Failed to load (shared )?library|LoadLibrary failed|cannot open shared object/i,
    'its libraries are not installed here, or cannot be loaded',
  ],
]

/** One line without a full stop. */
export function providerReason(text: string): string {
  return known.find(([pattern]) => pattern.test(text))?.[1] ?? readableReason(text)
}

/** The first line of the runtime's text, without the place in its own sources and its last full stop. */
export function readableReason(text: string): string {
  const [line = ''] = text.split('\n')
  return line
    .replace(/^\S+\.cc:\d+ .* was false\. /, '')
    .replace(/\.$/, '')
    .trim()
}
