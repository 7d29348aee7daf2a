/** Gathers what cells are made of: the run, the description, what was found when it was installed. */
import { join } from 'node:path'
import type { ComparedTool, Comparison } from '../../contract/comparison.ts'
import type { FrozenDataset } from '../../contract/datasets.ts'
import { toolDescriptionSchema } from '../../contract/tools.ts'
import { toolKindSchema, type Digest } from '../../contract/words.ts'
import type { DescriptionFacts, Engine } from '../engine-port.ts'
import { isTouchstoneError, messageOf } from '../errors.ts'
import type { EventOf } from '../history/events.ts'
import type { Queries } from '../history/queries.ts'
import { reviewBookOf } from '../review/review-book.ts'
import { reviewedTool } from '../review/reviewed-tool.ts'
import { readStoredTool } from '../tools/shelf/read-stored-tool.ts'
import { toolFolderName } from '../tools/shelf/stored-tool.ts'
import type { DescribedTool, Installed } from './field-cell.ts'
import { checksOf, eventsOf } from './read-decisions.ts'
import { runFacts } from './run-facts.ts'
import type { ToolFacts } from './tool-facts.ts'

export interface CriteriaPlaces {
  readonly history: Queries
  readonly workspaceDir: string
  /** Reads descriptions; null where there is none to ask, as for a record that is only looked at. */
  readonly engine: Pick<Engine, 'request'> | null
}

/** Asked again for every tool of a matrix, so that the record is read once. */
export interface Gatherer {
  ofTool(digest: Digest, compared: ComparedOne | null): Promise<ToolFacts>
}

export interface ComparedOne {
  readonly comparison: Comparison
  readonly dataset: FrozenDataset | null
  readonly tool: ComparedTool
}

export function createGatherer(places: CriteriaPlaces): Gatherer {
  const { history } = places
  const checkOf = checksOf(history)
  const installed = new Map<string, EventOf<'tool-installed'>>(
    eventsOf(history, 'tool-installed').map((event) => [event.payload.digest, event]),
  )
  return {
    async ofTool(digest, compared) {
      const entry = history.tool(digest)
      const recorded = toolDescriptionSchema.safeParse(entry?.document).data ?? null
      const kind = compared?.tool.kind ?? toolKindSchema.parse(entry?.kind ?? 'model')
      const install = installed.get(digest)
      const stored =
        install === undefined
          ? null
          : await readStoredTool(join(places.workspaceDir, 'tools', toolFolderName(digest)))
      const seamOf = stored?.seam ?? null
      return {
        key: compared?.tool.key ?? digest,
        name: compared?.tool.name ?? entry?.name ?? stored?.name ?? digest,
        ...{ digest, kind, recorded },
        ...(await describedOf(places, digest, kind, recorded)),
        installed: install === undefined ? null : installedAs(install),
        seam: install === undefined || seamOf === null ? null : { seq: install.seq, check: seamOf },
        compared:
          compared === null
            ? null
            : {
                ...compared,
                run: runFacts(places, compared.tool, scoredCases(compared)),
                review: reviewedTool(reviewBookOf(history), compared.comparison, compared.tool.key),
              },
        checkOf: (check) => checkOf(digest, check),
      }
    },
  }
}

function installedAs({ seq, payload }: EventOf<'tool-installed'>): Installed {
  return { seq, testOutputs: payload.testOutputs }
}

/** Cases with a score or a reason why it is undefined: the tool gave a result there. */
function scoredCases({ comparison, tool }: ComparedOne): string[] {
  return comparison.cases
    .filter(({ scores }) => Object.values(scores[tool.key] ?? {}).some((one) => 'value' in one))
    .map(({ id }) => id)
}

type Described = Pick<DescribedTool, 'description' | 'noDescription'>

const asked = 'a person can answer with a document'

async function describedOf(
  places: CriteriaPlaces,
  digest: Digest,
  kind: ToolFacts['kind'],
  recorded: ToolFacts['recorded'],
): Promise<Described> {
  if (kind === 'predictions')
    return {
      description: null,
      noDescription: `It ran elsewhere and has no description here; ${asked}.`,
    }
  const own = recorded === null ? null : ownWords(recorded)
  if (kind !== 'model')
    return { description: own, noDescription: `It has no description of a model; ${asked}.` }
  const { engine, workspaceDir } = places
  if (engine === null) return { description: null, noDescription: 'Its description was not read.' }
  const folder = join(workspaceDir, 'tools', toolFolderName(digest))
  const stored = await readStoredTool(folder)
  const model = stored === null ? (recorded?.reference ?? null) : join(folder, stored.entry)
  if (model === null)
    return { description: null, noDescription: `The record does not know it; ${asked}.` }
  return readDescribed(engine, { model, digest, workspaceDir, own })
}

interface Described2 {
  readonly model: string
  readonly digest: Digest
  readonly workspaceDir: string
  readonly own: DescriptionFacts | null
}

/** What a description said under this digest stays true: another description has another digest. */
const readBefore = new Map<string, Described>()
const mostKept = 500

async function readDescribed(
  engine: Pick<Engine, 'request'>,
  { model, digest, workspaceDir, own }: Described2,
): Promise<Described> {
  const known = readBefore.get(digest)
  if (known !== undefined) return known
  const cacheDir = join(workspaceDir, 'cache')
  try {
    const description = await engine.request('read-transparency', { model, cacheDir })
    const read: Described = {
      description: description ?? own,
      noDescription: `Its package says nothing of this; ${asked}.`,
    }
    if (readBefore.size >= mostKept) readBefore.clear()
    readBefore.set(digest, read)
    return read
  } catch (error) {
    if (!isTouchstoneError(error)) throw error
    return {
      description: null,
      noDescription: `Its description cannot be read: ${messageOf(error)}`,
    }
  }
}

/** What the program itself recorded of a tool that has no package. */
function ownWords({
  name,
  summary,
  version,
  licence,
  authors,
}: NonNullable<ToolFacts['recorded']>): DescriptionFacts {
  const said = {
    name,
    description: summary,
    version,
    license: licence ?? '',
    authors: authors.join(', '),
  }
  return Object.fromEntries(
    Object.entries(said)
      .filter(([, quote]) => quote !== '')
      .map(([field, quote]) => [field, { points: 1 as const, quote, note: 'stated' }]),
  )
}
