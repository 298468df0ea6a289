/** The host's name in the page's tree. */
export const TAG = 'NHI-REFERRAL-BADGE';

/** One size whatever the state: a page can measure our host element, and must learn nothing from it. */
export const SIZE = { width: 152, height: 40 };
export const DOCKED = { width: 36, height: 40 };

/**
 * The host's own style, unseen until it has a place. Of important rules the inner tree's win: no style sheet of the
 * page, nor its style attribute, moves or hides the host (CSS Scoping, "Cascading and shadow trees").
 */
export function hostRule(at?: { left: number; top: number }, size = SIZE): string {
  return `:host{${(
    at
      ? `all:initial;position:fixed;contain:strict;z-index:2147483647;display:block;` +
        `left:${at.left}px;top:${at.top}px;width:${size.width}px;height:${size.height}px;`
      : `display:none;`
  ).replace(/;/g, '!important;')}}`;
}

export const SHEET = `
* { box-sizing: border-box; }
button {
  all: unset; box-sizing: border-box; position: absolute; inset: 0; display: grid;
  grid-template-columns: 20px 1fr auto; align-items: center; gap: 4px; padding: 0 5px 0 6px;
  font: 600 13px/16px "Noto Sans TC", "Microsoft JhengHei", sans-serif;
  color: var(--ink); background: var(--paper); border: 2px solid var(--edge); border-radius: 8px;
  cursor: pointer; touch-action: none; user-select: none;
  --paper: #fff; --ink: #222; --edge: #777;
}
button:focus-visible { outline: 3px solid var(--ink); outline-offset: -5px; }
svg { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 1.7;
  stroke-linecap: round; stroke-linejoin: round; }
[data-tone=alarm] { --paper: #b12; --ink: #fff; --edge: #801; }
[data-tone=warn] { --paper: #fd8; --ink: #320; --edge: #860; }
[data-tone=news] { --paper: #def; --ink: #036; --edge: #27b; }
[data-tone=calm] { --paper: #efe; --ink: #243; --edge: #586; }
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
.status { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (prefers-color-scheme: dark) {
  button { --paper: #222; --ink: #eee; --edge: #999; }
  [data-tone=alarm] { --paper: #c22; --ink: #fff; --edge: #fbb; }
  [data-tone=warn] { --paper: #530; --ink: #fd8; --edge: #da3; }
  [data-tone=news] { --paper: #035; --ink: #cef; --edge: #5af; }
  [data-tone=calm] { --paper: #132; --ink: #ded; --edge: #798; }
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
