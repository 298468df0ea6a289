/** Does an adapter's origin pattern fit an origin as the browser states it? `:*` stands for any port. */
export function originFits(pattern: string, origin: string): boolean {
  if (!pattern.endsWith(':*')) return pattern === origin;
  const bare = pattern.slice(0, -2);
  return origin === bare || (origin.startsWith(`${bare}:`) && /^\d+$/.test(origin.slice(bare.length + 1)));
}
