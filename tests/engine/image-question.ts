/** Questions about images as the core asks them of the engine. */
import { tmpdir } from 'node:os'
import type {
  Engine,
  ImageQuestion,
  TilePixels,
  TileQuestion,
} from '../../src-main/core/engine-port.ts'

export function question(reference: string, change: Partial<ImageQuestion> = {}): ImageQuestion {
  return { reference, sha256: null, asLabels: false, cacheDir: tmpdir(), ...change }
}

export function tileQuestion(
  asked: Pick<TileQuestion, 'image'> & Partial<TileQuestion>,
): TileQuestion {
  const plane = { t: 0, c: 0, z: 0 }
  return { level: 0, plane, tileY: 0, tileX: 0, knownKey: null, ...asked }
}

/** Fails where anything but pixels is answered. */
export async function pixelsOf(
  engine: Engine,
  asked: Pick<TileQuestion, 'image'> & Partial<TileQuestion>,
): Promise<TilePixels> {
  const answer = await engine.request('read-tile', tileQuestion(asked))
  if (answer.kind !== 'pixels') throw new Error(`the engine answered ${answer.kind}`)
  return answer
}
