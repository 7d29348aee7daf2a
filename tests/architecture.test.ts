/** The shape of the program, read from its imports: who may use whom, no circles, a test beside each source. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = dirname(import.meta.dirname)

function filesUnder(folder: string): string[] {
  const start = join(root, folder)
  if (!existsSync(start)) return []
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|vue)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
}

interface Import {
  readonly from: string
  readonly specifier: string
  /** Path of our own file, or null for a package. */
  readonly target: string | null
  readonly typeOnly: boolean
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(importPattern)].map((match) => {
    const specifier = match[2] ?? match[3] ?? ''
    const target = specifier.startsWith('.')
      ? relative(root, resolve(root, dirname(file), specifier)).replaceAll('\\', '/')
      : null
    return { from: file, specifier, target, typeOnly: match[1] !== undefined }
  })
}

const main = filesUnder('src-main')
const renderer = filesUnder('src-renderer')
const imports = [...main, ...renderer].flatMap(importsOf)

const inFolder = (folder: string) => (file: string) => file.startsWith(`${folder}/`)
/** The first two folders of a file of the core, for instance `core/metrics`; `core` for its top files. */
const partOf = (file: string): string => {
  const [, ...path] = file.split('/')
  return path[0] === 'core' && path.length > 2 ? `core/${path[1] ?? ''}` : (path[0] ?? '')
}
const ours = (found: Import): found is Import & { target: string } => found.target !== null
const describeImport = (found: Import): string => `${found.from} imports ${found.specifier}`

/** Folders whose code handles foreign bytes or heavy arithmetic: the engine's side of the port. */
const engineSide = [
  'core/images',
  'core/models',
  'core/inference',
  'core/instances',
  'core/metrics',
  'core/tables',
  'core/imports',
  'core/exports',
  'core/trust',
  'core/tools',
  'core/datasets',
]
/** Folders of the answering process. */
const answeringSide = [
  'core/api',
  'core/evaluation',
  'core/criteria',
  'core/review',
  'core/history',
  'core/statistics',
  'core/reports',
  'core',
]
/** What both sides may read: pure tables and formulas, and the notes that this program itself keeps of installed models. */
const sharedFiles = [
  'src-main/core/metrics/definitions.ts',
  'src-main/core/metrics/notes/metric-docs.ts',
  'src-main/core/metrics/require-comparable.ts',
  'src-main/core/statistics/chi-square.ts',
  'src-main/core/statistics/quantile.ts',
  'src-main/core/errors.ts',
  'src-main/core/counted.ts',
  'src-main/core/engine-port.ts',
  'src-main/core/canonical-json.ts',
  'src-main/core/images/image-reference.ts',
  'src-main/core/tools/shelf/stored-tool.ts',
  'src-main/core/tools/shelf/read-stored-tool.ts',
  'src-main/core/tools/shelf/cover-type.ts',
]

test('the reader of imports finds some', () => {
  expect(main.length).toBeGreaterThan(50)
  expect(imports.filter(ours).length).toBeGreaterThan(100)
})

test('contract imports nothing of ours and no Node', () => {
  const wrong = imports
    .filter((found) => inFolder('src-main/contract')(found.from))
    .filter((found) =>
      ours(found) ? !inFolder('src-main/contract')(found.target) : /^node:/.test(found.specifier),
    )
  expect(wrong.map(describeImport)).toEqual([])
})

test('the pages import the contract only', () => {
  const wrong = imports
    .filter((found) => inFolder('src-renderer')(found.from))
    .filter(
      (found) =>
        /^node:|^electron/.test(found.specifier) ||
        (ours(found) &&
          inFolder('src-main')(found.target) &&
          !inFolder('src-main/contract')(found.target)),
    )
  expect(wrong.map(describeImport)).toEqual([])
})

test('metrics, statistics and instances do no input or output', () => {
  const pure = ['core/metrics', 'core/statistics', 'core/instances']
  const wrong = imports
    .filter((found) => pure.includes(partOf(found.from)))
    .filter((found) => /^(node:(?!util)|onnxruntime|better-sqlite3|hono)/.test(found.specifier))
  expect(wrong.map(describeImport)).toEqual([])
})

