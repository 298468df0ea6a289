import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { Calls, type CallsOptions } from './calls.ts';
import { FrameReader } from './frames.ts';

/** Answers the browser until it closes the pipe or the stream is past understanding. */
export async function serve(input: AsyncIterable<Buffer>, options: CallsOptions): Promise<void> {
  const calls = new Calls(options);
  const reader = new FrameReader();
  for await (const chunk of input) {
    if (!takeAll(reader.push(chunk), calls)) break;
  }
  await calls.end(new CodedError('wire:disconnected'));
}

function takeAll(incoming: ReturnType<FrameReader['push']>, calls: Calls): boolean {
  for (const message of incoming) {
    if (message.ok) calls.take(message.value);
    else calls.refuse(message.error);
    if (!message.ok && message.lost) return false;
  }
  return true;
}
