import { request } from 'node:https';

export interface Reply {
  status: number;
  body: Record<string, unknown>;
}
export interface Sent {
  /** PEM that the server's certificate must lead to. */
  ca: string | Buffer;
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** One HTTPS call with a JSON body on a connection of its own. Rejects when the answer is not whole JSON. */
export function callJson(url: string, { ca, method = 'POST', body, headers, signal }: Sent): Promise<Reply> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const length = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const options = {
      method,
      ca,
      agent: false,
      headers: { ...length, ...headers },
      ...(signal && { signal }),
    };
    const call = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        try {
          const parsed = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Reply['body'];
          resolve({ status: response.statusCode ?? 0, body: parsed });
        } catch (error) {
          reject(error);
        }
      });
    });
    call.on('error', reject);
    call.end(text);
  });
}
