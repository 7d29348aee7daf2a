/** How many samples a JPEG stream can hold: what states more is damaged, or a trap. */

const blockSamples = 64
/** Sampling factors go up to 4: one component may have 16 blocks where each other one has a single one. */
const finestBlocks = 16

/**
 * Every block of 8 x 8 takes a bit at least, of its DC coefficient (ITU T.81, F.1.2 and G.1.2: Huffman codes of
 * no length there are none). Components of the lowest resolution cost the fewest bits: of n, all but one.
 */
export function mostJpegSamples(streamBytes: number, components: number): number {
  const bits = finestBlocks + components - 1
  return 8 * streamBytes * ((components * finestBlocks * blockSamples) / bits)
}
