/** Reads `installed.json` of one folder of the shelf. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { storedToolName, storedToolSchema, type StoredTool } from './stored-tool.ts'

/** Null where there is none, or one that this program cannot understand. */
export async function readStoredTool(folder: string): Promise<StoredTool | null> {
  try {
    const text = await readFile(join(folder, storedToolName), 'utf8')
    return storedToolSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
