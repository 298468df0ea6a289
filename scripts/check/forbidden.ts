import { isProduct, isSource, isTest, matches, type Tree } from './tree.ts';

interface Rule {
  pattern: RegExp;
  /** Which files it is about. */
  where: (path: string) => boolean;
  why: string;
  /** Is it a fault in a comment too? */
  inComments?: true;
}

// This file and its samples have to write down what nobody else may. A letter in brackets keeps this file out of
// a plain search for offenders.
const everywhere = (path: string) => !path.startsWith('scripts/check/forbidden') && !isBinary(path);
const sources = (path: string) => everywhere(path) && isSource(path);
const isBinary = (path: string) => /\.(?:png|ico|gz|zip|bin|woff2?|pdf)$/.test(path);

const RULES: Rule[] = [
  {
    pattern:
      /(?:^|[^\w.])\/(?:work|farm|home|Users|root)\/\w|\/tmp\/wt\b|[A-Z]:\\{1,2}Users\\|\.\.\/shared\/(?:nhi|design)\b/,
    where: everywhere,
    why: 'a path of one machine',
    inComments: true,
  },
  {
    pattern: /rejectUnauthorized['"]?\s*[:=](?!=|\s*true\b)|checkServerIdentity['"]?\s*:\s*\(\)\s*=>/,
    where: sources,
    why: 'TLS verification is never weakened',
  },
  {
    pattern: /ignoreHTTPSErrors|ignore-certificate-errors|acceptInsecureCerts|strictSSL/,
    where: sources,
    why: 'TLS verification is never weakened',
  },
  {
    pattern: /NODE_TLS_REJECT_[U]NAUTHORIZED/,
    where: (path) => sources(path) && isProduct(path) && !isTest(path),
    why: 'no product code may know this variable',
  },
  {
    pattern: /(?:\b(?:await|return)\s+|globalThis\.|[=(,>]\s*)fetch\(/,
    where: (path) => sources(path) && path.startsWith('native-host/') && !isTest(path),
    why: 'fetch takes no CA of ours: use node:https with `ca` and `rejectUnauthorized: true`',
  },
  {
    pattern:
      /\.(?:inner|outer)HTML\s*\+?=(?!=)|insert[A]djacentHTML|dangerously[S]etInnerHTML|setHTMLUnsafe|document\.write\(/,
    where: (path) => sources(path) && isProduct(path),
    why: 'no markup from strings',
  },
  {
    pattern: /\bev[a]l\(|\bnew [F]unction\(|\bset(?:Timeout|Interval)\(\s*['"`]/,
    where: (path) => sources(path) && isProduct(path),
    why: 'no code from strings',
  },
  {
    pattern: /\.(?:only|skip|tod[o]|fixm[e]|skipIf|runIf|fails)\(|\b[fx](?:it|describe)\(/,
    where: (path) => sources(path) && isTest(path),
    why: 'every test runs, always',
  },
  {
    pattern: /@ts-(?:ign[o]re|noche[c]k|expect-error)/,
    where: sources,
    why: 'mend the type instead',
    inComments: true,
  },
  {
    pattern: /\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b/,
    where: (path) => sources(path) || (everywhere(path) && path.endsWith('.md')),
    why: 'do it, or write an issue',
    inComments: true,
  },
];

export function checkForbidden(tree: Tree): string[] {
  return RULES.flatMap(({ pattern, where, why, inComments }) =>
    tree.files
      .filter(where)
      .flatMap((path) => matches(tree, path, (line) => pattern.test(inComments ? line : codeOf(line))))
      .map((at) => `${at}: ${why}`),
  );
}

const codeOf = (line: string) => line.replace(/^\s*(?:\/\/|\/?\*).*$|(?<=\s)\/\/ .*$/, '');

/** Every file of the host that opens a TLS connection takes its options from the one place that makes them. */
export function checkTls(tree: Tree): string[] {
  const host = tree.files.filter((path) => path.startsWith('native-host/') && sources(path) && !isTest(path));
  const opens =
    /\b(?:https\.(?:request|get|Agent)|tls\.connect|http2\.connect)\b|import \{[^}]*\} from 'node:(?:https|tls|http2)'/;
  const makers = host.filter((path) => /function tlsOptions\(/.test(tree.text(path)));
  return [
    ...host
      .filter((path) => opens.test(tree.text(path)) && !/\btlsOptions\(/.test(tree.text(path)))
      .map((path) => `${path}: opens TLS without \`tlsOptions(trust, hostname)\``),
    ...makers
      .filter(
        (path) =>
          !/^ *rejectUnauthorized: true,$/m.test(tree.text(path)) || !/^ *ca: /m.test(tree.text(path)),
      )
      .map(
        (path) => `${path}: makes TLS options without \`rejectUnauthorized: true\` and a \`ca\` of its own`,
      ),
  ];
}