test('only the history names SQLite', () => {
  const wrong = imports
    .filter((found) => /sqlite/.test(found.specifier) && found.target === null)
    .filter((found) => partOf(found.from) !== 'core/history')
  expect(wrong.map(describeImport)).toEqual([])
})

test('only the desktop shell names Electron, and never its bare entry', () => {
  const named = imports.filter(
    (found) => found.target === null && /^electron($|\/)/.test(found.specifier),
  )
  expect(
    named.filter((found) => !inFolder('src-main/hosts/electron')(found.from)).map(describeImport),
  ).toEqual([])
  expect(
    named.filter((found) => found.specifier === 'electron' && !found.typeOnly).map(describeImport),
  ).toEqual([])
})

test('the core knows neither its hosts nor the engine process', () => {
  const wrong = imports
    .filter(ours)
    .filter((found) => inFolder('src-main/core')(found.from))
    .filter((found) => /^src-main\/(hosts|engine)\//.test(found.target))
  expect(wrong.map(describeImport)).toEqual([])
})

test('the answering process reaches pixels, models and metrics only through the port', () => {
  const wrong = imports
    .filter(ours)
    .filter(
      (found) =>
        inFolder('src-main/core')(found.from) && answeringSide.includes(partOf(found.from)),
    )
    .filter(
      (found) => engineSide.includes(partOf(found.target)) && !sharedFiles.includes(found.target),
    )
    .filter((found) => !found.typeOnly)
  expect(wrong.map(describeImport)).toEqual([])
})

test('the engine stays on its side of the port', () => {
  const wrong = imports
    .filter(ours)
    .filter(
      (found) => inFolder('src-main/engine')(found.from) || engineSide.includes(partOf(found.from)),
    )
    .filter((found) => inFolder('src-main/core')(found.target))
    .filter(
      (found) => !engineSide.includes(partOf(found.target)) && !sharedFiles.includes(found.target),
    )
    .filter((found) => !found.typeOnly)
    // The statistics are pure: the self-test covers them, and metrics over all cases are resampled here.
    .filter(
      (found) =>
        !(
          ['src-main/engine/selftest-kinds.ts', 'src-main/engine/compare-classes.ts'].includes(
            found.from,
          ) && partOf(found.target) === 'core/statistics'
        ),
    )
  expect(wrong.map(describeImport)).toEqual([])
})

test('no file imports itself through others', () => {
  const next = new Map<string, string[]>()
  for (const found of imports)
    if (ours(found) && !found.typeOnly)
      next.set(found.from, [...(next.get(found.from) ?? []), found.target])
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file)
    if (at >= 0) {
      circles.push([...way.slice(at), file].join(' -> '))
      return
    }
    if (done.has(file)) return
    for (const target of next.get(file) ?? []) visit(target, [...way, file])
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
  expect(circles).toEqual([])
})

/** Logic is anything that exists at run time: a function, a class, a computed constant. */
function hasLogic(file: string): boolean {
  const text = readFileSync(join(root, file), 'utf8')
  return /(^|\n)(export )?(async )?function\*? |(^|\n)(export )?class |=> \{?/.test(
    text
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .replaceAll(/(^|\n)\s*(export )?(interface|type) [\s\S]*?\n\}/g, ''),
  )
}

test('every source file of the core with logic has its mirrored test', () => {
  const missing = main
    .filter(inFolder('src-main/core'))
    .filter(hasLogic)
    .map((file) => file.replace(/^src-main\//, 'tests/').replace(/\.ts$/, '.test.ts'))
    .filter((testFile) => !existsSync(join(root, testFile)))
  expect(missing).toEqual([])
})

test('names say what a file is about', () => {
  const vague = [...main, ...renderer].filter((file) =>
    /(^|[/-])(utils?|helpers?|common|manager|service)([.-]|\/)/i.test(file),
  )
  expect(vague).toEqual([])
})
