/** Thrown by the codecs, which know no file names; whoever decodes a chunk turns it into a TouchstoneError. */
export class DamagedChunk extends Error {}

/** The chunk is as stated, and its compression is one that is not read. */
export class UnreadChunk extends Error {}
