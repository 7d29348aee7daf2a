/**
 * The thread that runs the HDF5 library: a damaged file can make it fail, loop or take much memory, and
 * then this thread is ended instead of the process.
 */
import { parentPort } from 'node:worker_threads'
import { messageOf } from '../../errors.ts'
import { Hdf5Failure, openHdf5Library, type Hdf5Library } from './hdf5-library.ts'
import type { Hdf5Message, Hdf5Reply } from './hdf5-protocol.ts'

export function replyTo(library: Hdf5Library, { path, question }: Hdf5Message): Hdf5Reply {
  try {
    return { answer: library.ask(path, question) }
  } catch (error) {
    return { trace: messageOf(error), isBroken: !(error instanceof Hdf5Failure) }
  }
}

if (parentPort !== null) {
  const port = parentPort
  const library = openHdf5Library()
  port.on('message', (message: Hdf5Message) => {
    void library.then((opened) => {
      const reply = replyTo(opened, message)
      const buffer = 'answer' in reply && reply.answer instanceof ArrayBuffer ? [reply.answer] : []
      port.postMessage(reply, buffer)
    })
  })
}
