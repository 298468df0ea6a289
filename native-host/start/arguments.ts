import { INSTALLED } from './installed.ts';

export interface Arguments {
  /** The directory that plays the machine directory; null in an installed host, whatever it was given. */
  override: string | null;
  rest: readonly string[];
}

/** Takes `--config DIR` (or REFERRAL_CONFIG) off the front. Once installed, neither means anything. */
export function readArguments(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  installed = INSTALLED,
): Arguments {
  if (installed) return { override: null, rest: args };
  const at = args.indexOf('--config');
  const given = at >= 0 ? args[at + 1] : undefined;
  const rest = given === undefined ? args : args.toSpliced(at, 2);
  return { override: given ?? env.REFERRAL_CONFIG ?? null, rest };
}
