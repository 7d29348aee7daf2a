/**
 * Entry of the engine process. Arguments: path of the worker script, lane name. Speaks over the parent
 * port of an Electron utility process or the IPC channel of a Node child, whichever is there.
 */
import { createHandlers, type Handler } from './handlers.ts'
import { openPassage, type PassageEnd, type Slot } from './pixel-passage.ts'
import type { FromEngine, JobRequest, ToEngine } from './protocol.ts'
import { toWireError } from './wire-error.ts'

interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: ToEngine }) => void): void
  postMessage(message: FromEngine): void
}

const parentPort = (process as unknown as { readonly parentPort?: ParentPort }).parentPort
const workerPath = process.argv[2]
if (!workerPath) throw new Error('engine: the path of the worker script is missing')

const send = (message: FromEngine): void => {
  if (parentPort) parentPort.postMessage(message)
  else process.send?.(message)
}

const handlers = createHandlers({ workerPath })
const running = new Map<number, AbortController>()

let passage: PassageEnd | null = null

async function answer({ id, name, input, slot }: JobRequest): Promise<void> {
  const controller = new AbortController()
  running.set(id, controller)
  try {
    const handler = handlers[name] as Handler
    const output = await handler(input, {
      signal: controller.signal,
      onProgress: (progress) => {
        send({ kind: 'progress', id, ...progress })
      },
    })
    send(resultMessage(id, output, slot))
  } catch (error) {
    const wireError = toWireError(error)
    send({ kind: 'error', id, error: wireError })
    if (wireError.details['reason'] === 'no answer') lateAnswer()
  } finally {
    running.delete(id)
  }
}

/** Pixels go into the slot where there is one, everything else into the message. */
function resultMessage(id: number, output: unknown, slot: Slot | undefined): FromEngine {
  if (slot !== undefined && passage !== null && hasBytes(output) && passage.put(slot, output.bytes))
    return {
      kind: 'result',
      id,
      output: { ...output, bytes: new Uint8Array(0) },
      inSlot: output.bytes.byteLength,
    }
  return { kind: 'result', id, output }
}

function hasBytes(output: unknown): output is { readonly bytes: Uint8Array } {
  return (
    typeof output === 'object' &&
    output !== null &&
    'bytes' in output &&
    output.bytes instanceof Uint8Array
  )
}

/**
 * Each call that a drive never answers holds one of the process's threads for file access for good. Before
 * none is left, the process makes room for a fresh one.
 */
const mostLateAnswers = 6
let lateAnswers = 0
function lateAnswer(): void {
  lateAnswers++
  if (lateAnswers < mostLateAnswers) return
  console.error(`${lateAnswers} reads were never answered; the engine starts afresh.`)
  setTimeout(() => process.exit(1), 100)
}

function receive(message: ToEngine): void {
  if (message.kind === 'cancel') running.get(message.id)?.abort()
  else if (message.kind === 'job') void answer(message)
  else {
    passage = openPassage(message.path)
    if (passage !== null) send({ kind: 'passage-open' })
  }
}

if (parentPort)
  parentPort.on('message', (event) => {
    receive(event.data)
  })
else {
  process.on('message', (message) => {
    receive(message as ToEngine)
  })
  // The host is gone: nobody waits for an answer any more.
  process.on('disconnect', () => process.exit(0))
}
// An unhandled rejection in a utility process only warns; a half-working engine is worse than a restart.
process.on('unhandledRejection', (error) => {
  console.error(error)
  process.exit(1)
})
send({ kind: 'ready' })
