import { expect, test } from 'vitest'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import { isDeviceLost, isOutOfMemory } from '../../../src-main/core/inference/out-of-memory.ts'

test.each([
  "Non-zero status code returned while running Conv node. Name:'c1' Status Message: /onnxruntime_src/onnxruntime/core/framework/bfc_arena.cc:376 void* onnxruntime::BFCArena::AllocateRawInternal(size_t, bool) Failed to allocate memory for requested buffer of size 4294967296",
  'bfc_arena.cc:358 Available memory of 0 is smaller than requested bytes of 1073741824',
  'CUDA failure 2: out of memory ; GPU=0 ; hostname=w',
  'CUDA error 2',
  'CUDNN failure 4: CUDNN_STATUS_ALLOC_FAILED',
  'CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED',
  'Exception(1) tid(2f) 8007000E Not enough memory resources are available to complete this operation.',
  'E_OUTOFMEMORY',
  'GPUOutOfMemoryError',
  'VK_ERROR_OUT_OF_DEVICE_MEMORY',
  'Insufficient Memory (00000008:kIOGPUCommandBufferCallbackErrorOutOfMemory)',
  'std::bad_alloc',
  'Array buffer allocation failed',
])('memory ran out: %s', (text) => {
  expect(isOutOfMemory(new Error(text))).toBe(true)
  expect(isDeviceLost(new Error(text))).toBe(false)
})

test.each([
  'Got invalid dimensions for input: x for the following indices',
  'CUDA failure 209: no kernel image is available for execution on the device',
  'CUDA error 222',
  'Failed to load shared library',
  'the memory layout of the output is not contiguous',
])('memory did not run out: %s', (text) => {
  expect(isOutOfMemory(new Error(text))).toBe(false)
})

test.each([
  'WebGPU device lost(2): Device was destroyed.',
  'Device is lost.',
  'GPU device instance has been suspended. 887A0005 DXGI_ERROR_DEVICE_REMOVED',
  'CUDA failure 719: unspecified launch failure ; GPU=0',
  'CUDA failure 700: an illegal memory access was encountered',
])('the card is gone for this process, whatever the size of a block: %s', (text) => {
  expect(isDeviceLost(new Error(text))).toBe(true)
  expect(isOutOfMemory(new Error(text))).toBe(false)
})

test('of our own errors only the code counts', () => {
  expect(isOutOfMemory(new TouchstoneError('out-of-memory', 'x'))).toBe(true)
  expect(isOutOfMemory(new TouchstoneError('bad-options', 'out of memory'))).toBe(false)
})
