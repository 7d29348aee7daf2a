/**
 * Which process works on an evaluation, so that two on one workspace never run the same one: a small file
 * per evaluation under `active/`, naming process and machine. The claim of a dead process counts nothing.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const claimSchema = z.object({ processId: z.number(), host: z.string() })
export type Claim = z.infer<typeof claimSchema>

export interface ClaimOptions {
  readonly workspaceDir: string
  readonly self: Claim
  /** Whether a process of this machine is still there. */
  readonly isAlive: (processId: number) => boolean
}

export interface Claims {
  /** The other living process that works on it; null when it is free or ours. */
  holder(evaluation: string): Claim | null
  take(evaluation: string): void
  release(evaluation: string): void
}

export function createClaims({ workspaceDir, self, isAlive }: ClaimOptions): Claims {
  const folder = join(workspaceDir, 'active')
  const fileOf = (evaluation: string): string => join(folder, `${evaluation}.json`)
  return {
    holder(evaluation) {
      const claim = readClaim(fileOf(evaluation))
      if (!claim || (claim.host === self.host && claim.processId === self.processId)) return null
      // On another machine nobody can be asked; a shared workspace is left to the one who holds it.
      return claim.host !== self.host || isAlive(claim.processId) ? claim : null
    },
    take(evaluation) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(fileOf(evaluation), JSON.stringify(self))
    },
    release(evaluation) {
      rmSync(fileOf(evaluation), { force: true })
    },
  }
}

/** A file that is missing or cut short is no claim: its writer died before it began. */
function readClaim(file: string): Claim | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  try {
    return claimSchema.safeParse(JSON.parse(text)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
