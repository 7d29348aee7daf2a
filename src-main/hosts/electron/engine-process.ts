/** An engine process as an Electron utility process; may be started after the app is ready only. */
import type { UtilityProcess } from 'electron/main'
import type { EngineProcess, FromEngine } from '../../engine/protocol.ts'
import type { Lane } from '../../engine/client.ts'

export interface UtilityProcessFactory {
  fork(
    modulePath: string,
    args: string[],
    options: { serviceName: string; stdio: 'pipe' },
  ): UtilityProcess
}

export interface DesktopEngineOptions {
  readonly enginePath: string
  readonly workerPath: string
  readonly log: (message: string) => void
}

export function spawnDesktopEngine(
  factory: UtilityProcessFactory,
  options: DesktopEngineOptions,
  lane: Lane,
): EngineProcess {
  const child = factory.fork(options.enginePath, [options.workerPath, lane], {
    serviceName: `engine-${lane}`,
    stdio: 'pipe',
  })
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (bytes: Buffer) => {
      // what a driver prints while it is tried is no message of the program's
      if (lane !== 'trial') options.log(bytes.toString('utf8').trimEnd())
    })
  return {
    get pid() {
      return child.pid
    },
    send(message) {
      child.postMessage(message)
    },
    onMessage(listener) {
      child.on('message', (message: FromEngine) => {
        listener(message)
      })
    },
    onExit(listener) {
      child.on('exit', (code) => {
        listener(`ended with exit code ${code}`)
      })
    },
    kill() {
      child.kill()
    },
  }
}
