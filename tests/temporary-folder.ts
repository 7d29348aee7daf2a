/** All temporary folders of a test run stand in one, which goes when the run ends. */
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export default function setup(): () => void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'touchstone-tests-')))
  chmodSync(folder, 0o755) // some tests go on as another user
  // read by `os.tmpdir()` on every system
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder
  return () => {
    rmSync(folder, { recursive: true, force: true })
  }
}
