/** A dropped file to the core, with its progress: only XMLHttpRequest tells how much is sent. */
import { routes } from '../../src-main/contract/routes.ts'
import { addressOf, checked } from './client.ts'
import { ApiProblem, problemFrom } from './problem.ts'

export interface UploadOptions {
  /** 0 to 1. */
  readonly onProgress: (fraction: number) => void
  readonly signal: AbortSignal
}

/** The path under which the core keeps the copy. Throws ApiProblem, or AbortError where it was stopped. */
export function uploadImage(file: File, { onProgress, signal }: UploadOptions): Promise<string> {
  const { method, path, response } = routes.dropImage
  const address = addressOf(path, { name: file.name })
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, address)
    request.responseType = 'text'
    request.upload.onprogress = ({ loaded, total }) => {
      onProgress(total > 0 ? loaded / total : 0)
    }
    request.onload = () => {
      const body = parsed(request.responseText)
      if (request.status < 200 || request.status > 299) reject(problemFrom(request.status, body))
      else resolve(checked(response, body, `${method} ${address}`).path)
    }
    request.onerror = () => {
      const sentence = `${file.name} could not be sent: the connection to Touchstone broke off. Drop it again.`
      reject(new ApiProblem('no-answer', sentence))
    }
    request.onabort = () => {
      reject(new DOMException('stopped', 'AbortError'))
    }
    signal.addEventListener('abort', () => {
      request.abort()
    })
    request.send(file)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
