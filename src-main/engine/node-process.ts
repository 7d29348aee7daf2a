/** An engine process as a Node child (web host, command line, tests). */
import { fork } from 'node:child_process'
import type { Lane } from './client.ts'
import type { EngineProcess, FromEngine } from './protocol.ts'

export interface NodeEngineOptions {
  /** Absolute paths of the engine's entry and of its worker. */
  readonly enginePath: string
  readonly workerPath: string
  readonly log: (message: string) => void
}

export function spawnNodeEngine(options: NodeEngineOptions, lane: Lane): EngineProcess {
  const child = fork(options.enginePath, [options.workerPath, lane], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Reads of a drive that never answers keep their threads; the other images need some as well.
    env: { ...process.env, UV_THREADPOOL_SIZE: process.env['UV_THREADPOOL_SIZE'] ?? '16' },
    execArgv: process.execArgv.filter((argument) => !argument.startsWith('--inspect')),
  })
  const tail: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      tail.push(text)
      if (tail.length > 20) tail.shift()
      // what a driver prints while it is tried is no message of the program's
      if (lane !== 'trial') options.log(text.trimEnd())
    })
  }
  const exitListeners: ((reason: string) => void)[] = []
  let ended = false
  const end = (reason: string): void => {
    if (ended) return
    ended = true
    for (const listener of exitListeners) listener(reason)
  }
  child.on('exit', (code, signal) => {
    end(signal ? `ended by signal ${signal}` : `ended with exit code ${code ?? 'unknown'}`)
  })
  child.on('error', (error) => {
    end(`could not be started: ${error.message}`)
  })
  return {
    pid: child.pid,
    send(message) {
      // A send to a process that is just dying is answered by its exit event.
      if (child.connected) child.send(message, () => undefined)
    },
    onMessage(listener) {
      child.on('message', (message) => {
        listener(message as FromEngine)
      })
    },
    onExit(listener) {
      if (ended) listener('had already ended')
      else exitListeners.push(listener)
    },
    kill() {
      child.kill('SIGKILL')
    },
  }
}
