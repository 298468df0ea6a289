import { RUNTIME_OPTIONS } from './runtime-options.ts';

/**
 * Variables that change what node or OpenSSL trusts, loads or talks to. One of them in our environment may
 * already have taken effect, so removing it is not enough: the host starts itself afresh without it.
 */
const TAINTED = /^(?:NODE_.*|SSL_.*|SSLKEYLOGFILE|OPENSSL_.*|(?:HTTPS?|ALL|NO)_PROXY)$/i;

/** Names of the variables that must not be there. */
export function tainted(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env).filter((name) => TAINTED.test(name));
}

export function cleaned(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !TAINTED.test(name)));
}

/** What our own launcher passes; anything else came from someone who wants node to behave differently. */
const OWN_EXEC_ARGV = new Set([...RUNTIME_OPTIONS, '--disable-warning=ExperimentalWarning']);

/** Runtime options (`--require`, `--inspect`, `--use-openssl-ca` …) that an installed host refuses. */
export function foreignExecArgv(execArgv: readonly string[]): string[] {
  return execArgv.filter((option) => !OWN_EXEC_ARGV.has(option));
}
