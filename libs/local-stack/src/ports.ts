import { type AddressInfo, connect, createServer } from 'node:net';

import { codeOf } from './local-stack-error.js';

const HOST = '127.0.0.1';

/** Listens on a port of the loopback for a moment. Resolves to the port, or to undefined when it is taken. */
async function tryPort(port: number): Promise<number | undefined> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      codeOf(error) === 'EADDRINUSE' || codeOf(error) === 'EACCES' ? resolve(undefined) : reject(error),
    );
    server.listen({ port, host: HOST, exclusive: true }, () => {
      const address = server.address() as AddressInfo;
      server.close(() => resolve(address.port));
    });
  });
}

/** True when nobody listens on this port of the loopback and we may. */
export async function isFree(port: number): Promise<boolean> {
  return (await tryPort(port)) !== undefined;
}

/**
 * A port of the loopback that was free a moment ago.
 *
 * @param given away already, though perhaps nobody listens there yet: the system may give those once more
 */
export async function freePort(given: readonly number[] = []): Promise<number> {
  const port = await tryPort(0);
  if (port === undefined) throw new Error('The system gave no free port');
  return given.includes(port) ? freePort(given) : port;
}

/** The wanted port when it is free, else any free one; 0 stands for any. */
export async function portNear(wanted: number): Promise<number> {
  return wanted !== 0 && (await isFree(wanted)) ? wanted : freePort();
}

/** True when something accepts connections at this port within five seconds. */
export async function answers(port: number, host = HOST): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 5_000 });
    socket.once('timeout', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
