/** Entry of the `touchstone` command. Node is checked before anything loads the database. */
import { runCommandLine } from './run-command-line.ts'

const status = await runCommandLine(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
})
// `serve` keeps running; everything else ends when its output is written.
if (status !== null) process.exitCode = status
