declare const __INSTALLED__: boolean | undefined;

/** True in what `npm run build` makes for hospitals. Overrides by environment or `--config` exist only without it. */
export const INSTALLED: boolean = typeof __INSTALLED__ !== 'undefined' && __INSTALLED__;
