/** The host's name in the page's tree. */
export const TAG = 'NHI-REFERRAL-BADGE';

/** One size whatever the state: a page can measure our host element, and must learn nothing from it. */
export const SIZE = { width: 152, height: 40 };
export const DOCKED = { width: 36, height: 40 };

/**
 * The host's own style, unseen until it has a size. Of important rules the inner tree's win: no style sheet of the
 * page, nor its style attribute, moves or hides the host (CSS Scoping, "Cascading and shadow trees").
 */
export function hostStyle(at: { left: number; top: number }, size?: typeof SIZE): string {
  return (
    `all:initial;position:fixed;display:block;contain:strict;z-index:2147483647;` +
    `left:${at.left}px;top:${at.top}px;width:${size?.width ?? 0}px;height:${size?.height ?? 0}px;` +
    `visibility:${size ? 'visible' : 'hidden'};`
  ).replace(/;/g, '!important;');
}

export const SHEET = `
* { box-sizing: border-box; }
button {
  all: unset; box-sizing: border-box; position: absolute; inset: 0; display: grid;
  grid-template-columns: 20px 1fr auto; align-items: center; gap: 4px; padding: 0 5px 0 6px;
  font: 600 13px/16px "Noto Sans TC", "Microsoft JhengHei", sans-serif;
  color: var(--ink); background: var(--paper); border: 2px solid var(--edge); border-radius: 8px;
  cursor: pointer; touch-action: none; user-select: none;
  --paper: #fff; --ink: #1f2328; --edge: #6e7781;
}
button:focus-visible { outline: 3px solid var(--ink); outline-offset: -5px; }
svg { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 1.7;
  stroke-linecap: round; stroke-linejoin: round; }
[data-tone=alarm] { --paper: #b3121d; --ink: #fff; --edge: #7d0911; }
[data-tone=warn] { --paper: #ffe08a; --ink: #3b2a00; --edge: #8a6100; }
[data-tone=news] { --paper: #d6e9ff; --ink: #06315f; --edge: #1f6fbf; }
[data-tone=calm] { --paper: #edf3ee; --ink: #1f3d2a; --edge: #5d7a67; }
.text { display: grid; min-width: 0; }
.label { word-break: keep-all; overflow-wrap: anywhere; }
.label:lang(en) { font-size: 12px; line-height: 15px; }
.hint { font-size: 11px; line-height: 15px; font-weight: 400; white-space: nowrap; overflow: hidden; }
.side { display: grid; gap: 1px; justify-items: end; }
.count { min-width: 18px; padding: 0 4px; border-radius: 8px; text-align: center;
  font-size: 12px; line-height: 16px; background: var(--ink); color: var(--paper); }
.elsewhere { padding: 0 2px; border: 1px solid currentColor; border-radius: 4px; font-size: 11px;
  line-height: 13px; }
:empty:not(path), .docked .text, .docked .elsewhere { display: none; }
.docked { grid-template-columns: 1fr; gap: 0; padding: 1px 0; justify-items: center; align-content: center;
  border-right: 0; border-radius: 8px 0 0 8px; }
.docked svg { width: 17px; height: 17px; }
.docked .count { line-height: 14px; font-size: 11px; }
.status { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (prefers-color-scheme: dark) {
  button { --paper: #24292f; --ink: #f0f3f6; --edge: #9198a1; }
  [data-tone=alarm] { --paper: #c4202b; --ink: #fff; --edge: #ffb3b3; }
  [data-tone=warn] { --paper: #4d3800; --ink: #ffe08a; --edge: #d4a72c; }
  [data-tone=news] { --paper: #0c2d54; --ink: #cfe6ff; --edge: #5aa6f2; }
  [data-tone=calm] { --paper: #1e2b23; --ink: #d5e8db; --edge: #7f9c89; }
}
@media (forced-colors: active) {
  button { border-color: ButtonText; }
  .count { forced-color-adjust: none; background: ButtonText; color: ButtonFace; }
}
@media (prefers-reduced-motion: no-preference) {
  [data-state=lookingUp] path { animation: breathe 1.2s ease-in-out infinite alternate; }
}
@keyframes breathe { from { opacity: .35; } to { opacity: 1; } }
`;
