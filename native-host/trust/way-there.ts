/**
 * Did a connection fail before anybody was met: refused, no route, no such name, reset? Node reports several
 * addresses of one name as one AggregateError. EPROTO is a system call's error that speaks of the TLS in it.
 */
export function failedOnTheWay(error: NodeJS.ErrnoException): boolean {
  if (error instanceof AggregateError || error.code === 'ECONNRESET') return true;
  return error.syscall !== undefined && error.code !== 'EPROTO';
}
