/**
 * Starts a TypeScript entry: `node scripts/launch.mjs <entry.ts> [arguments]`. Plain JavaScript, because it
 * must be able to say in words that Node is too old. Node 22.12 to 22.17 need a flag to run the sources.
 */
import { spawnSync } from 'node:child_process'
import module from 'node:module'
import { basename, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const [entry, ...rest] = process.argv.slice(2)

if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `Touchstone needs Node 22.12 or newer and found ${process.versions.node}; on Linux x64 \`npm ci\` brings a fitting Node, elsewhere please install one.\n`,
  )
  process.exit(2)
}
if (!entry) {
  process.stderr.write('usage: node scripts/launch.mjs <entry.ts> [arguments]\n')
  process.exit(2)
}
// What was compiled is kept in the checkout, and for the processes that are started from here: half of the
// time until a first picture was reading our own sources. Coverage needs them freshly compiled.
if (basename(entry) !== 'test.ts' && process.env.NODE_COMPILE_CACHE === undefined) {
  const kept = resolve(import.meta.dirname, '..', 'node_modules', '.cache', 'touchstone-compiled')
  module.enableCompileCache(kept)
  process.env.NODE_COMPILE_CACHE = kept
}
if (process.features.typescript) {
  process.argv = [process.execPath, resolve(entry), ...rest]
  await import(pathToFileURL(resolve(entry)).href)
} else {
  const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning']
  const run = spawnSync(process.execPath, [...flags, resolve(entry), ...rest], { stdio: 'inherit' })
  process.exit(run.status ?? 1)
}
